import type { Tree } from '../../tree/index.ts';
import { kustomizationNames } from './kustomization.ts';

const names: ReadonlySet<string> = new Set(kustomizationNames);
const skipped: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/** All directories at or below a path that hold a kustomization file, parents first, then by name. */
export function kustomizationDirectories(tree: Tree, below = ''): string[] {
  const found: string[] = [];
  const open = [below];
  for (let directory = open.pop(); directory !== undefined; directory = open.pop()) {
    const entries = tree.list(directory);
    if (typeof entries === 'string') continue;
    if (entries.some(({ name, kind }) => kind !== 'directory' && names.has(name))) found.push(directory);
    for (const { name, kind } of entries.toReversed()) {
      if (kind === 'directory' && !skipped.has(name)) open.push(directory === '' ? name : `${directory}/${name}`);
    }
  }
  return found;
}
