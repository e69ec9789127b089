import { defineFleet, type ClusterSpec, type Fleet } from '../fleet.ts';
import { k3s } from '../platforms/k3s.ts';

/** For tests: a cluster of two nodes, of which the agent publishes Services and has a GPU. */
export function cluster(spec: Omit<ClusterSpec, 'platform'> = {}): ClusterSpec {
  return { platform: twoNodes(), ...spec };
}

export function twoNodes(
  disable: readonly ('traefik' | 'servicelb' | 'local-storage')[] = ['traefik'],
  version = 'v1.36.2+k3s1',
) {
  return k3s({
    version,
    servers: [{ name: 'server', address: '10.0.0.1' }],
    agents: [{ name: 'agent', address: '10.0.0.2', loadBalancerPool: 'edge', nvidia: true }],
    disable,
  });
}

/** For tests: a fleet of these clusters. */
export function fleetOf(clusters: { readonly [name: string]: ClusterSpec }): Fleet {
  return defineFleet({ git: { provider: 'github', owner: 'someone', repository: 'fleet' }, clusters });
}
