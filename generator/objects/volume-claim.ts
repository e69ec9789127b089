import type { PersistentVolumeClaim } from 'kubernetes-types/core/v1.d.ts';
import type { KubernetesObject } from './kubernetes-object.ts';

export interface Claim {
  readonly name: string;
  readonly namespace: string;
  /** A quantity: `20Gi`. */
  readonly size: string;
  /** Left out: the cluster's default class. */
  readonly storageClass?: string | undefined;
}

/** One node at a time may mount it, which is all that node-local storage can do. */
const accessModes = ['ReadWriteOnce'];

export function claimSpec(claim: Pick<Claim, 'size' | 'storageClass'>) {
  return {
    accessModes,
    resources: { requests: { storage: claim.size } },
    ...(claim.storageClass !== undefined && { storageClassName: claim.storageClass }),
  };
}

export function volumeClaim(claim: Claim): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: claim.name, namespace: claim.namespace },
    spec: claimSpec(claim),
  } satisfies PersistentVolumeClaim;
}
