import type { MapNode, Node } from '../../../yaml/index.ts';
import { Failure } from '../failure.ts';
import { describe, keyOf } from '../identity.ts';
import { fieldOf, isEmpty, mapOf, nameOf, stringNode, textOf, withField, withoutField } from '../nodes.ts';
import type { ResourceMap } from '../resource-map.ts';
import type { Resource } from '../resource.ts';

/** Adds a generated object; where one of its name exists, replaces it or merges with it as its behavior says. */
export function absorb(resources: ResourceMap, added: Resource): void {
  const key = keyOf(added.id);
  const matches = resources.matching((id) => keyOf(id) === key);
  const [old] = matches;
  const { behavior } = added;
  const replaces = behavior === 'merge' || behavior === 'replace';
  const place = added.root as MapNode;
  if (matches.length > 1)
    throw new Failure('ambiguous-target', `Several objects are called ${describe(added.id)}.`, place);
  if (old === undefined) {
    if (replaces) throw new Failure('no-target', `There is no ${describe(added.id)} to ${behavior}.`, place);
    resources.append(added, place);
    return;
  }
  if (!replaces)
    throw new Failure('duplicate-id', `${describe(added.id)} exists already; use behavior merge or replace.`, place);
  const before = old.root as MapNode;
  let root = withMetadata(place, before);
  if (behavior === 'merge') {
    added.provenance = old.provenance ?? added.provenance;
    for (const field of ['data', 'binaryData'])
      root = withBoth(root, field, fieldOf(before, field), fieldOf(root, field));
  }
  added.root = root;
  added.inherit(old);
  added.transformations = old.transformations;
  added.behavior = old.behavior;
  added.needsHash = added.needsHash && old.needsHash;
  added.variables = old.variables;
  resources.replaceAt(resources.list.indexOf(old), added);
}

/** Name and namespace of the old object; labels and annotations of both, the new ones winning. */
function withMetadata(root: MapNode, before: MapNode): MapNode {
  const old = fieldOf(before, 'metadata');
  let metadata = fieldOf(root, 'metadata') as MapNode;
  for (const field of ['labels', 'annotations']) {
    metadata = withBoth(metadata, field, fieldOf(old, field), fieldOf(metadata, field));
  }
  metadata = withField(metadata, 'name', fieldOf(old, 'name') as Node);
  const namespace = fieldOf(old, 'namespace');
  metadata = isEmpty(namespace)
    ? withoutField(metadata, 'namespace')
    : withField(metadata, 'namespace', namespace as Node);
  return withField(root, 'metadata', metadata);
}

/** A map of strings with the entries of both; no map where there are none. */
function withBoth(root: MapNode, field: string, old: Node | undefined, added: Node | undefined): MapNode {
  const entries = new Map<string, Node>();
  for (const map of [old, added]) {
    if (map?.kind === 'map')
      map.keys.forEach((key, index) => entries.set(nameOf(key), asString(map.values[index] as Node)));
  }
  return entries.size === 0
    ? withoutField(root, field)
    : withField(root, field, mapOf(added ?? (old as Node), entries));
}

function asString(node: Node): Node {
  return node.kind === 'scalar' && node.style !== 'plain' ? node : stringNode(textOf(node), node);
}
