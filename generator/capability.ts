interface CapabilityWords {
  /** What is needed, as it stands after "needs". */
  readonly what: string;
  /** Who brings it. */
  readonly help: string;
}

/** What a cluster can have, in words for a problem about a missing one. */
const words = {
  storage: {
    what: 'storage',
    help: 'K3s brings it unless local-storage is disabled; a volume may also name a storageClass.',
  },
  'load-balancer': { what: 'a load balancer', help: 'K3s brings it unless servicelb is disabled.' },
  'gateway-api': { what: 'the Gateway API', help: 'envoyGateway() in the infrastructure brings it.' },
  gateway: { what: 'a Gateway', help: 'envoyGateway() in the infrastructure brings it.' },
  certificates: { what: 'cert-manager', help: 'certManager() in the infrastructure brings it.' },
  logs: { what: 'a store of logs', help: 'loki() in the infrastructure brings it.' },
  traces: { what: 'a store of traces', help: 'tempo() in the infrastructure brings it.' },
  'trace-receiver': { what: 'a store of traces', help: 'tempo() in the infrastructure brings it.' },
  'gateway-api-crds': { what: 'the kinds of the Gateway API', help: 'K3s brings them with Traefik.' },
  'nvidia-runtime': {
    what: 'the NVIDIA runtime',
    help: 'Give the node of the platform that has the GPU "nvidia: true".',
  },
  'nvidia-gpu': {
    what: 'the NVIDIA device plugin',
    help: "Install it with helmApp(), chart nvidia-device-plugin of https://nvidia.github.io/k8s-device-plugin, and say provides: ['nvidia-gpu'] there.",
  },
  metrics: { what: 'the metrics API', help: 'K3s brings it unless metrics-server is disabled.' },
} as const satisfies { readonly [capability: string]: CapabilityWords };

/** What one part of a cluster brings and another needs. Recipes of your own may name their own. */
export type Capability = keyof typeof words | (string & {});

export function wordsFor(capability: Capability): CapabilityWords {
  return Object.hasOwn(words, capability)
    ? words[capability as keyof typeof words]
    : { what: capability, help: `Add a component whose recipe provides ${capability}.` };
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
