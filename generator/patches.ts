import { emit, type JsonValue } from '../yaml/index.ts';
import type { PatchOption } from './component-options.ts';
import type { KubernetesObject } from './objects/kubernetes-object.ts';
import type { Patch } from './objects/patch.ts';

/** The entries for a Kustomization's `patches`, one for each object that a patch of the fleet means. */
export function patchesFor(patches: readonly PatchOption[], objects: readonly KubernetesObject[]): Patch[] {
  return patches.flatMap(({ target, patch }) =>
    objects
      .filter(({ kind, metadata }) => kind === target.kind && (target.name ?? metadata.name) === metadata.name)
      .map((object) => (isOperations(patch) ? jsonPatch(object, patch) : mergePatch(object, patch))),
  );
}

function isOperations(patch: PatchOption['patch']): patch is Extract<PatchOption['patch'], readonly unknown[]> {
  return Array.isArray(patch);
}

/** A merge patch names its object itself. */
function mergePatch({ apiVersion, kind, metadata: { name, namespace } }: KubernetesObject, patch: object): Patch {
  const { metadata, ...fields } = patch as { metadata?: object };
  const body = {
    apiVersion,
    kind,
    metadata: { ...metadata, name, ...(namespace !== undefined && { namespace }) },
    ...fields,
  };
  return { patch: emit(body as unknown as JsonValue) };
}

function jsonPatch({ apiVersion, kind, metadata }: KubernetesObject, operations: readonly object[]): Patch {
  const [version, group] = apiVersion.split('/').toReversed();
  return {
    target: { ...(group !== undefined && { group }), version: version!, kind, name: metadata.name },
    patch: emit(operations.map(inOrder) as unknown as JsonValue),
  };
}

function inOrder(operation: object): object {
  const { op, path, from, value } = operation as { [field: string]: unknown };
  return { op, path, from, value };
}
