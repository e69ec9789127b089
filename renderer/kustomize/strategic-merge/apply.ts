import type { MapNode, Node } from '../../../yaml/index.ts';
import { fieldOf, isEmpty, mapOf, withField, withoutField } from '../nodes.ts';
import type { Resource } from '../resource.ts';
import { directiveOf } from './directive.ts';
import { merge } from './merge.ts';
import type { Schemas } from './schemas.ts';

/** What a patch may change of an object's identity. */
export interface Allowance {
  readonly name: boolean;
  readonly kind: boolean;
}

/** Applies a strategic merge patch to an object. Name, kind and namespace stay, unless the patch may change them. */
export function applyPatch(resource: Resource, patch: MapNode, allowed: Allowance, schemas: Schemas): void {
  const before = resource.root;
  if (before === null) return;
  if (allowed.name || allowed.kind) resource.rememberId();
  // A patch that replaces the whole object would have to change it in place, and kustomize does not: nothing happens.
  const merged = directiveOf(patch) === 'replace' ? before : merge(before, patch, undefined, schemas);
  if (merged === undefined || merged.kind !== 'map' || isEmpty(merged)) {
    resource.root = null;
    return;
  }
  let root = merged;
  const kind = fieldOf(before, 'kind');
  if (!allowed.kind && kind) root = withField(root, 'kind', kind);
  const metadata = fieldOf(root, 'metadata');
  let kept = metadata?.kind === 'map' ? metadata : mapOf(before);
  if (!allowed.name) kept = restored(kept, before, 'name');
  kept = restored(kept, before, 'namespace');
  resource.root = withField(root, 'metadata', kept);
}

function restored(metadata: MapNode, before: MapNode, name: string): MapNode {
  const value: Node | undefined = fieldOf(fieldOf(before, 'metadata'), name);
  return isEmpty(value) ? withoutField(metadata, name) : withField(metadata, name, value as Node);
}
