import * as nodeDisk from 'node:fs';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isInterrupted, openForWriting } from './apply.ts';
import type { Changes } from './apply.ts';
import type { Disk } from './lock.ts';
import { Refusal } from './refusal.ts';
import { changingCalls } from './testing/changing-calls.ts';
import { contents, folder, git, repository } from './testing/folder.ts';

const changes = (writes: Record<string, string>, ...removals: string[]): Changes => ({
  writes: new Map(Object.entries(writes)),
  removals,
});

function applied(root: string, change: Changes, disk?: Disk): readonly string[] {
  const writer = openForWriting(root, disk);
  try {
    writer.apply(change);
    return writer.kept;
  } finally {
    writer.release();
  }
}

/** The files of a tree without those of the program's own folder. */
function tree(root: string): Record<string, string> {
  return Object.fromEntries(Object.entries(contents(root)).filter(([path]) => !path.startsWith('.fluxsmith/')));
}

test('writes, replaces and removes, keeps modes and clears away empty directories', () => {
  const root = folder({ 'a.yaml': 'old', 'b/c/d.yaml': 'gone', 'b/e.yaml': 'stays', 'f/g/h.yaml': 'gone' });
  chmodSync(join(root, 'a.yaml'), 0o640);
  applied(root, changes({ 'a.yaml': 'new', 'x/y/z.yaml': 'created' }, 'b/c/d.yaml', 'f/g/h.yaml'));
  expect(tree(root)).toEqual({ 'a.yaml': 'new', 'b/e.yaml': 'stays', 'x/y/z.yaml': 'created' });
  expect(statSync(join(root, 'a.yaml')).mode & 0o777).toBe(0o640);
  expect([existsSync(join(root, 'b/c')), existsSync(join(root, 'f'))]).toEqual([false, false]);
});

test('leaves nothing behind that git would see', () => {
  const root = repository({ 'a.yaml': 'a' });
  git(root, 'commit', '--quiet', '--message=one');
  applied(root, changes({ 'a.yaml': 'a' }));
  expect(git(root, 'status', '--porcelain')).toBe('');
  expect(nodeDisk.readdirSync(join(root, '.fluxsmith'))).toEqual(['.gitignore']);
});

class Killed extends Error {}

/** A disk on which the process dies at its n-th change; with `torn`, in the middle of writing that file. */
function deadlyDisk(fatal: number, torn: boolean): Disk {
  let count = 0;
  return new Proxy(nodeDisk as Disk, {
    get: (disk, name: keyof Disk) =>
      !changingCalls.includes(name)
        ? disk[name]
        : (...args: unknown[]) => {
            if (++count === fatal && torn && name === 'writeFileSync') {
              writeFileSync(args[0] as string, (args[1] as string).slice(0, 3));
            }
            if (count >= fatal) throw new Killed();
            return (disk[name] as (...args: unknown[]) => unknown)(...args);
          },
  });
}

const oldFiles = { 'a.yaml': 'old a', 'b/b.yaml': 'old b', 'c/c.yaml': 'old c', 'kept.yaml': 'mine' };
const newFiles = { 'a.yaml': 'new a', 'b/b.yaml': 'old b', 'd/e/f.yaml': 'new f', 'kept.yaml': 'mine' };
const change = changes({ 'a.yaml': 'new a', 'd/e/f.yaml': 'new f' }, 'c/c.yaml');

test.each([[false], [true]])(
  'killed at any step, the next run ends in the old tree or the new one (torn: %s)',
  (torn) => {
    const ends = new Set<string>();
    for (let fatal = 1; ; fatal++) {
      const root = folder(oldFiles);
      if (survives(root, fatal, torn)) break;
      const interrupted = isInterrupted(root);
      const writer = openForWriting(root);
      expect(writer.kept).toEqual([]);
      const allowed = interrupted ? [newFiles] : [oldFiles, newFiles];
      expect(allowed).toContainEqual(tree(root));
      ends.add(isOneOf(tree(root), oldFiles) ? 'old' : 'new');
      writer.apply(change);
      writer.release();
      expect(tree(root)).toEqual(newFiles);
    }
    expect([...ends].sort()).toEqual(['new', 'old']);
  },
);

/** Whether a run comes to its end before the disk fails it. */
function survives(root: string, fatal: number, torn: boolean): boolean {
  try {
    applied(root, change, deadlyDisk(fatal, torn));
    return true;
  } catch (error) {
    if (error instanceof Killed) return false;
    throw error;
  }
}

