import type { Dialect } from './dialect.ts';
import type { ScalarNode } from './node.ts';
import { resolvePlain } from './plain.ts';
import type { Resolved } from './plain.ts';
import { resolveTagged } from './tag.ts';

/** The value that the Go reader of the dialect gives the scalar. */
export function resolve(node: ScalarNode, dialect: Dialect): Resolved {
  if (node.tag !== '') return resolveTagged(node, dialect);
  return node.style === 'plain' ? resolvePlain(node.text, dialect) : node.text;
}

/** The JSON type of a scalar. An integer has neither fraction nor exponent in JSON (`1.0` is 1) and fits int64. */
export type ScalarType = 'null' | 'boolean' | 'integer' | 'number' | 'string' | 'invalid';

export function typeOf(node: ScalarNode, dialect: Dialect): ScalarType {
  const value = resolve(node, dialect);
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'boolean':
      return 'boolean';
    case 'number':
      return Number.isInteger(value) && value >= -(2 ** 63) && value < 2 ** 63 ? 'integer' : 'number';
    case 'bigint':
      return BigInt.asIntN(64, value) === value ? 'integer' : 'number';
    default:
      return value === null ? 'null' : 'invalid';
  }
}
