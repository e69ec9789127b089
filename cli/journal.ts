import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import type { Disk } from './lock.ts';
import { Refusal, codeOf } from './refusal.ts';

/** One file that a run writes or removes. Digests are sha256, null for "no such file". */
export interface Step {
  /** Relative to the root of the repository. */
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
  /** The prepared file's name in the folder of prepared files; absent when the file goes. */
  readonly staged?: string;
}

/** What a run is about to do. From the moment it is written the run will be finished, by itself or by the next. */
export interface Journal {
  readonly format: 1;
  readonly steps: readonly Step[];
}

/** The places in a repository's own folder. */
export interface Places {
  readonly root: string;
  readonly folder: string;
  readonly journal: string;
  readonly staged: string;
}

export function placesIn(root: string): Places {
  const folder = join(root, '.fluxsmith');
  return { root, folder, journal: join(folder, 'journal.json'), staged: join(folder, 'staged') };
}

export function readJournal(places: Places, disk: Disk): Journal | undefined {
  try {
    const journal = JSON.parse(disk.readFileSync(places.journal, 'utf8')) as Journal;
    if (journal.format === 1) return journal;
  } catch (error) {
    // A damaged journal finishes nothing; the run that finds it brings the tree up to date all the same.
    if (codeOf(error) === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
  throw new Refusal(
    `${places.journal} is from another version of fluxsmith`,
    'finish with that version, or remove the file',
  );
}

/** The journal is there with its whole content or not at all. */
export function writeJournal(places: Places, steps: readonly Step[], disk: Disk): Journal {
  const journal: Journal = { format: 1, steps };
  disk.writeFileSync(`${places.journal}.new`, JSON.stringify(journal));
  disk.renameSync(`${places.journal}.new`, places.journal);
  return journal;
}

/**
 * Does what a journal says, or what is left of it, and ends it. Each step can be repeated. A file that is
 * neither as the run found it nor as it wanted it belongs to somebody else by now: it stays, and is named in the result.
 */
export function carryOut(journal: Journal, places: Places, disk: Disk): string[] {
  const kept: string[] = [];
  for (const step of journal.steps) if (!take(step, places, disk)) kept.push(step.path);
  disk.unlinkSync(places.journal);
  clearStaged(places, disk);
  return kept;
}

export function clearStaged(places: Places, disk: Disk): void {
  disk.rmSync(places.staged, { recursive: true, force: true });
}

function take(step: Step, places: Places, disk: Disk): boolean {
  const target = join(places.root, step.path);
  const present = digestOf(target, disk);
  if (present === step.after) return true;
  if (present !== step.before || obstacle(places.root, step.path, disk)) return false;
  if (step.staged === undefined) {
    disk.unlinkSync(target);
    removeEmptyParents(places.root, step.path, disk);
    return true;
  }
  const staged = join(places.staged, step.staged);
  if (digestOf(staged, disk) !== step.after) return false;
  disk.mkdirSync(dirname(target), { recursive: true });
  disk.renameSync(staged, target);
  return true;
}

function removeEmptyParents(root: string, path: string, disk: Disk): void {
  for (let at = dirname(path); at !== '.'; at = dirname(at)) {
    try {
      disk.rmdirSync(join(root, at));
    } catch (error) {
      if (['ENOTEMPTY', 'EEXIST', 'ENOENT', 'EBUSY', 'EPERM'].includes(codeOf(error))) return;
      throw error;
    }
  }
}

/** The digest of a file's bytes, null where there is none. */
export function digestOf(file: string, disk: Disk): string | null {
  try {
    return digest(disk.readFileSync(file));
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return null;
    if (codeOf(error) === 'EISDIR') return 'directory';
    throw error;
  }
}

export function digest(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Why a path cannot be written as a plain file of the repository; undefined where it can. */
export function obstacle(root: string, path: string, disk: Disk): string | undefined {
  const parts = path.split('/');
  for (let depth = 1; depth <= parts.length; depth++) {
    const at = parts.slice(0, depth).join('/');
    const stats = disk.lstatSync(join(root, at), { throwIfNoEntry: false });
    if (!stats) return undefined;
    if (stats.isSymbolicLink()) return `${at} is a link`;
    const isLast = depth === parts.length;
    if (isLast && !stats.isFile()) return `${at} is not a file`;
    if (!isLast && !stats.isDirectory()) return `${at} is not a directory`;
  }
  return undefined;
}
