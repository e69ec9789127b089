import type { MapNode } from '../../../yaml/index.ts';
import { applyOperations } from '../json-patch/apply.ts';
import type { Operation } from '../json-patch/operation.ts';
import { fieldOf, mapOf, withField } from '../nodes.ts';
import { asYaml, throughJson } from '../through-json.ts';
import type { Resource } from '../resource.ts';

/** Applies the operations of a JSON patch to an object. */
export function patchByOperations(resource: Resource, operations: readonly Operation[]): void {
  if (resource.root === null) return;
  const start = resource.hasNotes ? withAnnotations(resource.root) : resource.root;
  resource.root = throughJson(applyOperations(start, operations), asYaml) as MapNode;
}

/** kustomize keeps its notes among the annotations, so a patch finds that map there once there is a note. */
function withAnnotations(root: MapNode): MapNode {
  const metadata = fieldOf(root, 'metadata');
  if (metadata?.kind !== 'map') return root;
  const annotations = fieldOf(metadata, 'annotations');
  if (annotations?.kind === 'map') return root;
  return withField(root, 'metadata', withField(metadata, 'annotations', mapOf(metadata)));
}
