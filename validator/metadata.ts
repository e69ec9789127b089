import { dealias, resolve } from '../yaml/index.ts';
import type { Dialect, MapNode, Node } from '../yaml/index.ts';
import { fieldOf } from './identity.ts';
import type { Subject } from './rule.ts';

/** The metadata of an object, where it is a map. */
export function metadataOf(subject: Subject): MapNode | undefined {
  return mapAt(subject.root, 'metadata');
}

export function mapAt(node: Node | undefined, name: string): MapNode | undefined {
  const value = fieldOf(node, name);
  return value?.kind === 'map' ? value : undefined;
}

/** A field's string; undefined where there is none, where it is empty, or where something else stands. */
export function textAt(node: Node | undefined, name: string, dialect: Dialect): string | undefined {
  const value = fieldOf(node, name);
  const text = value?.kind === 'scalar' ? resolve(value, dialect) : undefined;
  return typeof text === 'string' && text !== '' ? text : undefined;
}

/** The keys of a map with their values, as strings; a null value is empty, what is no string is left out. */
export function* entriesOf(
  map: MapNode | undefined,
  dialect: Dialect,
): Generator<readonly [key: string, value: string]> {
  for (let i = 0; i < (map?.keys.length ?? 0); i++) {
    const key = dealias(map!.keys[i]!);
    const node = dealias(map!.values[i]!);
    if (key.kind !== 'scalar' || node.kind !== 'scalar') continue;
    const value = resolve(node, dialect);
    if (typeof value === 'string' || value === null) yield [key.text, value ?? ''];
  }
}
