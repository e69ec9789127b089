import type { Entry, ReadFailure, Tree } from '../tree/index.ts';
import { directoryOf } from './kustomization-files.ts';

/** A file that may hold manifests, or a path that cannot be read and why. */
export interface FoundFile {
  readonly path: string;
  readonly failure?: 'missing' | 'denied' | 'loop' | 'folder-loop' | 'dead-link' | 'no-file';
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
  const walker = new Walker(tree, ignored);
  for (const path of paths) walker.start(path);
  return [...walker.found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

class Walker {
  readonly found = new Map<string, FoundFile>();
  readonly #seen = new Set<string>();
  readonly #tree: Tree;
  readonly #ignored: (path: string) => boolean;

  constructor(tree: Tree, ignored: (path: string) => boolean) {
    this.#tree = tree;
    this.#ignored = ignored;
  }

  start(path: string): void {
    if (this.#seen.has(path)) return;
    const entries = this.#tree.list(path);
    if (typeof entries !== 'string') this.#walk(path, entries, 0);
    else if (!this.#ignored(path)) this.#add(path, this.#failure(path, entries));
  }

  #add(path: string, failure?: FoundFile['failure']): void {
    this.found.set(path, { path, ...(failure && { failure }) });
  }

  #failure(path: string, listing: ReadFailure): FoundFile['failure'] {
    const content = this.#tree.read(path);
    if (typeof content !== 'string' || content === 'too-large') return undefined;
    if (content === 'directory') return listing === 'loop' ? 'loop' : 'denied';
    return content === 'missing' ? this.#absence(path) : content;
  }

  /** A path can be listed and still lead to nothing. */
  #absence(path: string): FoundFile['failure'] {
    const entries = this.#tree.list(directoryOf(path));
    const name = path.slice(path.lastIndexOf('/') + 1);
    const kind = typeof entries === 'string' ? undefined : entries.find((entry) => entry.name === name)?.kind;
    return kind === 'link' ? 'dead-link' : kind === 'other' ? 'no-file' : 'missing';
  }

  #walk(directory: string, entries: readonly Entry[], depth: number): void {
    this.#seen.add(directory);
    for (const { name, kind } of entries) {
      if (passedOver.has(name)) continue;
      const path = directory === '' ? name : `${directory}/${name}`;
      if (this.#seen.has(path) || this.#ignored(path)) continue;
      if (kind === 'directory') this.#enter(path, depth + 1);
      else if (kind === 'file' && isCandidate(name)) this.#add(path);
      else if (kind === 'link') this.#link(path, name);
      else if (kind === 'other' && isCandidate(name)) this.#add(path, 'no-file');
    }
  }

  #enter(path: string, depth: number): void {
    const entries = this.#tree.list(path);
    if (typeof entries !== 'string' && depth <= deepest) this.#walk(path, entries, depth);
    else if (entries !== 'missing') this.#add(path, entries === 'denied' ? 'denied' : 'loop');
  }

  /**
   * What a link leads to is judged where it stands when that is inside the tree, so a link is not followed; one that
   * leads nowhere, out of the tree or in circles is named.
   */
  #link(path: string, name: string): void {
    const listing = this.#tree.list(path);
    if (typeof listing !== 'string') {
      if (leadsUp(this.#tree, path)) this.#add(path, 'folder-loop');
      return;
    }
    const content = isCandidate(name) ? this.#tree.read(path) : listing;
    if (listing === 'loop' || content === 'loop') this.#add(path, 'loop');
    else if (content === 'missing' && this.#tree.read(path) === 'missing') this.#add(path, 'dead-link');
  }
}

/** As often a path is repeated before it is taken for endless. */
const rounds = 5;

/**
 * Whether a linked folder is one of those that hold the link: then the way from there to the link can be gone again and
 * again behind the link.
 */
function leadsUp(tree: Tree, path: string): boolean {
  const steps = path.split('/');
  return steps.some((_, depth) => {
    const way = `/${steps.slice(depth).join('/')}`;
    return typeof tree.list(path + way.repeat(rounds)) !== 'string';
  });
}

export function isCandidate(name: string): boolean {
  return name.endsWith('.yaml') || name.endsWith('.yml') || name.endsWith('.json') || name === 'Kustomization';
}
