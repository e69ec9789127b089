import type { Deployment, StatefulSet } from 'kubernetes-types/apps/v1.d.ts';
import type { Container, PodSpec } from 'kubernetes-types/core/v1.d.ts';
import type { KubernetesObject } from './kubernetes-object.ts';
import { claimSpec, type Claim } from './volume-claim.ts';

export interface WorkloadVolume extends Omit<Claim, 'namespace'> {
  /** The pod's name for it; `name` is the claim's. */
  readonly volume: string;
}

export interface Workload {
  readonly name: string;
  readonly namespace: string;
  readonly replicas: number;
  readonly pod: PodSpec;
  readonly volumes: readonly WorkloadVolume[];
  /** How long a rollout may stand still before it counts as failed, in seconds; the API's default is 600. */
  readonly progressDeadline?: number;
}

/** The label by which Services and workloads find their pods. */
export function selector(name: string): { [label: string]: string } {
  return { 'app.kubernetes.io/name': name };
}

/** What each container gets unless it asks otherwise. */
export function container<C extends Container>(given: C): C & Container {
  return { ...given, securityContext: { allowPrivilegeEscalation: false, ...given.securityContext } };
}

/** What each pod gets unless it asks otherwise. */
export function pod(given: PodSpec): PodSpec {
  return {
    // Few programs talk to the Kubernetes API; a token they do not use can only be stolen.
    automountServiceAccountToken: false,
    // Without this every Service of the namespace adds seven environment variables, which collide with options
    // that programs read from theirs.
    enableServiceLinks: false,
    ...given,
    securityContext: { seccompProfile: { type: 'RuntimeDefault' }, ...given.securityContext },
  };
}

/** A Deployment over claims that exist beside it. */
export function deployment(workload: Workload): KubernetesObject {
  const { name, namespace, replicas, progressDeadline, volumes } = workload;
  const claims = volumes.map((each) => ({ name: each.volume, persistentVolumeClaim: { claimName: each.name } }));
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace, labels: selector(name) },
    spec: {
      replicas,
      ...(progressDeadline !== undefined && { progressDeadlineSeconds: progressDeadline }),
      // A volume that one node may mount is not free for the new pod while the old one runs.
      ...(volumes.length > 0 && { strategy: { type: 'Recreate' } }),
      selector: { matchLabels: selector(name) },
      template: {
        metadata: { labels: selector(name) },
        spec: withVolumes(workload.pod, claims),
      },
    },
  } satisfies Deployment;
}

/** A StatefulSet with a claim template for each volume; its claims are `<template>-<name>-<ordinal>`. */
export function statefulSet(workload: Workload): KubernetesObject {
  const { name, namespace, replicas, volumes } = workload;
  const templates = volumes.map((each) => ({
    // The API server fills these in; written out, drift of the immutable templates is never reported.
    apiVersion: 'v1' as const,
    kind: 'PersistentVolumeClaim' as const,
    metadata: { name: each.volume },
    spec: claimSpec(each),
  }));
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name, namespace, labels: selector(name) },
    spec: {
      replicas,
      serviceName: name,
      selector: { matchLabels: selector(name) },
      template: { metadata: { labels: selector(name) }, spec: workload.pod },
      ...(templates.length > 0 && { volumeClaimTemplates: templates }),
    },
  } satisfies StatefulSet;
}

function withVolumes(spec: PodSpec, claims: NonNullable<PodSpec['volumes']>): PodSpec {
  const volumes = [...(spec.volumes ?? []), ...claims];
  return volumes.length === 0 ? spec : { ...spec, volumes };
}
