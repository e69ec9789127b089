/**
 * What one part of a cluster brings and another needs. Own recipes may name their own; these are known:
 * storage (volumes on demand), load-balancer (addresses for Services), gateway-api (the kinds and a controller
 * for them), gateway (a Gateway that routes may join), certificates (cert-manager's kinds), logs and traces
 * (a store that takes them), nvidia-runtime (the RuntimeClass `nvidia`), metrics (the metrics API).
 */
export type Capability =
  | 'storage'
  | 'load-balancer'
  | 'gateway-api-crds'
  | 'gateway-api'
  | 'gateway'
  | 'certificates'
  | 'logs'
  | 'traces'
  | 'nvidia-runtime'
  | 'metrics'
  | (string & {});

/** One thing that is brought, and how to reach it. */
export interface Offer {
  readonly capability: Capability;
  /** The component or the platform that brings it. */
  readonly by: string;
  /** The base address inside the cluster, where it is a service. */
  readonly url?: string;
  /** The object, where it is one. */
  readonly name?: string;
  readonly namespace?: string;
}

export interface Need {
  readonly capability: Capability;
  /** What for, as the end of "needs … ": `to store its volumes`. */
  readonly why: string;
  /** An optional need is wired where something brings it, and silent where nothing does. */
  readonly optional?: boolean;
}
