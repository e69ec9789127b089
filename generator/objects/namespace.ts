import type { Namespace } from 'kubernetes-types/core/v1.d.ts';
import type { KubernetesObject } from './kubernetes-object.ts';

/** Namespaces every cluster has, or that `flux bootstrap` makes: not ours to emit. */
const given = new Set(['default', 'flux-system', 'kube-node-lease', 'kube-public', 'kube-system']);

export function isGivenNamespace(name: string): boolean {
  return given.has(name);
}

/**
 * A namespace is never pruned: deleting it would delete every volume claim in it, also those that charts made,
 * and it may pass from one Flux Kustomization to another when the components that share it change.
 */
export function namespace(name: string): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' } },
  } satisfies Namespace;
}
