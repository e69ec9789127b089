import type { Node } from './node.ts';

/** A tag or an anchor that waits for its node. */
export interface Property {
  readonly kind: 'tag' | 'anchor';
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** How many of the properties, from the first, one node may carry: a tag and an anchor, in either order. */
export function conforming(properties: readonly Property[]): number {
  const [first, second] = properties;
  return first !== undefined && second !== undefined && first.kind !== second.kind ? 2 : 1;
}

/** Whether a complete node can take the properties besides those it has. */
export function takes(node: Node, properties: readonly Property[]): boolean {
  if (node.kind === 'alias') return false;
  return properties.every(({ kind }) => (kind === 'tag' ? node.tag : node.anchor) === '');
}
