import type { Path } from '../findings/index.ts';
import { dealias } from '../yaml/index.ts';
import type { MapNode, Node } from '../yaml/index.ts';

/** A stretch of a text, in UTF-16 units. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** Maps with more keys get an index, so that many findings in one map do not cost their square. */
const indexedFrom = 30;
const indices = new WeakMap<MapNode, ReadonlyMap<string, number>>();

/**
 * Where a problem at a path shows: a scalar as it stands; of a map or a list the key that it stands under, or its first
 * key; of what is missing the place that lacks it.
 */
export function placeOf(root: Node, path: Path, at: 'key' | 'value'): Place {
  let node = dealias(root);
  let key: Node | undefined;
  let depth = 0;
  for (const step of path) {
    const index = node.kind === 'map' ? indexOf(node, String(step)) : Number(step);
    const child = node.kind === 'map' ? node.values[index] : node.kind === 'sequence' ? node.items[index] : undefined;
    if (!child) break;
    key = node.kind === 'map' ? node.keys[index] : undefined;
    // An alias shows where its anchor stands: that is the value which a person changes.
    node = dealias(child);
    depth++;
  }
  const isShown = at === 'value' && depth === path.length && node.kind === 'scalar' && node.end > node.start;
  return isShown ? node : (key ?? head(node));
}

function indexOf(map: MapNode, name: string): number {
  if (map.keys.length < indexedFrom) return map.keys.findLastIndex((key) => key.kind === 'scalar' && key.text === name);
  let index = indices.get(map);
  if (!index) {
    index = new Map(map.keys.map((key, position) => [key.kind === 'scalar' ? key.text : '', position]));
    indices.set(map, index);
  }
  return index.get(name) ?? -1;
}

function head(node: Node): Place {
  if (node.kind === 'map' && node.keys[0]) return node.keys[0];
  if (node.kind === 'sequence' && node.items[0]) return head(node.items[0]);
  return node;
}
