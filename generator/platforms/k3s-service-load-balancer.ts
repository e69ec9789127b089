import { k3s } from '../../kubernetes/index.ts';
import type { Published } from '../platform.ts';
import type { K3sNode } from './k3s.ts';

/**
 * ServiceLB gives a Service the addresses of nodes: of all nodes; of those with a pool, as soon as one has a pool;
 * of one pool, where the Service names it. It cannot give an address that no node has.
 */
export function publishOnServiceLoadBalancer(
  nodes: readonly K3sNode[],
  address: string | undefined,
): Published | { readonly problem: string } {
  if (address === undefined) return published(publishingNodes(nodes), {});
  const node = nodes.find((each) => each.address === address);
  if (node === undefined) {
    const known = nodes.map((each) => `${each.address} (${each.name})`).join(', ');
    return { problem: `is ${address}, but ServiceLB publishes addresses of nodes only: ${known}` };
  }
  if (node.loadBalancerPool !== undefined) {
    const pool = node.loadBalancerPool;
    const members = nodes.filter((each) => each.loadBalancerPool === pool);
    return published(members, { [k3s.serviceLoadBalancer.poolLabel]: pool });
  }
  if (nodes.length === 1) return published(nodes, {});
  return {
    problem: `is ${address}, the address of node ${node.name}, which needs a loadBalancerPool to publish alone`,
  };
}

/** The nodes that publish a Service which names no pool. */
export function publishingNodes(nodes: readonly K3sNode[]): readonly K3sNode[] {
  const pooled = nodes.filter((node) => node.loadBalancerPool !== undefined);
  return pooled.length > 0 ? pooled : nodes;
}

function published(nodes: readonly K3sNode[], labels: Published['labels']): Published {
  return { labels, annotations: {}, addresses: nodes.map((node) => node.address) };
}
