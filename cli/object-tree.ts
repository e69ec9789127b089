import type { Entry, ReadFailure, Tree } from '../tree/index.ts';
import { largestFile } from './disk-tree.ts';
import { gitOutput } from './git.ts';
import type { Git } from './git.ts';

/** A tree whose files are objects of a git repository: those of the index, or of a commit. */
export interface ObjectTree extends Tree {
  /** The paths of all files and links, in git's order. */
  readonly paths: Iterable<string>;
  /** Fetches many files at once; a file not fetched before is fetched when it is read. */
  prefetch(paths: Iterable<string>): void;
}

/** One file of such a tree: what it is, and the id of its content. */
export interface ObjectEntry {
  readonly kind: Entry['kind'];
  readonly id: string;
}

/** The tree of the files listed, by path in git's order; contents are read when asked. */
export function objectTree(git: Git, entries: ReadonlyMap<string, ObjectEntry>): ObjectTree {
  let directories: ReadonlyMap<string, readonly Entry[]> | undefined;
  const directoryAt = (path: string) => (directories ??= directoriesOf(entries)).get(path);
  const contents = new Map<string, Uint8Array | ReadFailure>();

  const prefetch = (paths: Iterable<string>): void => {
    const missing = new Set<string>();
    for (const path of paths) {
      const entry = entries.get(path);
      if (entry && entry.kind !== 'other' && !contents.has(entry.id)) missing.add(entry.id);
    }
    if (missing.size > 0) fetchBlobs(git, [...missing], contents);
  };
  const contentOf = ({ id }: ObjectEntry, path: string): Uint8Array | ReadFailure => {
    if (!contents.has(id)) prefetch(readAhead(path));
    return contents.get(id) ?? 'missing';
  };

  // Whoever reads one file after another without having said so gets ever larger portions.
  let portion = 8;
  const readAhead = function* (path: string): Iterable<string> {
    yield path;
    let left = (portion *= 8);
    let passed = false;
    for (const other of entries.keys()) {
      if (passed && /\.(ya?ml|json|ts|md)$/.test(other) && --left > 0) yield other;
      passed ||= other === path;
      if (left <= 0) return;
    }
  };

  /** The path with all links on it resolved, or why it leads nowhere. */
  const resolve = (path: string): string | { failure: ReadFailure } => {
    let parts = path === '' ? [] : path.split('/');
    for (let hops = 0, depth = 1; depth <= parts.length; depth++) {
      const at = parts.slice(0, depth).join('/');
      const entry = entries.get(at);
      if (entry?.kind !== 'link') continue;
      if (++hops > 40) return { failure: 'loop' };
      const target = contentOf(entry, at);
      const resolved = target instanceof Uint8Array ? linkTarget(at, new TextDecoder().decode(target)) : undefined;
      if (resolved === undefined) return { failure: 'missing' };
      parts = [...resolved, ...parts.slice(depth)];
      depth = 0;
    }
    return parts.join('/');
  };

  return {
    paths: entries.keys(),
    prefetch,
    read: (path) => {
      const real = resolve(path);
      if (typeof real !== 'string') return real.failure;
      const entry = entries.get(real);
      if (entry?.kind === 'file') return contentOf(entry, real);
      return directoryAt(real) ? 'directory' : 'missing';
    },
    list: (path) => {
      const real = resolve(path);
      if (typeof real !== 'string') return real.failure;
      return directoryAt(real) ?? 'missing';
    },
  };
}

function directoriesOf(entries: ReadonlyMap<string, ObjectEntry>): Map<string, Entry[]> {
  const directories = new Map<string, Entry[]>([['', []]]);
  for (const [path, { kind }] of entries) addEntry(directories, path, kind);
  for (const list of directories.values()) list.sort((a, b) => (a.name < b.name ? -1 : 1));
  return directories;
}

function addEntry(directories: Map<string, Entry[]>, path: string, kind: Entry['kind']): void {
  const slash = path.lastIndexOf('/');
  const parent = slash < 0 ? '' : path.slice(0, slash);
  let siblings = directories.get(parent);
  if (!siblings) {
    siblings = [];
    directories.set(parent, siblings);
    addEntry(directories, parent, 'directory');
  }
  siblings.push({ name: path.slice(slash + 1), kind });
}

/** The parts of the path that a link at a path points to; undefined where that lies outside of the tree. */
function linkTarget(path: string, target: string): string[] | undefined {
  if (target.startsWith('/')) return undefined;
  const parts = path.split('/').slice(0, -1);
  for (const step of target.split('/')) {
    if (step === '' || step === '.') continue;
    if (step !== '..') parts.push(step);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts;
}

/** One git process for all: it answers `<id> <type> <size>`, the bytes and a line end for each id. */
function fetchBlobs(git: Git, ids: readonly string[], into: Map<string, Uint8Array | ReadFailure>): void {
  const output = gitOutput(git, ['cat-file', '--batch'], `${ids.join('\n')}\n`);
  let at = 0;
  for (const id of ids) {
    const lineEnd = output.indexOf(10, at);
    const [, type, size] = output.toString('latin1', at, lineEnd).split(' ');
    at = lineEnd + 1;
    if (type !== 'blob') {
      into.set(id, 'missing');
      continue;
    }
    const length = Number(size);
    into.set(id, length > largestFile ? 'too-large' : output.subarray(at, at + length));
    at += length + 1;
  }
}
