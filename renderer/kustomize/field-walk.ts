import { Scalar } from '../../yaml/index.ts';
import type { MapNode, Node } from '../../yaml/index.ts';
import { Failure } from './failure.ts';
import type { FieldSpec } from './field-spec.ts';
import { isSelected } from './identity.ts';
import type { Resource } from './resource.ts';
import type { Exchanges } from './written.ts';
import { demandKind, fieldOf, indexOf, isNull, listOf, mapItems, mapOf, withField, withValueAt } from './nodes.ts';

/** What a missing or null field becomes where its spec says that it is made. */
export type Creation = 'map' | 'scalar' | undefined;

/** Makes the new value of a field from the one it has. */
export type Change = (value: Node) => Node;

/** Applies a change to the field of an object that a spec names, through lists on the way; other kinds are let be. */
export function changeField(resource: Resource, spec: FieldSpec, creation: Creation, change: Change): void {
  const { root } = resource;
  if (root === null || !isSelected(resource.id, spec)) return;
  resource.root = walk(root, segmentsOf(spec.path), 0, {
    path: spec.path,
    creation: spec.create ? creation : undefined,
    change,
  }) as MapNode;
}

export function changeFields(
  resource: Resource,
  specs: readonly FieldSpec[],
  creation: Creation,
  change: Change,
): void {
  for (const spec of specs) changeField(resource, spec, creation, change);
}

interface Walk {
  readonly path: string;
  readonly creation: Creation;
  readonly change: Change;
}

function walk(node: Node, segments: readonly string[], depth: number, way: Walk): Node {
  if (depth === segments.length) return way.change(node);
  if (isNull(node)) return node;
  if (node.kind === 'sequence') return mapItems(node, (item) => walk(item, segments, depth, way));
  if (node.kind === 'map') return walkMap(node, segments, depth, way);
  throw new Failure('wrong-kind', `The field ${way.path} leads through here: a map or a list is due.`, node);
}

function walkMap(map: MapNode, segments: readonly string[], depth: number, way: Walk): Node {
  const segment = segments[depth] as string;
  const isList = segment.endsWith('[]');
  const name = isList ? segment.slice(0, -2) : segment;
  if (name === '') throw new Failure('empty-field-name', `The field path ${way.path} has an empty part.`, map);
  const made = isList ? undefined : way.creation && (depth === segments.length - 1 ? way.creation : 'map');
  const index = indexOf(map, name);
  const value = map.values[index];
  if (value === undefined) return made ? withField(map, name, walk(fresh(made, map), segments, depth + 1, way)) : map;
  const start = isNull(value) && (made || isList) ? fresh(made ?? 'list', value) : value;
  const changed = walk(start, segments, depth + 1, way);
  return withValueAt(map, index, changed);
}

/** An empty value in the place of a missing one. */
function fresh(kind: 'map' | 'scalar' | 'list', at: Node): Node {
  if (kind === 'map') return mapOf(at);
  return kind === 'list' ? listOf(at, []) : new Scalar(at.source, at.start, at.start, '', 'plain');
}

const segmentsByPath = new Map<string, readonly string[]>();

/** The parts of a path between slashes; `\/` is a slash inside a part. */
function segmentsOf(path: string): readonly string[] {
  let segments = segmentsByPath.get(path);
  if (segments === undefined) {
    segments = splitPath(path, '/');
    segmentsByPath.set(path, segments);
  }
  return segments;
}

/** The parts of a path between delimiters; a backslash keeps the delimiter behind it in its part. */
export function splitPath(path: string, delimiter: string): string[] {
  const pieces = path.split(delimiter);
  if (pieces.length > 1 && pieces[0] === '') pieces.shift();
  const parts = [pieces[0] ?? ''];
  for (const piece of pieces.slice(1)) {
    const last = parts.at(-1) as string;
    if (last.endsWith('\\')) parts[parts.length - 1] = last.slice(0, -1) + delimiter + piece;
    else parts.push(piece);
  }
  return parts;
}

/** A change that sets a scalar; another kind of value there is refused. */
export function setScalar(make: (old: Node) => Node): Change {
  return (old) => {
    demandKind(old, 'scalar', 'A single value is set here');
    return make(old);
  };
}

/** A change that sets an entry of a map. */
export function setEntry(name: string, value: Node, exchanges: Exchanges): Change {
  return (old) => {
    demandKind(old, 'map', `${name} is set here`);
    return old.kind === 'map' ? withField(old, name, exchanges.put(fieldOf(old, name), value)) : old;
  };
}
