import { k3s } from '../../kubernetes/index.ts';
import type { PlatformPart } from '../platform.ts';
import type { K3sOptions } from './k3s.ts';

type Packaged = K3sOptions['disable'][number];

/** The rows of the documentation: each packaged part, brought or disabled, and what that saves. */
export function k3sParts(given: K3sOptions): PlatformPart[] {
  return [
    row(given, 'Storage', 'local-storage', storage, 'a storage provisioner'),
    row(given, 'Load balancer', 'servicelb', loadBalancer(given), 'MetalLB, kube-vip'),
    { part: 'Network', brought: 'flannel', notInstalled: 'a CNI' },
    row(given, 'DNS', 'coredns', 'CoreDNS', 'a DNS server'),
    row(given, 'Metrics API', 'metrics-server', 'metrics-server', 'metrics-server'),
    row(given, 'Ingress', 'traefik', traefik, 'an ingress controller'),
  ];
}

const storage =
  `StorageClass \`${k3s.storage.className}\` (\`${k3s.storage.provisioner}\`): volumes are folders in ` +
  `\`${k3s.storage.path}\` of the node that first used them, and are deleted with their claim`;

const traefik = `Traefik on ports ${k3s.traefikHostPorts.join(' and ')} of every node that publishes Services`;

function loadBalancer(given: K3sOptions): string {
  const nodes = [...given.servers, ...given.agents];
  const pools = new Map<string, string[]>();
  for (const { loadBalancerPool: pool, address } of nodes) {
    if (pool !== undefined) pools.set(pool, [...(pools.get(pool) ?? []), address]);
  }
  if (pools.size === 0)
    return `ServiceLB: Services get the addresses of all nodes (${nodes.map((each) => each.address).join(', ')})`;
  const listed = [...pools].toSorted().map(([pool, addresses]) => `\`${pool}\`: ${addresses.join(', ')}`);
  return `ServiceLB: Services get the addresses of the nodes in their pool (${listed.join('; ')})`;
}

function row(given: K3sOptions, part: string, packaged: Packaged, brought: string, saved: string): PlatformPart {
  if (!given.disable.includes(packaged)) return { part, brought, notInstalled: saved };
  return { part, brought: `disabled (\`--disable ${packaged}\`)`, notInstalled: '–' };
}
