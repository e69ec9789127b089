import type { EmittedCluster, FluxOptions, GitOptions, ResolvedFleet } from '../generator/index.ts';
import type { Tree } from '../tree/index.ts';
import { clusterObjects } from './committed/cluster-objects.ts';
import { reconciliationMinutes } from './committed/reconciliation.ts';
import type { LostSecret, LostVolume, NodeFact } from './plan.ts';
import type { Machines, Procedure } from './platforms/platform.ts';
import { providers } from './providers/index.ts';
import type { GitProvider } from './providers/provider.ts';
import { lostSecrets } from './lost-secrets.ts';
import { lostVolumes } from './lost-volumes.ts';

/** Everything the steps are made of. */
export interface Facts extends Machines {
  readonly cluster: string;
  readonly platform: string;
  readonly git: GitOptions;
  readonly flux: FluxOptions;
  /** The folder of the cluster in the repository. */
  readonly path: string;
  readonly procedure: Procedure;
  readonly provider: GitProvider;
  readonly volumes: readonly LostVolume[];
  readonly secrets: readonly LostSecret[];
  /** The release of Kubernetes: `v1.36.2`. */
  readonly kubernetes: string;
  /** How long Flux may take to apply everything, in minutes. */
  readonly reconciledWithin: number;
  /** What the cluster's load balancer publishes. */
  readonly published: readonly Publication[];
}

/** A Service that must get addresses of the load balancer, and the ports that answer there. */
interface Publication {
  /** `namespace/name`, or how else it is called. */
  readonly service: string;
  readonly addresses: readonly string[];
  readonly ports: readonly number[];
}

/** Gathers what a plan needs, from the fleet and from what is committed for the cluster. */
export function factsOf(
  fleet: Pick<ResolvedFleet, 'git' | 'flux'>,
  emitted: EmittedCluster,
  procedure: Procedure,
  tree: Tree,
): Facts {
  const { name, platform } = emitted;
  const path = `clusters/${name}`;
  const committed = clusterObjects(tree, path);
  const nodes = platform.nodes.map(nodeFact);
  return {
    cluster: name,
    platform: platform.title,
    version: platform.version,
    nodes,
    folder: `rebuild-${name}`,
    git: fleet.git,
    flux: fleet.flux,
    path,
    procedure,
    provider: providers[fleet.git.provider],
    volumes: lostVolumes(emitted, committed, nodes, procedure),
    secrets: lostSecrets(emitted, committed),
    kubernetes: procedure.kubernetesOf(platform.version),
    reconciledWithin: reconciliationMinutes(committed),
    published: emitted.components.flatMap(({ emission: { published = [], hostPorts = [] } }) =>
      published.map(({ service, addresses }) => ({ service, addresses, ports: hostPorts })),
    ),
  };
}

function nodeFact({ name, role, address, labels, installFlags }: NodeFact): NodeFact {
  return { name, role, address, labels, installFlags };
}
