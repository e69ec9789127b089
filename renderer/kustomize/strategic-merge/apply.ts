import type { MapNode, Node } from '../../../yaml/index.ts';
import { fieldOf, isEmpty, isNull, mapOf, nameOf, stringNode, textOf, withField, withoutField } from '../nodes.ts';
import type { Resource } from '../resource.ts';
import { Exchanges } from '../written.ts';
import { directiveOf } from './directive.ts';
import { merge } from './merge.ts';
import type { Schemas } from './schemas.ts';

/** What a patch may change of an object's identity. */
export interface Allowance {
  readonly name: boolean;
  readonly kind: boolean;
}

/** Applies a strategic merge patch to an object. Name, kind and namespace stay, unless the patch may change them. */
export function applyPatch(resource: Resource, given: MapNode, allowed: Allowance, schemas: Schemas): void {
  const before = resource.root;
  if (before === null) return;
  const isNoted = allowed.name || allowed.kind;
  if (isNoted) resource.rememberId();
  // The allowance is noted among the annotations of the patch, which are written anew for it.
  const patch = isNoted ? withStrings(given, ['annotations']) : given;
  const exchanges = new Exchanges();
  // A patch that replaces the whole object would have to change it in place, and kustomize does not: nothing happens.
  const merged = directiveOf(patch) === 'replace' ? before : merge(before, patch, undefined, { schemas, exchanges });
  if (merged === undefined || merged.kind !== 'map' || isEmpty(merged)) {
    resource.root = null;
    return;
  }
  if (takesAnnotations(patch)) resource.forget();
  let root = exchanges.applyTo(merged);
  const kind = fieldOf(before, 'kind');
  if (!allowed.kind && kind) root = withField(root, 'kind', kind);
  const metadata = fieldOf(root, 'metadata');
  let kept = metadata?.kind === 'map' ? metadata : mapOf(before);
  if (!allowed.name) kept = restored(kept, before, 'name');
  kept = restored(kept, before, 'namespace');
  resource.root = withField(root, 'metadata', kept);
}

/** The patch with its labels or annotations written anew, as strings; so a null there removes nothing. */
export function withStrings(patch: MapNode, fields: readonly ('labels' | 'annotations')[]): MapNode {
  const metadata = fieldOf(patch, 'metadata');
  if (metadata?.kind !== 'map') return patch;
  let result: MapNode = metadata;
  for (const field of fields) {
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

/** Whether nothing is left of the annotations that were there before a patch. */
function takesAnnotations(patch: MapNode): boolean {
  const metadata = fieldOf(patch, 'metadata');
  const annotations = fieldOf(metadata, 'annotations');
  if (directiveOf(patch) === 'replace') return false;
  return (
    directiveOf(metadata) === 'replace' ||
    (annotations !== undefined && (isNull(annotations) || directiveOf(annotations) !== 'merge'))
  );
}

function restored(metadata: MapNode, before: MapNode, name: string): MapNode {
  const value: Node | undefined = fieldOf(fieldOf(before, 'metadata'), name);
  return isEmpty(value) ? withoutField(metadata, name) : withField(metadata, name, value as Node);
}
