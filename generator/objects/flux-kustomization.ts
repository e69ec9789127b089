import type { KubernetesObject } from './kubernetes-object.ts';

export interface FluxKustomization {
  readonly name: string;
  /** From the repository root, without `./`. */
  readonly path: string;
  readonly timeout: string;
  readonly dependsOn: readonly string[];
}

/** A Kustomization in flux-system that reads the repository `flux bootstrap` set up. */
export function fluxKustomization({ name, path, timeout, dependsOn }: FluxKustomization): KubernetesObject {
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name, namespace: 'flux-system' },
    spec: {
      ...(dependsOn.length > 0 && { dependsOn: dependsOn.map((each) => ({ name: each })) }),
      interval: '1h',
      // Its default is the interval: an hour until a failed apply is tried again.
      retryInterval: '2m',
      timeout,
      prune: true,
      // What depends on this one may start only when the objects here are ready.
      wait: true,
      sourceRef: { kind: 'GitRepository', name: 'flux-system' },
      path: `./${path}`,
    },
  };
}
