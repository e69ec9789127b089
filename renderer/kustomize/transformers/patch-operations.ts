import type { MapNode, Node } from '../../../yaml/index.ts';
import { resolve } from '../../../yaml/index.ts';
import { applyOperations } from '../json-patch/apply.ts';
import type { Operation } from '../json-patch/operation.ts';
import { fieldOf, mapItems, mapOf, plainNode, withField, withValueAt } from '../nodes.ts';
import type { Resource } from '../resource.ts';

/** Applies the operations of a JSON patch to an object. */
export function patchByOperations(resource: Resource, operations: readonly Operation[]): void {
  if (resource.root === null) return;
  const start = resource.hasNotes ? withAnnotations(resource.root) : resource.root;
  resource.root = throughFloats(applyOperations(start, operations)) as MapNode;
}

/** kustomize keeps its notes among the annotations, so a patch finds that map there once there is a note. */
function withAnnotations(root: MapNode): MapNode {
  const metadata = fieldOf(root, 'metadata');
  if (metadata?.kind !== 'map') return root;
  const annotations = fieldOf(metadata, 'annotations');
  if (annotations?.kind === 'map') return root;
  return withField(root, 'metadata', withField(metadata, 'annotations', mapOf(metadata)));
}

/** kustomize reads what a JSON patch leaves through 64-bit floats: large integers lose their last digits. */
function throughFloats(node: Node): Node {
  if (node.kind === 'sequence') return mapItems(node, throughFloats);
  if (node.kind === 'map') {
    let map = node;
    for (let i = 0; i < node.values.length; i++) map = withValueAt(map, i, throughFloats(node.values[i] as Node));
    return map;
  }
  if (node.kind !== 'scalar' || node.text.length < 16 || node.style !== 'plain') return node;
  const value = resolve(node, 'kustomize');
  return typeof value === 'bigint' ? plainNode(String(Number(value)), node) : node;
}
