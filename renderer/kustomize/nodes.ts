import { Mapping, Scalar, Sequence, keyText } from '../../yaml/index.ts';
import type { KeyProblem, MapNode, Node, ScalarNode, SequenceNode } from '../../yaml/index.ts';
import { Failure } from './failure.ts';
import type { Place } from './failure.ts';

/*
 * Nodes are never changed once they are read: every step makes new maps and lists around what it changes and shares the
 * rest. So a base costs its overlays nothing, and each scalar keeps the source and offset of the text that decided it.
 */

/** The value of a field; undefined where the node is no map or lacks it. */
export function fieldOf(node: Node | undefined, name: string): Node | undefined {
  if (node?.kind !== 'map') return undefined;
  const index = indexOf(node, name);
  return index < 0 ? undefined : node.values[index];
}

export function indexOf({ keys }: MapNode, name: string): number {
  for (let i = 0; i < keys.length; i++) if ((keys[i] as ScalarNode).text === name) return i;
  return -1;
}

/** The name of an entry. Keys are scalars once a document is expanded. */
export function nameOf(key: Node): string {
  return (key as ScalarNode).text;
}

/** The map with one field set; the map itself where nothing changes. */
export function withField(map: MapNode, name: string, value: Node): MapNode {
  const index = indexOf(map, name);
  if (index >= 0) return withValueAt(map, index, value);
  const copy = copyOf(map);
  copy.keys.push(keyNode(name, value));
  copy.values.push(value);
  return copy;
}

export function withValueAt(map: MapNode, index: number, value: Node): MapNode {
  if (map.values[index] === value) return map;
  const copy = copyOf(map);
  copy.values[index] = value;
  return copy;
}

/** The map without a field; the map itself where it lacks it. */
export function withoutField(map: MapNode, name: string): MapNode {
  const index = indexOf(map, name);
  if (index < 0) return map;
  const copy = copyOf(map);
  copy.keys.splice(index, 1);
  copy.values.splice(index, 1);
  return copy;
}

/** The map with other entries. */
export function withEntries(map: MapNode, entries: readonly (readonly [Node, Node])[]): MapNode {
  const copy = new Mapping(map.source, map.start, map.style);
  copy.end = map.end;
  copy.tag = map.tag;
  for (const [key, value] of entries) {
    copy.keys.push(key);
    copy.values.push(value);
  }
  return copy;
}

/** A map of given entries at the place of another node. */
export function mapOf(at: Place, entries: Iterable<readonly [string, Node]> = []): MapNode {
  const map = new Mapping(at.source, at.start, 'block');
  for (const [name, value] of entries) {
    map.keys.push(keyNode(name, value));
    map.values.push(value);
  }
  return map;
}

/** A list of given items at the place of another node. */
export function listOf(at: Place, items: readonly Node[]): SequenceNode {
  const list = new Sequence(at.source, at.start, 'block');
  for (const item of items) list.items.push(item);
  return list;
}

/** The list with other items; the list itself where all are the same. */
export function withItems(list: SequenceNode, items: readonly Node[]): SequenceNode {
  if (items.length === list.items.length && items.every((item, index) => item === list.items[index])) return list;
  const copy = listOf(list, items);
  copy.tag = list.tag;
  return copy;
}

export function mapItems(list: SequenceNode, change: (item: Node) => Node): SequenceNode {
  return withItems(list, list.items.map(change));
}

/** A string, whatever its text looks like, at the place that decided it. */
export function stringNode(text: string, at: Place): ScalarNode {
  return new Scalar(at.source, at.start, 'end' in at ? (at as Node).end : at.start, text, 'double');
}

/** A plain scalar, whose text decides its type. */
export function plainNode(text: string, at: Place): ScalarNode {
  return new Scalar(at.source, at.start, 'end' in at ? (at as Node).end : at.start, text, 'plain');
}

/** A new text for a scalar which is typed as the old one stood: quoted stays a string, plain is read anew. */
export function rewritten(old: ScalarNode, text: string, at: Place = old): ScalarNode {
  const style = isNull(old) ? 'plain' : old.style;
  return new Scalar(at.source, at.start, 'end' in at ? (at as Node).end : at.start, text, style);
}

/** Null, empty (`key:`) or tagged so. */
export function isNull(node: Node): boolean {
  if (node.kind !== 'scalar') return false;
  if (node.tag !== '') return node.tag === '!!null';
  return node.style === 'plain' && (node.text.length === 0 || nulls.has(node.text));
}

const nulls: ReadonlySet<string> = new Set(['~', 'null', 'Null', 'NULL']);

/** Absent or null. */
export function isMissing(node: Node | undefined): node is undefined {
  return node === undefined || isNull(node);
}

/** Absent, null, or a map or list without content. */
export function isEmpty(node: Node | undefined): boolean {
  if (node === undefined || isNull(node)) return true;
  return node.kind === 'map' ? node.keys.length === 0 : node.kind === 'sequence' && node.items.length === 0;
}

/** The text of a scalar as it stands, whatever it means; '' for everything else. */
export function textOf(node: Node | undefined): string {
  return node?.kind === 'scalar' ? node.text : '';
}

/** What a person would call the kind of a node. */
export function kindName(node: Node): string {
  return { map: 'a map', sequence: 'a list', scalar: 'a single value', alias: 'an alias' }[node.kind];
}

/** Fails where a node is there but of another kind. */
export function demandKind(node: Node, kind: 'map' | 'sequence' | 'scalar', what: string): void {
  if (node.kind === kind || isNull(node)) return;
  const wanted = { map: 'a map', sequence: 'a list', scalar: 'a single value' }[kind];
  throw new Failure('wrong-kind', `${what}: ${wanted} is due, and this is ${kindName(node)}.`, node);
}

function copyOf(map: MapNode): Mapping {
  const copy = new Mapping(map.source, map.start, map.style);
  copy.end = map.end;
  copy.tag = map.tag;
  for (let i = 0; i < map.keys.length; i++) {
    copy.keys.push(map.keys[i] as Node);
    copy.values.push(map.values[i] as Node);
  }
  return copy;
}

/**
 * Why a key that kustomize wrote itself, without quotes, cannot be read again: `true`, `1` or `null` are no strings. Keys
 * that were read are good, or were quoted.
 */
export function keyProblem(key: Node): KeyProblem | undefined {
  if (key.kind !== 'scalar' || key.style !== 'plain' || !/^[-+.~\dNnTtFf]|^$/.test(key.text)) return undefined;
  const name = keyText(key, 'kustomize');
  return typeof name === 'string' ? undefined : name;
}

function keyNode(name: string, value: Node): ScalarNode {
  return new Scalar(value.source, value.start, value.start, name, 'plain');
}
