import type { MapNode } from '../../../yaml/index.ts';
import { Failure } from '../failure.ts';
import type { Place } from '../failure.ts';
import { describe, idOf, keyOf } from '../identity.ts';
import { fieldOf, mapOf, nameOf, stringNode, textOf, withField, withoutField } from '../nodes.ts';
import type { Node } from '../../../yaml/index.ts';
import type { ResourceMap } from '../resource-map.ts';
import type { Resource } from '../resource.ts';
import type { Allowance } from '../strategic-merge/apply.ts';
import { applyPatch } from '../strategic-merge/apply.ts';
import type { Schemas } from '../strategic-merge/schemas.ts';

/** The one object that a patch names by apiVersion, kind, name and namespace, now or as it was called before. */
export function targetOf(patch: MapNode, resources: ResourceMap, place: Place): Resource {
  const id = idOf(patch);
  const key = keyOf(id);
  const [target, second] = resources.matching((candidate) => keyOf(candidate) === key);
  if (target && !second) return target;
  const found = target ? 'several objects are' : 'no object is';
  const version = id.group === '' ? id.version : `${id.group}/${id.version}`;
  const message = `The patch is for ${describe(id)} (${version}), and ${found} called so here.`;
  throw new Failure(target ? 'ambiguous-target' : 'no-target', message, patch ?? place);
}

/** Applies a patch to chosen objects, whatever name it has itself. */
export function patchByTarget(
  resources: ResourceMap,
  chosen: ReadonlySet<Resource>,
  patch: MapNode,
  allowed: Allowance,
  schemas: Schemas,
): void {
  const pairs = withStrings(patch);
  for (const resource of chosen) {
    const apiVersion = resource.field('apiVersion');
    applyPatch(resource, apiVersion ? withField(pairs, 'apiVersion', apiVersion) : pairs, allowed, schemas);
  }
  resources.keep(({ root }) => root !== null);
  resources.demandUnique();
}

/** kustomize writes the labels and annotations of such a patch anew, as strings; so a null there removes nothing. */
function withStrings(patch: MapNode): MapNode {
  const metadata = fieldOf(patch, 'metadata');
  if (metadata?.kind !== 'map') return patch;
  let result: MapNode = metadata;
  for (const field of ['labels', 'annotations']) {
    const pairs = fieldOf(metadata, field);
    if (pairs !== undefined) result = withPairs(result, field, pairs);
  }
  return withField(patch, 'metadata', result);
}

function withPairs(metadata: MapNode, field: string, pairs: Node): MapNode {
  if (pairs.kind !== 'map' || pairs.keys.length === 0) return withoutField(metadata, field);
  const entries = pairs.keys.map((key, index) => {
    const value = pairs.values[index] as Node;
    return [nameOf(key), stringNode(textOf(value), value)] as const;
  });
  return withField(metadata, field, mapOf(pairs, entries));
}
