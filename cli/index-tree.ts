import type { Entry } from '../tree/index.ts';
import { askGit, gitOutput, zeroSeparated } from './git.ts';
import type { Git } from './git.ts';
import { objectTree } from './object-tree.ts';
import type { ObjectEntry, ObjectTree } from './object-tree.ts';
import { Refusal } from './refusal.ts';

const kinds: Readonly<Record<string, Entry['kind']>> = { '100': 'file', '120': 'link', '160': 'other' };

/**
 * The git index as a tree: what the next commit will hold. Its list is read at once (some milliseconds for thousands
 * of files), contents when asked.
 */
export function indexTree(git: Git): ObjectTree {
  const entries = new Map<string, ObjectEntry>();
  for (const line of zeroSeparated(gitOutput(git, ['ls-files', '--stage', '-z', '--full-name', ':/']))) {
    // `<mode of six digits> <id> <stage>\t<path>`
    const tab = line.indexOf('\t');
    const path = line.slice(tab + 1);
    if (line[tab - 1] !== '0') {
      throw new Refusal(`${path} has an unsolved merge conflict`, 'solve it and "git add" the file');
    }
    entries.set(path, { kind: kindOf(line), id: line.slice(7, tab - 2) });
  }
  return objectTree(git, entries);
}

/** The last commit as a tree; undefined where there is none yet. */
export function headTree(git: Git): ObjectTree | undefined {
  const { status, stdout } = askGit(git, ['ls-tree', '-r', '-z', '--full-tree', 'HEAD']);
  if (status !== 0) return undefined;
  const entries = new Map<string, ObjectEntry>();
  for (const line of zeroSeparated(stdout)) {
    // `<mode of six digits> <type> <id>\t<path>`
    const tab = line.indexOf('\t');
    entries.set(line.slice(tab + 1), { kind: kindOf(line), id: line.slice(line.lastIndexOf(' ', tab) + 1, tab) });
  }
  return objectTree(git, entries);
}

/** What an entry is, by the mode that its line begins with. */
function kindOf(line: string): ObjectEntry['kind'] {
  return kinds[line.slice(0, 3)] ?? 'other';
}
