import { realpathSync } from 'node:fs';
import { GitMissing, askGit, gitAt, gitOfCaller, gitOutput, workTreeOf, zeroSeparated } from './git.ts';
import type { Environment, Git } from './git.ts';
import { headTree, indexTree } from './index-tree.ts';
import type { ObjectTree } from './object-tree.ts';
import { Refusal } from './refusal.ts';

/** What the next commit will hold, and which of its files it changes. */
export interface Staged {
  /** The top of the work tree, absolute. */
  readonly root: string;
  readonly tree: ObjectTree;
  /** The last commit, where there is one; read when asked. */
  readonly committed: () => ObjectTree | undefined;
  readonly changed: ReadonlySet<string>;
}

/** Reads the index of the repository around a directory, as a hook of git means it. */
export function readStaged(directory: string, env: Environment): Staged {
  const git = gitOfCaller(directory, env);
  // Git knows best, but every question to it costs some milliseconds of a commit.
  const isTold = git.env['GIT_DIR'] !== undefined || git.env['GIT_WORK_TREE'] !== undefined;
  const root = (isTold ? undefined : workTreeOf(realpathSync(directory))) ?? topOf(git);
  const changed = gitOutput(git, ['diff', '--cached', ...nameOnly]);
  return { root, tree: indexTree(git), committed: () => headTree(git), changed: new Set(zeroSeparated(changed)) };
}

/** The last commit of the repository whose top a directory is; undefined where there is none, or no git to ask. */
export function committedAt(root: string, env: Environment): ObjectTree | undefined {
  if (workTreeOf(root) !== root) return undefined;
  try {
    return headTree(gitAt(root, env));
  } catch (error) {
    if (error instanceof GitMissing) return undefined;
    throw error;
  }
}

/** Which files differ and still are there, as paths from the top. */
const nameOnly = ['--name-only', '--no-renames', '--no-relative', '--diff-filter=d', '-z'];

/** The top of the work tree; a refusal where a directory lies in none. */
export function topOf(git: Git): string {
  const { status, stdout, stderr } = askGit(git, ['rev-parse', '--show-toplevel']);
  const top = lineOf(stdout);
  if (status === 0 && top !== '') return top;
  if (/not a git repository/.test(stderr)) throw new Refusal(`${git.directory} is not in a git repository`);
  throw new Refusal(`${git.directory} has no work tree: ${stderr.trim().split('\n')[0]}`);
}

/** The files that differ from a revision, new ones included: since the branch left it, where it left it. */
export function changedSince(root: string, revision: string, env: Environment): ReadonlySet<string> {
  const git = gitAt(root, env);
  const verified = askGit(git, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]);
  if (verified.status !== 0) throw new Refusal(`git knows no revision "${revision}" in ${root}`);
  const commit = lineOf(verified.stdout);
  const base = askGit(git, ['merge-base', commit, 'HEAD']);
  const from = base.status === 0 ? lineOf(base.stdout) : commit;
  const differing = gitOutput(git, ['diff', ...nameOnly, from, '--']);
  const created = gitOutput(git, ['ls-files', '--others', '--exclude-standard', '--full-name', '-z', ':/']);
  return new Set([...zeroSeparated(differing), ...zeroSeparated(created)]);
}

/** The one line that git printed. */
export function lineOf(output: Buffer): string {
  return output.toString('utf8').replace(/\r?\n$/, '');
}
