import { askGit, gitOutput, zeroSeparated } from './git.ts';
import type { Git } from './git.ts';
import type { Selection } from './disk-tree.ts';

/** The files of a work tree that belong to the repository: tracked, or new and not ignored. */
export interface WorkTreeFiles extends Selection {
  readonly files: ReadonlySet<string>;
}

export function workTreeFiles(git: Git): WorkTreeFiles {
  const answer = askGit(git, ['ls-files', '-z', '--cached', '--others', '--exclude-standard']);
  // Fails again, with git's words, where it failed.
  const output = answer.status === 0 ? answer.stdout : gitOutput(git, ['ls-files', '-z']);
  const files = new Set<string>();
  const directories = new Set<string>(['']);
  for (const path of zeroSeparated(output)) {
    // A repository inside the repository is named as a directory; its files are its own.
    if (path.endsWith('/')) addDirectory(directories, path.slice(0, -1));
    else {
      files.add(path);
      addDirectory(directories, parentOf(path));
    }
  }
  for (const path of unreadable(answer.stderr)) addDirectory(directories, path);
  return { files, hasFile: (path) => files.has(path), hasDirectory: (path) => directories.has(path) };
}

function addDirectory(directories: Set<string>, path: string): void {
  for (let at = path; !directories.has(at); at = parentOf(at)) directories.add(at);
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** Git passes over a directory it may not open, with a warning only: whoever lists it shall see that it is closed. */
function unreadable(stderr: string): string[] {
  return [...stderr.matchAll(/could not open directory '(.+?)\/?': /g)].map(([, path]) => path!);
}
