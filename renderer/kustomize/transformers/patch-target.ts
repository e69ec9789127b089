import type { MapNode } from '../../../yaml/index.ts';
import { Failure } from '../failure.ts';
import type { Place } from '../failure.ts';
import { describe, idOf, keyOf } from '../identity.ts';
import { withField } from '../nodes.ts';
import type { ResourceMap } from '../resource-map.ts';
import type { Resource } from '../resource.ts';
import type { Allowance } from '../strategic-merge/apply.ts';
import { applyPatch, withStrings } from '../strategic-merge/apply.ts';
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
  // kustomize writes the labels and annotations of such a patch anew.
  const pairs = withStrings(patch, ['labels', 'annotations']);
  for (const resource of chosen) {
    const apiVersion = resource.field('apiVersion');
    applyPatch(resource, apiVersion ? withField(pairs, 'apiVersion', apiVersion) : pairs, allowed, schemas);
  }
  resources.keep(({ root }) => root !== null);
  resources.demandUnique();
}
