import type { Dialect } from './dialect.ts';
import { keyText } from './key.ts';
import type { MapNode, Node, ScalarNode, SequenceNode } from './node.ts';
import { isProblem } from './plain.ts';
import type { ScalarProblem } from './plain.ts';
import { resolve } from './resolve.ts';

/** A JSON value in which integers beyond 2^53 stay exact as bigint. */
export type JsonValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

type Container = JsonValue[] | Record<string, JsonValue>;

interface Level {
  readonly node: MapNode | SequenceNode;
  readonly value: Container;
  next: number;
}

/**
 * The JSON value of a tree that {@link expand} has freed of aliases, merge keys and duplicates; null for no tree.
 * A scalar without a JSON value (`.inf`, a wrong tag) is handed to `refuse` and stands as null.
 */
export function toJson(
  root: Node | null,
  dialect: Dialect,
  refuse?: (node: ScalarNode, problem: ScalarProblem) => void,
): JsonValue {
  const stack: Level[] = [];
  const open = (node: Node): JsonValue => {
    const target = dealias(node);
    if (target.kind === 'scalar') {
      const value = resolve(target, dialect);
      if (!isProblem(value)) return value;
      refuse?.(target, value);
      return null;
    }
    const value: Container = target.kind === 'map' ? {} : [];
    stack.push({ node: target, value, next: 0 });
    return value;
  };
  const result = root === null ? null : open(root);
  for (let level = stack.at(-1); level; level = stack.at(-1)) {
    const { node, value } = level;
    const i = level.next++;
    if (node.kind === 'sequence') {
      const item = node.items[i];
      if (item) (value as JsonValue[]).push(open(item));
      else stack.pop();
    } else {
      const key = node.keys[i];
      const child = node.values[i];
      if (key && child) set(value as Record<string, JsonValue>, memberName(key, dialect), open(child));
      else stack.pop();
    }
  }
  return result;
}

/** The node itself, or the one an alias stands for. */
export function dealias(node: Node): Exclude<Node, { kind: 'alias' }> {
  let target = node;
  while (target.kind === 'alias') target = target.target;
  return target;
}

/** Which keys a map may have has been judged by then, so the rules of the outermost map, which take most, serve all. */
function memberName(key: Node, dialect: Dialect): string {
  if (key.kind !== 'scalar') return '';
  const name = keyText(key, dialect, true);
  return typeof name === 'string' ? name : key.text;
}

/** `__proto__` is an ordinary key in JSON. */
function set(object: Record<string, JsonValue>, key: string, value: JsonValue): void {
  if (key === '__proto__')
    Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true });
  else object[key] = value;
}

/** JSON text without white space, members in the order of the value, numbers as Go's encoder prints them. */
export function stringify(value: JsonValue): string {
  const parts: string[] = [];
  const stack: Printing[] = [];
  const open = (item: JsonValue): void => {
    if (typeof item !== 'object' || item === null) {
      parts.push(scalarText(item));
    } else if (isList(item)) {
      parts.push('[');
      stack.push({ keys: null, value: item, length: item.length, next: 0 });
    } else {
      const keys = Object.keys(item);
      parts.push('{');
      stack.push({ keys, value: item, length: keys.length, next: 0 });
    }
  };
  open(value);
  for (let level = stack.at(-1); level; level = stack.at(-1)) {
    const i = level.next++;
    if (i >= level.length) {
      parts.push(level.keys ? '}' : ']');
      stack.pop();
      continue;
    }
    if (i > 0) parts.push(',');
    if (level.keys === null) {
      open(level.value[i] ?? null);
    } else {
      const key = level.keys[i] ?? '';
      parts.push(JSON.stringify(key), ':');
      open(level.value[key] ?? null);
    }
  }
  return parts.join('');
}

type Printing =
  | { readonly keys: null; readonly value: readonly JsonValue[]; readonly length: number; next: number }
  | {
      readonly keys: readonly string[];
      readonly value: { readonly [key: string]: JsonValue };
      readonly length: number;
      next: number;
    };

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** JavaScript and Go agree on the shortest digits and on where exponents begin (1e21, 1e-7), but not on minus zero. */
function scalarText(value: null | boolean | number | bigint | string): string {
  if (typeof value === 'string') return JSON.stringify(value);
  return Object.is(value, -0) ? '-0' : String(value);
}
