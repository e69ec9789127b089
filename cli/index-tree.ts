import type { Entry, ReadFailure, Tree } from '../tree/index.ts';
import { largestFile } from './disk-tree.ts';
import { gitOutput, zeroSeparated } from './git.ts';
import type { Git } from './git.ts';
import { Refusal } from './refusal.ts';

/** The git index as a tree: what the next commit will hold. */
export interface IndexTree extends Tree {
  /** The paths of all files and links, in git's order. */
  readonly paths: Iterable<string>;
  /** Fetches many files at once; a file not fetched before is fetched when it is read. */
  prefetch(paths: Iterable<string>): void;
}

interface IndexEntry {
  readonly kind: Entry['kind'];
  readonly id: string;
}

const kinds: Readonly<Record<string, Entry['kind']>> = { '100': 'file', '120': 'link', '160': 'other' };

/** Reads the list of the index at once (some milliseconds for thousands of files) and contents when asked. */
export function indexTree(git: Git): IndexTree {
  const entries = readListing(gitOutput(git, ['ls-files', '--stage', '-z', '--full-name', ':/']));
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
  const contentOf = ({ id }: IndexEntry, path: string): Uint8Array | ReadFailure => {
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

function readListing(listing: Buffer): Map<string, IndexEntry> {
  const entries = new Map<string, IndexEntry>();
  for (const line of zeroSeparated(listing)) {
    // `<mode of six digits> <id> <stage>\t<path>`
    const tab = line.indexOf('\t');
    const path = line.slice(tab + 1);
    if (line[tab - 1] !== '0') {
      throw new Refusal(`${path} has an unsolved merge conflict`, 'solve it and "git add" the file');
    }
    entries.set(path, { kind: kinds[line.slice(0, 3)] ?? 'other', id: line.slice(7, tab - 2) });
  }
  return entries;
}

function directoriesOf(entries: ReadonlyMap<string, IndexEntry>): Map<string, Entry[]> {
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
