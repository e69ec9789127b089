import type { Patch } from './patch.ts';

/** A kustomize Kustomization, which has no name. `resources` are files and folders relative to its own folder. */
export function kustomization(resources: readonly string[], patches: readonly Patch[] = []) {
  return {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: [...resources],
    ...(patches.length > 0 && { patches: [...patches] }),
  };
}
