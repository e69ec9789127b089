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

/** What became of shared scalars of one object; each changes in all the fields it stands in. */
export class Exchanges {
  readonly #exchanges = new Map<Node, Node>();

  /** Notes that a scalar gets another in its place, and gives what to put there. */
  put<T extends Node>(old: Node | undefined, node: T): T {
    if (old === undefined || old === node || !shared.has(old)) return node;
    const copy = sharedNode({ ...node });
    const before = this.#exchanges.get(old);
    if (before !== undefined) this.#exchanges.set(before, copy);
    this.#exchanges.set(old, copy);
    return copy;
  }

  /** The object with all that was noted. */
  applyTo(root: MapNode): MapNode {
    return this.#exchanges.size === 0 ? root : (this.#visit(root) as MapNode);
  }

  #visit(node: Node): Node {
    const other = this.#exchanges.get(node);
    if (other !== undefined) return this.#visit(other);
    if (node.kind === 'sequence') return mapItems(node, (item) => this.#visit(item));
    if (node.kind !== 'map') return node;
    let map = node;
    for (let i = 0; i < node.values.length; i++) map = withValueAt(map, i, this.#visit(node.values[i] as Node));
    return map;
  }
}