function isOneOf(tree: unknown, ...candidates: unknown[]): boolean {
  return candidates.some((candidate) => JSON.stringify(candidate) === JSON.stringify(tree));
}

test('any tree becomes any other, killed wherever', () => {
  const path = fc.constantFrom('a.yaml', 'b.yaml', 'x/a.yaml', 'x/y/a.yaml', 'x/y/b.yaml', 'z/a.yaml');
  const files = fc.dictionary(path, fc.string({ maxLength: 5 }), { noNullPrototype: true });
  fc.assert(
    fc.property(files, files, fc.integer({ min: 1, max: 60 }), (before, after, fatal) => {
      const root = folder(before);
      const gone = Object.keys(before).filter((path) => !(path in after));
      try {
        applied(root, changes(after, ...gone), deadlyDisk(fatal, true));
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
        openForWriting(root).release();
      }
      const sorted = (files: object) => Object.fromEntries(Object.entries(files).sort());
      expect([sorted(before), sorted(after)]).toContainEqual(tree(root));
    }),
    { numRuns: 60 },
  );
});

test('what somebody changed after the interruption stays as it is', () => {
  const root = folder(oldFiles);
  for (let fatal = 1; !isInterrupted(root); fatal++)
    expect(() => applied(root, change, deadlyDisk(fatal, false))).toThrow(Killed);
  writeFileSync(join(root, 'c/c.yaml'), 'edited since');
  const writer = openForWriting(root);
  writer.release();
  expect(writer.kept).toEqual(['c/c.yaml']);
  expect(tree(root)).toEqual({ ...newFiles, 'c/c.yaml': 'edited since' });
});

test('one run at a time: the second one says so, and a dead one does not count', () => {
  const root = folder();
  const lock = join(root, '.fluxsmith/lock');
  const writer = openForWriting(root);
  const { started } = JSON.parse(readFileSync(lock, 'utf8')) as { started: string };
  writer.release();
  const holding = (pid: number, host = hostname(), since = '') =>
    writeFileSync(lock, JSON.stringify({ pid, host, started: since }));

  holding(process.ppid);
  expect(() => openForWriting(root)).toThrow(
    new RegExp(`another run of fluxsmith \\(process ${process.ppid}\\) is writing here`),
  );
  holding(1, 'elsewhere');
  expect(() => openForWriting(root)).toThrow(/process 1 on elsewhere/);
  writeFileSync(lock, 'no json');
  expect(() => openForWriting(root)).toThrow(Refusal);

  holding(2 ** 22 + 1);
  openForWriting(root).release();
  // Where the system does not say when a process started, its number alone decides.
  holding(started === '' ? 2 ** 22 + 1 : process.ppid, hostname(), 'a boot long ago 12');
  openForWriting(root).release();
  expect(existsSync(lock)).toBe(false);
});

test.each<[what: string, prepare: (root: string) => void, message: string]>([
  ['a linked file', (root) => symlinkSync('kept.yaml', join(root, 'x')), 'x cannot be written: x is a link'],
  ['a directory in its place', (root) => mkdirSync(join(root, 'x')), 'x cannot be written: x is not a file'],
])('%s is never written to', (_, prepare, message) => {
  const root = folder({ 'kept.yaml': 'mine' });
  prepare(root);
  expect(() => applied(root, changes({ 'a.yaml': 'a', x: 'new' }))).toThrow(message);
  expect(tree(root)).toEqual({ 'kept.yaml': 'mine' });
});

test('nothing is written through a linked directory', () => {
  const outside = folder();
  const root = folder();
  symlinkSync(outside, join(root, 'apps'));
  expect(() => applied(root, changes({ 'apps/a.yaml': 'a' }))).toThrow('apps/a.yaml cannot be written: apps is a link');
  symlinkSync(outside, join(folder(), 'x'));
  expect(contents(outside)).toEqual({});
});

test('names that differ only in case are refused', () => {
  const root = folder();
  expect(() => applied(root, changes({ 'apps/A.yaml': '', 'apps/a.yaml': '' }))).toThrow(
    /one file where case does not count/,
  );
  expect(() => applied(root, changes({ 'apps/a.yaml': '' }, 'Apps/a.yaml'))).toThrow(
    /one file where case does not count/,
  );
});
