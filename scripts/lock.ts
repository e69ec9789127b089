// What npm does not keep in a lock file by itself: `node scripts/lock.ts` mends package-lock.json, `--check` only looks.
import { readFileSync, writeFileSync } from 'node:fs';

const file = 'package-lock.json';

export interface LockEntry {
  version?: string;
  resolved?: string;
  integrity?: string;
  link?: boolean;
  libc?: string[];
  optionalDependencies?: Record<string, string>;
}

export type LockedPackages = Record<string, LockEntry>;

/** Changes what can be changed in place; returns a sentence for each change. */
export function mend(packages: LockedPackages): string[] {
  const mended: string[] = [];
  for (const [path, entry] of Object.entries(packages)) {
    if (!entry.link && entry.resolved !== undefined) {
      delete entry.resolved;
      mended.push(`${path} named the server it came from`);
    }
    // The package does not say that its binary needs glibc; elsewhere npm would install a node that cannot start.
    if (path.startsWith('node_modules/node-linux-') && entry.libc?.join() !== 'glibc') {
      entry.libc = ['glibc'];
      mended.push(`${path} did not say that it needs glibc`);
    }
  }
  return mended;
}

/** What only a fresh `npm install` can mend. A mirror without the packages of other platforms makes npm leave them out, and `npm ci` then refuses. */
export function defects(packages: LockedPackages): string[] {
  const found: string[] = [];
  for (const [path, entry] of Object.entries(packages)) {
    if (path.includes('node_modules/') && !entry.link && !entry.integrity) found.push(`${path} has no integrity hash`);
    for (const name of Object.keys(entry.optionalDependencies ?? {})) {
      if (!isLocked(packages, path, name)) found.push(`${path} needs ${name}, which is not in the lock file`);
    }
  }
  return found;
}

/** Looks where Node would: beside the package, then in each folder above it. */
function isLocked(packages: LockedPackages, from: string, name: string): boolean {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')))) {
    if (packages[folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`]) return true;
    if (folder === '') return false;
  }
}

if (import.meta.main) {
  const lock = JSON.parse(readFileSync(file, 'utf8')) as { packages: LockedPackages };
  const mended = mend(lock.packages);
  const checkOnly = process.argv.includes('--check');
  if (mended.length > 0 && !checkOnly) writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  const found = [...defects(lock.packages), ...(checkOnly ? mended : [])];
  for (const sentence of found) console.error(`${file}: ${sentence}`);
  if (checkOnly && mended.length > 0) console.error('Run "npm run lock".');
  process.exitCode = found.length > 0 ? 1 : 0;
}
