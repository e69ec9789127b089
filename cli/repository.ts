import { accessSync, constants, existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import type { Tree } from '../tree/index.ts';
import { diskTree } from './disk-tree.ts';
import { GitMissing, gitAt, workTreeOf } from './git.ts';
import type { Environment } from './git.ts';
import { Refusal, codeOf } from './refusal.ts';
import { workTreeFiles } from './work-tree.ts';

/** A repository on disk: the git work tree that tracks the PATHs, else the directory that holds them. */
export interface Repository {
  /** Absolute, with links resolved. */
  readonly root: string;
  readonly tree: Tree;
  /** Whether git says which files belong to it. */
  readonly inGit: boolean;
}

export interface Located {
  readonly repository: Repository;
  /** The PATHs relative to the root, '' for the root itself. */
  readonly paths: readonly string[];
  /** What a person should know about the choice. */
  readonly notes: readonly string[];
}

/** Finds the repository of the PATHs, which must all lie in one; without any it is all of that around `cwd`. */
export async function locate(paths: readonly string[], cwd: string, env: Environment): Promise<Located> {
  const asked = paths.length > 0 ? paths : [workTreeOf(realpathSync(cwd)) ?? '.'];
  const targets = (await expandGlobs(asked, cwd)).map((path) => existing(path, cwd));
  const directories = targets.map(directoryOf);
  const workTree = workTreeOf(directories[0]!);
  if (workTree === undefined || directories.some((directory) => workTreeOf(directory) !== workTree)) {
    return outsideGit(targets, directories, []);
  }
  return inWorkTree(workTree, targets, directories, env);
}

/** The directory or file a PATH names, with links resolved. */
function existing(path: string, cwd: string): string {
  try {
    const real = realpathSync(resolve(cwd, path));
    accessSync(real, constants.R_OK);
    const stats = statSync(real);
    if (stats.isFile() || stats.isDirectory()) return real;
  } catch (error) {
    const isDenied = ['EACCES', 'EPERM'].includes(codeOf(error));
    const reason = isDenied ? 'permission denied' : 'there is no such file or directory';
    throw new Refusal(`${path} cannot be read: ${reason}`, undefined, { cause: error });
  }
  throw new Refusal(`${path} is neither a file nor a directory`, 'manifests from a pipe are read with "-"');
}

function inWorkTree(
  root: string,
  targets: readonly string[],
  directories: readonly string[],
  env: Environment,
): Located {
  try {
    const files = workTreeFiles(gitAt(root, env));
    const paths = targets.map((target) => pathInside(root, target));
    const known = paths.filter((path) => files.hasFile(path) || files.hasDirectory(path));
    if (known.length === 0) return outsideGit(targets, directories, []);
    const ignored = paths.find((path) => !known.includes(path));
    if (ignored !== undefined) {
      throw new Refusal(`git ignores ${ignored}, but not the other PATHs`, 'give it to a call of its own');
    }
    return { repository: { root, tree: diskTree(root, files), inGit: true }, paths, notes: [] };
  } catch (error) {
    if (!(error instanceof GitMissing)) throw error;
    return outsideGit(targets, directories, ['git is not installed: files that it would ignore are read too']);
  }
}

/** Without git the root is the PATH itself, or the nearest directory that holds all of them. */
function outsideGit(targets: readonly string[], directories: readonly string[], notes: readonly string[]): Located {
  const root = directories.reduce(commonDirectory);
  const repository: Repository = { root, tree: diskTree(root), inGit: false };
  return { repository, paths: targets.map((target) => pathInside(root, target)), notes };
}

function commonDirectory(one: string, other: string): string {
  let at = one;
  while (!isInside(at, other)) at = dirname(at);
  return at;
}

/** Whether a path is a directory or lies below it; both absolute. */
export function isInside(directory: string, path: string): boolean {
  const way = relative(directory, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && resolve(directory, way) === path;
}

/** A path relative to a root it lies in, with `/`. */
export function pathInside(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}

function directoryOf(path: string): string {
  return statSync(path).isDirectory() ? path : dirname(path);
}

async function expandGlobs(paths: readonly string[], cwd: string): Promise<string[]> {
  const expanded: string[] = [];
  for (const path of paths) {
    if (!/[*?[\]{}!]/.test(path) || existsSync(resolve(cwd, path))) expanded.push(path);
    else expanded.push(...(await matches(path, cwd)));
  }
  return expanded;
}

async function matches(pattern: string, cwd: string): Promise<string[]> {
  const { globby } = await import('globby');
  const found = await globby(pattern, {
    cwd,
    dot: true,
    gitignore: false,
    ignore: ['**/.git/**', '**/node_modules/**'],
  });
  if (found.length === 0) throw new Refusal(`nothing matches ${pattern}`);
  return found.sort();
}
