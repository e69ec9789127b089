import type { MapNode, Node } from '../../yaml/index.ts';
import { mapItems, withValueAt } from './nodes.ts';

/*
 * Two habits of kustomize's own writing that show when a replacement comes over it later. Nodes are plain data here, so
 * what must be remembered of them stands beside.
 */

const untyped = new WeakSet<Node>();
const shared = new WeakSet<Node>();

/** A scalar that kustomize wrote without a type: whatever text it gets next decides its type anew. */
export function written<T extends Node>(node: T): T {
  untyped.add(node);
  return node;
}

export function isUntyped(node: Node): boolean {
  return untyped.has(node);
}

/** A scalar that stands in several fields of one object as one and the same, because one setting put it there. */
export function sharedNode<T extends Node>(node: T): T {
  shared.add(node);
  return node;
}

export function isShared(node: Node): boolean {
  return shared.has(node);
}

/** The object with shared scalars exchanged wherever they stand. */
export function exchanged(root: MapNode, exchanges: ReadonlyMap<Node, Node>): MapNode {
  const visit = (node: Node): Node => {
    const other = exchanges.get(node);
    if (other !== undefined) return other;
    if (node.kind === 'sequence') return mapItems(node, visit);
    if (node.kind !== 'map') return node;
    let map = node;
    for (let i = 0; i < node.values.length; i++) map = withValueAt(map, i, visit(node.values[i] as Node));
    return map;
  };
  return exchanges.size === 0 ? root : (visit(root) as MapNode);
}
