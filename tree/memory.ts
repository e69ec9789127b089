import type { Entry, ReadFailure, Tree } from './tree.ts';

const encoder = new TextEncoder();

/** A tree held in memory, from file paths to their content; directories follow from the paths. */
export function memoryTree(files: Iterable<readonly [string, string | Uint8Array]>): Tree {
  const contents = new Map<string, Uint8Array>();
  const directories = new Map<string, Map<string, Entry>>([['', new Map()]]);
  for (const [path, content] of files) {
    contents.set(path, typeof content === 'string' ? encoder.encode(content) : content);
    addToParents(directories, path);
  }
  return {
    read: (path) => contents.get(path) ?? (directories.has(path) ? 'directory' : 'missing'),
    list: (path): readonly Entry[] | ReadFailure => {
      const entries = directories.get(path);
      if (!entries) return 'missing';
      return [...entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    },
  };
}

function addToParents(directories: Map<string, Map<string, Entry>>, path: string): void {
  let child = path;
  let kind: Entry['kind'] = 'file';
  for (;;) {
    const slash = child.lastIndexOf('/');
    const parent = slash < 0 ? '' : child.slice(0, slash);
    const name = child.slice(slash + 1);
    const known = directories.get(parent);
    if (known?.has(name)) return;
    if (known) {
      known.set(name, { name, kind });
      return;
    }
    directories.set(parent, new Map([[name, { name, kind }]]));
    child = parent;
    kind = 'directory';
  }
}
