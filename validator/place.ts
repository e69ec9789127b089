import type { Path } from '../findings/index.ts';
import { keyNodeAt, nearestAt } from '../yaml/index.ts';
import type { Node } from '../yaml/index.ts';

/** A stretch of a text, in UTF-16 units. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/**
 * Where a problem at a path shows: a scalar as it stands; of a map or a list the key that it stands under, or its first
 * key; of what is missing the place that lacks it.
 */
export function placeOf(root: Node, path: Path, at: 'key' | 'value'): Place {
  const { node, depth } = nearestAt(root, path);
  const found = path.slice(0, depth);
  const shown =
    at === 'value' && depth === path.length && node.kind === 'scalar' && node.end > node.start ? node : undefined;
  return shown ?? keyNodeAt(root, found) ?? head(node);
}

function head(node: Node): Place {
  if (node.kind === 'map' && node.keys[0]) return node.keys[0];
  if (node.kind === 'sequence' && node.items[0]) return head(node.items[0]);
  return node;
}
