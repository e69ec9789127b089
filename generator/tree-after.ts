import type { Entry, Tree } from '../tree/index.ts';

const encoder = new TextEncoder();

/** A tree as it would be with some files written and some removed. */
export function treeAfter(tree: Tree, writes: ReadonlyMap<string, string>, removals: ReadonlySet<string>): Tree {
  const added = new Map<string, Map<string, Entry>>();
  for (const path of writes.keys()) addEntries(added, path);
  return {
    read: (path) => {
      const text = writes.get(path);
      if (text !== undefined) return encoder.encode(text);
      if (removals.has(path)) return 'missing';
      return added.has(path) ? 'directory' : tree.read(path);
    },
    list: (path) => {
      const entries = tree.list(path);
      const own = added.get(path);
      if (own === undefined && typeof entries === 'string') return entries;
      const kept = typeof entries === 'string' ? [] : entries.filter(({ name }) => !removals.has(`${path}/${name}`));
      const merged = new Map([...kept.map((each) => [each.name, each] as const), ...(own ?? [])]);
      return [...merged.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
    },
  };
}

function addEntries(added: Map<string, Map<string, Entry>>, path: string): void {
  const parts = path.split('/');
  for (let depth = parts.length - 1; depth >= 0; depth--) {
    const folder = parts.slice(0, depth).join('/');
    const name = parts[depth]!;
    const entries = added.get(folder) ?? new Map<string, Entry>();
    added.set(folder, entries.set(name, { name, kind: depth === parts.length - 1 ? 'file' : 'directory' }));
  }
}
