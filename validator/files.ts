import type { Tree } from '../tree/index.ts';

/** A file that may hold manifests, or a path that cannot be read and why. */
export interface FoundFile {
  readonly path: string;
  readonly failure?: 'missing' | 'denied' | 'loop';
}

/** Folders that never hold manifests of a person. */
const passedOver = new Set(['.git', 'node_modules', '.fluxsmith']);
/** No path is deeper; a tree of links that pretends to be is a loop. */
const deepest = 100;

/**
 * The files below the given paths that can hold manifests, sorted by path: `*.yaml`, `*.yml`, `*.json` and
 * `Kustomization`. A path that is itself a file is taken whatever its name.
 */
export function findFiles(tree: Tree, paths: readonly string[], ignored: (path: string) => boolean): FoundFile[] {
  const found = new Map<string, FoundFile>();
  for (const path of paths) {
    const entries = tree.list(path);
    if (typeof entries !== 'string') walk(tree, path, ignored, found, 0);
    else if (!ignored(path)) found.set(path, { path, ...failureOf(tree, path, entries) });
  }
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function failureOf(tree: Tree, path: string, listing: string): Partial<FoundFile> {
  const content = tree.read(path);
  if (typeof content !== 'string' || content === 'too-large') return {};
  return { failure: content === 'directory' ? (listing === 'loop' ? 'loop' : 'denied') : content };
}

function walk(tree: Tree, directory: string, ignored: (path: string) => boolean, found: Map<string, FoundFile>, depth: number): void {
  const entries = tree.list(directory);
  if (typeof entries === 'string' || depth > deepest) {
    const failure = entries === 'denied' ? 'denied' : 'loop';
    if (entries !== 'missing') found.set(directory, { path: directory, failure });
    return;
  }
  for (const { name, kind } of entries) {
    if (passedOver.has(name)) continue;
    const path = directory === '' ? name : `${directory}/${name}`;
    if (ignored(path)) continue;
    if (kind === 'directory') walk(tree, path, ignored, found, depth + 1);
    else if (kind === 'file' && isCandidate(name)) found.set(path, { path });
    else if (kind === 'link') followLink(tree, path, name, found);
  }
}

/**
 * What a link leads to is judged where it stands when that is inside the tree, so a link is not followed; only one
 * that leads in circles is named.
 */
function followLink(tree: Tree, path: string, name: string, found: Map<string, FoundFile>): void {
  if (tree.list(path) === 'loop' || (isCandidate(name) && tree.read(path) === 'loop')) found.set(path, { path, failure: 'loop' });
}

export function isCandidate(name: string): boolean {
  return name.endsWith('.yaml') || name.endsWith('.yml') || name.endsWith('.json') || name === 'Kustomization';
}
