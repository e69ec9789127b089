import { resolve } from 'node:path';
import { realpathSync } from 'node:fs';
import type { Tree } from '../tree/index.ts';
import { isCandidate, isKustomization } from '../validator/index.ts';
import { Refusal } from './refusal.ts';
import { isInside, locate, pathInside } from './repository.ts';
import type { Repository } from './repository.ts';
import { changedSince, readStaged } from './staged.ts';
import type { Staged } from './staged.ts';
import type { World } from './world.ts';

/** Which files are judged: a tree, the paths in it, and which of the files found there are reported. */
export interface Scope {
  readonly tree: Tree;
  readonly paths: readonly string[];
  readonly only?: (path: string) => boolean;
}

/** The name under which manifests from stdin are reported. */
const stdinName = '<stdin>';

/** What PATHs and options ask to be judged. */
export async function scopeOf(
  given: readonly string[],
  options: { readonly staged: boolean; readonly since: string | undefined },
  world: World,
): Promise<Scope> {
  const { cwd, env } = world;
  const paths = given.filter((path) => path !== '-');
  const readsStdin = paths.length < given.length;
  if (options.staged) {
    if (readsStdin) throw new Refusal('--staged reads the git index: it cannot read stdin');
    const staged = readStaged(cwd, env);
    return stagedScope(staged, paths.length > 0 ? paths.map((path) => indexPath(path, cwd, staged)) : undefined);
  }
  if (readsStdin && paths.length === 0) {
    if (options.since !== undefined) throw new Refusal('--since compares files: it cannot read stdin');
    return { tree: withStdin(undefined, await world.readStdin()), paths: [stdinName] };
  }
  const { repository, paths: located, notes } = await locate(paths, cwd, env);
  for (const note of notes) world.stderr.write(`note: ${note}\n`);
  const changed = options.since === undefined ? undefined : changedFiles(repository, options.since, world);
  const only = (path: string) =>
    path === stdinName || (located.some((limit) => isBelow(limit, path)) && (changed?.has(path) ?? true));
  // The whole tree is looked through: a kustomization anywhere may say that a file is no manifest but a patch.
  if (!readsStdin) return { tree: repository.tree, paths: ['', ...located], only };
  return { tree: withStdin(repository.tree, await world.readStdin()), paths: ['', ...located, stdinName], only };
}

function changedFiles(repository: Repository, revision: string, { env }: World): ReadonlySet<string> {
  if (!repository.inGit) throw new Refusal(`--since needs a git repository, and ${repository.root} is none`);
  return changedSince(repository.root, revision, env);
}

/** What the next commit changes, limited to some paths of it. */
export function stagedScope({ tree, changed }: Staged, limits: readonly string[] = ['']): Scope {
  const isAsked = (path: string) => isCandidate(nameOf(path)) && limits.some((limit) => isBelow(limit, path));
  const asked = new Set([...changed].filter(isAsked));
  // A file is a manifest or a patch depending on what kustomizations say, wherever they stand.
  const paths = [...asked, ...[...tree.paths].filter(isKustomization)];
  tree.prefetch(paths);
  return { tree, paths, only: (path) => asked.has(path) };
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function isBelow(limit: string, path: string): boolean {
  return limit === '' || path === limit || path.startsWith(`${limit}/`);
}

function indexPath(given: string, cwd: string, { root, tree }: Staged): string {
  const absolute = resolve(realpathSync(cwd), given);
  const top = realpathSync(root);
  if (!isInside(top, absolute)) throw new Refusal(`${given} lies outside of the git repository ${top}`);
  const path = pathInside(top, absolute);
  if (tree.read(path) === 'missing')
    throw new Refusal(`${given} is not in the git index`, 'git add it, or leave it out');
  return path;
}

/** A tree with one more file at its top, which is not listed. */
function withStdin(tree: Tree | undefined, content: Uint8Array): Tree {
  return {
    read: (path) => (path === stdinName ? content : (tree?.read(path) ?? 'missing')),
    list: (path) => (path === stdinName ? 'missing' : (tree?.list(path) ?? 'missing')),
  };
}
