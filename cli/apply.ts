import * as nodeDisk from 'node:fs';
import { dirname, join } from 'node:path';
import { carryOut, clearStaged, digest, digestOf, obstacle, placesIn, readJournal, writeJournal } from './journal.ts';
import type { Places, Step } from './journal.ts';
import { takeLock } from './lock.ts';
import type { Disk } from './lock.ts';
import { Refusal } from './refusal.ts';

/** What to do to a repository's files. Paths are relative to its root, with `/`. */
export interface Changes {
  readonly writes: ReadonlyMap<string, string>;
  readonly removals: Iterable<string>;
}

/** A repository held for writing. */
export interface Writer {
  /** Files that an interrupted run meant to change but that somebody else has changed since; they were left alone. */
  readonly kept: readonly string[];
  /** Makes all the changes or none: a run killed on the way is finished by the next one. */
  apply(changes: Changes): void;
  release(): void;
}

/**
 * Takes hold of a repository: one run at a time. What an interrupted run left is finished first when it had
 * begun to change files, else cleared away.
 */
export function openForWriting(root: string, disk: Disk = nodeDisk): Writer {
  const places = placesIn(root);
  createFolder(places, disk);
  const release = takeLock(places.folder, disk);
  const journal = readJournal(places, disk);
  const kept = journal ? carryOut(journal, places, disk) : [];
  clearStaged(places, disk);
  return { kept, release, apply: (changes) => apply(changes, places, disk) };
}

/** Whether an interrupted run waits to be finished. */
export function isInterrupted(root: string): boolean {
  return readJournal(placesIn(root), nodeDisk) !== undefined;
}

function createFolder(places: Places, disk: Disk): void {
  const blocked = obstacle(places.root, '.fluxsmith/.gitignore', disk);
  if (blocked) throw new Refusal(`${blocked}, but fluxsmith needs it as a folder of its own`, 'move it away');
  disk.mkdirSync(places.folder, { recursive: true });
  // Written anew each time: a run killed between the two calls would leave a folder that git sees.
  disk.writeFileSync(join(places.folder, '.gitignore'), '*\n');
}

function apply({ writes, removals }: Changes, places: Places, disk: Disk): void {
  const removed = [...removals];
  if (writes.size + removed.length === 0) return;
  refuseObstacles([...writes.keys(), ...removed], places.root, disk);
  refuseCollisions([...writes.keys(), ...removed]);
  const steps = [...stage(writes, places, disk)];
  for (const path of removed) steps.push({ path, before: digestOf(join(places.root, path), disk), after: null });
  carryOut(writeJournal(places, steps, disk), places, disk);
}

/** Prepares the new files beside the tree, with the mode of those they replace. */
function* stage(writes: ReadonlyMap<string, string>, places: Places, disk: Disk): Iterable<Step> {
  disk.mkdirSync(places.staged, { recursive: true });
  for (const [path, content] of writes) {
    const target = join(places.root, path);
    const staged = digest(path).slice(0, 16);
    disk.writeFileSync(join(places.staged, staged), content);
    const replaced = disk.lstatSync(target, { throwIfNoEntry: false });
    if (replaced) disk.chmodSync(join(places.staged, staged), replaced.mode & 0o777);
    yield { path, before: digestOf(target, disk), after: digest(content), staged };
  }
}

function refuseObstacles(paths: readonly string[], root: string, disk: Disk): void {
  const device = disk.statSync(root).dev;
  for (const path of paths) {
    const blocked = obstacle(root, path, disk);
    if (blocked)
      throw new Refusal(`${path} cannot be written: ${blocked}`, 'move it away; fluxsmith writes plain files only');
    const folder = nearestFolder(root, path, disk);
    // A failure half way would leave half a tree until somebody mends it.
    disk.accessSync(folder, nodeDisk.constants.W_OK);
    if (disk.statSync(folder).dev !== device) throw new Refusal(`${path} lies on another file system than ${root}`);
  }
}

/** The folder that a file stands in or that its folders will be made in. */
function nearestFolder(root: string, path: string, disk: Disk): string {
  let folder = dirname(join(root, path));
  while (!disk.existsSync(folder)) folder = dirname(folder);
  return folder;
}

/** Two names that differ only in case are one file on many machines. */
function refuseCollisions(paths: Iterable<string>): void {
  const seen = new Map<string, string>();
  for (const path of paths) {
    const folded = path.normalize('NFC').toLowerCase();
    const other = seen.get(folded);
    if (other !== undefined)
      throw new Refusal(`${other} and ${path} are one file where case does not count`, 'rename one of them');
    seen.set(folded, path);
  }
}
