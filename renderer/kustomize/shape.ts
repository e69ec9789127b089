import { keyText, resolve } from '../../yaml/index.ts';
import type { MapNode, Node, ScalarNode } from '../../yaml/index.ts';
import { Failure } from './failure.ts';
import { suggest } from '../../findings/index.ts';
import { isNull, kindName, nameOf } from './nodes.ts';

/**
 * What a configuration may hold, as kustomize's Go types have it. `strings` is a map of strings, `anything` is not
 * looked into. From a shape follows the type of what {@link decode} gives.
 */
export type Shape =
  | 'string'
  | 'boolean'
  | 'integer'
  | 'strings'
  | 'anything'
  | readonly [Shape]
  | { readonly [field: string]: Shape };

/** A string of a configuration and the scalar it stands in. */
export interface Text {
  readonly text: string;
  readonly node: ScalarNode;
}

/** A map of a configuration with the fields that are there and not null, and its node. */
export type Struct<S> = { readonly [K in keyof S]?: Decoded<S[K]> } & { readonly at: Node };

export type Decoded<S> = S extends 'string'
  ? Text
  : S extends 'boolean'
    ? boolean
    : S extends 'integer'
      ? number
      : S extends 'strings'
        ? ReadonlyMap<string, Text>
        : S extends 'anything'
          ? Node
          : S extends readonly [infer I]
            ? readonly Decoded<I>[]
            : Struct<S>;

/** Whether fields that a shape lacks are refused, as in a kustomization, or passed over, as in a transformer's file. */
export type Strictness = 'strict' | 'lenient';

/** Reads an expanded node as Go reads JSON: names of fields in any case, null as absent, types exactly. */
export function decode<const S extends Shape>(node: Node, shape: S, strictness: Strictness): Decoded<S> | undefined {
  return decodeAny(node, shape, strictness, '') as Decoded<S> | undefined;
}

function decodeAny(node: Node, shape: Shape, strictness: Strictness, path: string): unknown {
  if (isNullValue(node)) return undefined;
  if (shape === 'anything') return node;
  if (shape === 'string') return { text: textOf(node, path), node };
  if (shape === 'boolean') return scalarOf(node, 'boolean', 'true or false', path);
  if (shape === 'integer') return integerOf(node, path);
  if (shape === 'strings') return stringsOf(node, path);
  if (isListShape(shape)) return listOf(node, shape[0], strictness, path);
  return structOf(node, shape, strictness, path);
}

function isListShape(shape: Exclude<Shape, string>): shape is readonly [Shape] {
  return Array.isArray(shape);
}

function structOf(node: Node, shape: Readonly<Record<string, Shape>>, strictness: Strictness, path: string): unknown {
  const result: Record<string, unknown> = { at: node };
  for (const [key, value] of entriesOf(node, path)) {
    const name = fieldNameOf(key, shape);
    if (name === undefined) {
      if (strictness === 'strict') throw unknownField(key, shape, path);
      continue;
    }
    const decoded = decodeAny(value, shape[name] as Shape, strictness, `${path}${name}.`);
    if (decoded !== undefined) result[name] = decoded;
  }
  return result;
}

/** Go takes the exact name, else the first that differs in case only. */
function fieldNameOf(key: Node, shape: Readonly<Record<string, Shape>>): string | undefined {
  const name = memberName(key);
  if (Object.hasOwn(shape, name)) return name;
  const folded = name.toLowerCase();
  return Object.keys(shape).find((field) => field.toLowerCase() === folded);
}

function listOf(node: Node, shape: Shape, strictness: Strictness, path: string): unknown {
  if (node.kind !== 'sequence') throw wrongType(node, 'a list', path);
  return node.items.map((item) => decodeAny(item, shape, strictness, path) ?? zeroOf(shape, item));
}

/** What Go makes of a null in a list. */
function zeroOf(shape: Shape, node: Node): unknown {
  if (shape === 'string') return { text: '', node };
  return typeof shape === 'object' ? (isListShape(shape) ? [] : { at: node }) : undefined;
}

function stringsOf(node: Node, path: string): ReadonlyMap<string, Text> {
  const result = new Map<string, Text>();
  for (const [key, value] of entriesOf(node, path)) {
    result.set(memberName(key), {
      text: isNullValue(value) ? '' : textOf(value, `${path}${nameOf(key)}.`),
      node: value as ScalarNode,
    });
  }
  return result;
}

function entriesOf(node: Node, path: string): (readonly [Node, Node])[] {
  if (node.kind !== 'map') throw wrongType(node, 'a map', path);
  return (node as MapNode).keys.map((key, index) => [key, node.values[index] as Node]);
}

function memberName(key: Node): string {
  const name = key.kind === 'scalar' ? keyText(key, 'kubectl') : '';
  return typeof name === 'string' ? name : nameOf(key);
}

function isNullValue(node: Node): boolean {
  return isNull(node) || (node.kind === 'scalar' && resolve(node, 'kubectl') === null);
}

function textOf(node: Node, path: string): string {
  return scalarOf(node, 'string', 'a string', path) as string;
}

function scalarOf(node: Node, type: 'string' | 'boolean', wanted: string, path: string): unknown {
  const value = node.kind === 'scalar' ? resolve(node, 'kubectl') : undefined;
  if (typeof value === type) return value;
  throw wrongType(node, wanted, path);
}

function integerOf(node: Node, path: string): number {
  const value = node.kind === 'scalar' ? resolve(node, 'kubectl') : undefined;
  if (typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value))) return Number(value);
  throw wrongType(node, 'a whole number', path);
}

function wrongType(node: Node, wanted: string, path: string): Failure {
  const found =
    node.kind === 'scalar'
      ? `${JSON.stringify(node.text)} (without quotes it may be read as a number or boolean)`
      : kindName(node);
  return new Failure('wrong-type', `${path.slice(0, -1) || 'This'} must be ${wanted}, and this is ${found}.`, node);
}

function unknownField(key: Node, shape: Readonly<Record<string, Shape>>, path: string): Failure {
  const name = memberName(key);
  const meant = suggest(name, Object.keys(shape));
  const hint = meant === undefined ? '' : ` Did you mean ${meant}?`;
  return new Failure('unknown-field', `kustomize knows no field ${path}${name}.${hint}`, key);
}
