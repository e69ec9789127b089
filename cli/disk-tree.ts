import { closeSync, constants, fstatSync, openSync, readSync, readdirSync, realpathSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import type { Entry, ReadFailure, Tree } from '../tree/index.ts';
import { codeOf } from './refusal.ts';

/** No manifest is larger; what is would only cost time and memory. In bytes. */
export const largestFile = 32 * 1024 * 1024;

/** Which of the files on disk belong to the tree. Absent: all of them. */
export interface Selection {
  hasFile(path: string): boolean;
  hasDirectory(path: string): boolean;
}

/**
 * The files below a directory, read when asked. Links are followed as long as they stay inside it.
 * Pipes, sockets and devices count as missing: reading them could wait for ever.
 */
export function diskTree(root: string, selection?: Selection): Tree {
  const realRoot = realpathSync(root);
  const directories = new Map<string, string | ReadFailure>([['', realRoot]]);

  /** Where a directory really lies; remembered, as its files ask for it again and again. */
  const realDirectory = (path: string): string | ReadFailure => {
    let real = directories.get(path);
    if (real === undefined) {
      real = realPathInside(realRoot, path);
      directories.set(path, real);
    }
    return real;
  };

  const read = (path: string): Uint8Array | ReadFailure => {
    const slash = path.lastIndexOf('/');
    const directory = realDirectory(slash < 0 ? '' : path.slice(0, slash));
    if (!isAbsolute(directory)) return directory as ReadFailure;
    const content = readRegularFile(join(directory, path.slice(slash + 1)));
    if (content !== 'loop') return content;
    const real = realPathInside(realRoot, path);
    return isAbsolute(real) ? readRegularFile(real) : (real as ReadFailure);
  };

  const list = (path: string): readonly Entry[] | ReadFailure => {
    const directory = realDirectory(path);
    if (!isAbsolute(directory)) return directory as ReadFailure;
    try {
      const entries = readdirSync(directory, { withFileTypes: true }).map(entryOf);
      const prefix = path === '' ? '' : `${path}/`;
      const chosen = selection
        ? entries.filter(({ name, kind }) =>
            kind === 'directory' ? selection.hasDirectory(prefix + name) : selection.hasFile(prefix + name),
          )
        : entries;
      return chosen.sort((a, b) => (a.name < b.name ? -1 : 1));
    } catch (error) {
      return failureOf(error);
    }
  };

  return { read, list };
}

function entryOf(entry: Dirent): Entry {
  const kind = entry.isFile() ? 'file' : entry.isDirectory() ? 'directory' : entry.isSymbolicLink() ? 'link' : 'other';
  return { name: entry.name, kind };
}

function realPathInside(realRoot: string, path: string): string | ReadFailure {
  try {
    const real = realpathSync(join(realRoot, path));
    const inside = relative(realRoot, real);
    return inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside) ? 'missing' : real;
  } catch (error) {
    return failureOf(error);
  }
}

/** The bytes of a file; 'loop' where its last part is a link, which the caller resolves. */
function readRegularFile(file: string): Uint8Array | ReadFailure {
  let descriptor: number | undefined;
  try {
    // Not following links costs nothing on the common way; not waiting keeps a pipe from holding us.
    descriptor = openSync(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    const stats = fstatSync(descriptor);
    if (stats.isDirectory()) return 'directory';
    if (!stats.isFile()) return 'missing';
    if (stats.size > largestFile) return 'too-large';
    return readAll(descriptor, stats.size);
  } catch (error) {
    return failureOf(error);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function readAll(descriptor: number, size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let length = 0;
  while (length < size) {
    const count = readSync(descriptor, bytes, length, size - length, null);
    if (count === 0) break;
    length += count;
  }
  return bytes.subarray(0, length);
}

function failureOf(error: unknown): ReadFailure {
  const code = codeOf(error);
  if (code === '') throw error;
  return failures[code] ?? 'denied';
}

/** What a failed system call means for a reader; any other one says that the file cannot be had. */
const failures: Readonly<Record<string, ReadFailure>> = {
  ENOENT: 'missing',
  ENOTDIR: 'missing',
  ENXIO: 'missing',
  ENAMETOOLONG: 'missing',
  ERR_INVALID_ARG_VALUE: 'missing',
  EISDIR: 'directory',
  ELOOP: 'loop',
  EMLINK: 'loop',
};
