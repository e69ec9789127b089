/** What a cluster can have, and who brings it: the help of a problem about a missing one. */
const providers = {
  storage: 'K3s brings it unless local-storage is disabled; a volume may also name a storageClass.',
  'load-balancer': 'K3s brings it unless servicelb is disabled.',
  'gateway-api': 'envoyGateway() in the infrastructure brings it.',
  gateway: 'envoyGateway() in the infrastructure brings it.',
  certificates: 'certManager() in the infrastructure brings it.',
  logs: 'loki() in the infrastructure brings it.',
  traces: 'tempo() in the infrastructure brings it.',
  'trace-receiver': 'tempo() in the infrastructure brings it.',
  'gateway-api-crds': 'K3s brings them with Traefik.',
  'nvidia-runtime': 'Give the node of the platform that has the GPU "nvidia: true".',
  metrics: 'K3s brings it unless metrics-server is disabled.',
} as const;

/** What one part of a cluster brings and another needs. Recipes of your own may name their own. */
export type Capability = keyof typeof providers | (string & {});

export function whatProvides(capability: Capability): string {
  return Object.hasOwn(providers, capability)
    ? providers[capability as keyof typeof providers]
    : `Add a component whose recipe provides ${capability}.`;
}

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
  /** It must be there in the end, but need not be there first. */
  readonly later?: boolean;
  /** An optional need is wired where something brings it, and silent where nothing does. */
  readonly optional?: boolean;
}
