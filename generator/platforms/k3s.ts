import {
  about,
  boolean,
  choice,
  defaulted,
  formatted,
  list,
  object,
  optional,
  record,
  text,
  type OptionProblem,
  type OutputOf,
} from '../../options/index.ts';
import { k3s as facts } from '../../kubernetes/index.ts';
import type { Offer } from '../capability.ts';
import { definePlatform, type HostPort, type Node } from '../platform.ts';
import { k3sParts } from './k3s-parts.ts';
import { publishingNodes, publishOnServiceLoadBalancer } from './k3s-service-load-balancer.ts';

const node = object({
  name: about('The host name, which becomes the name of the node.', formatted('dns-name')),
  address: formatted('ipv4-address'),
  labels: about(
    'Labels set when the node joins, before Flux starts.',
    defaulted(record(formatted('label-value'), { names: formatted('label-key') }), {}),
  ),
  loadBalancerPool: about(
    "The pool of ServiceLB it belongs to: Services of that pool get this node's address.",
    optional(formatted('dns-label')),
  ),
  nvidia: about('The node has an NVIDIA GPU, its driver and its container toolkit.', defaulted(boolean(), false)),
});

const options = object({
  version: text({ pattern: '^v1\\.\\d+\\.\\d+\\+k3s\\d+$', due: 'a release of K3s such as v1.36.2+k3s1' }),
  servers: about(
    'Nodes of the control plane; the first is installed first and the others join it.',
    list(node, { minItems: 1 }),
  ),
  agents: about('Nodes that only run workloads.', defaulted(list(node), [])),
  disable: about(
    'Packaged parts that are left out.',
    defaulted(list(choice(...facts.packagedComponents), { uniqueItems: true }), []),
  ),
});

export type K3sOptions = OutputOf<typeof options>;
export type K3sNode = OutputOf<typeof node>;

/** K3s: brings storage, a load balancer, a network, DNS and metrics by itself. */
export const k3s = definePlatform({
  name: 'k3s',
  summary: 'K3s brings storage (local-path), a load balancer (ServiceLB), flannel, CoreDNS and metrics-server.',
  options,
  describe: (given: K3sOptions) => {
    const nodes = [...given.servers, ...given.agents];
    return {
      platform: 'k3s',
      version: given.version,
      kubernetesMinor: minorOf(given),
      title: `K3s ${given.version}`,
      nodes: nodes.map((each, index) => nodeOf(given, each, index < given.servers.length)),
      storageClass: given.disable.includes('local-storage') ? undefined : facts.storage.className,
      offers: offersOf(given),
      parts: k3sParts(given),
      hostPorts: hostPortsOf(given),
      publish: (address) => publishOnServiceLoadBalancer(nodes, address),
      problems: problemsOf(given),
    };
  },
});

function nodeOf(given: K3sOptions, node: K3sNode, isServer: boolean): Node {
  const labels = { ...node.labels, ...poolLabels(node) };
  const disabled = isServer ? given.disable.toSorted().flatMap((part) => ['--disable', part]) : [];
  const labelled = Object.entries(labels).flatMap(([key, value]) => ['--node-label', `${key}=${value}`]);
  return {
    name: node.name,
    role: isServer ? 'server' : 'agent',
    address: node.address,
    labels,
    installFlags: [...disabled, ...labelled],
  };
}

function poolLabels(node: K3sNode): { [key: string]: string } {
  if (node.loadBalancerPool === undefined) return {};
  const { enableLabel, poolLabel } = facts.serviceLoadBalancer;
  return { [enableLabel]: 'true', [poolLabel]: node.loadBalancerPool };
}

function offersOf(given: K3sOptions): Omit<Offer, 'by'>[] {
  const offers: Omit<Offer, 'by'>[] = [];
  const has = (part: K3sOptions['disable'][number]): boolean => !given.disable.includes(part);
  if (has('local-storage')) offers.push({ capability: 'storage' });
  if (has('servicelb')) offers.push({ capability: 'load-balancer' });
  if (has('metrics-server')) offers.push({ capability: 'metrics' });
  if (bringsGatewayApi(given)) offers.push({ capability: 'gateway-api-crds' });
  if ([...given.servers, ...given.agents].some((each) => each.nvidia)) offers.push({ capability: 'nvidia-runtime' });
  return offers;
}

/** Traefik's Service names no pool, so that every node which publishes Services publishes it. */
function hostPortsOf({ servers, agents, disable }: K3sOptions): HostPort[] {
  if (disable.includes('traefik') || disable.includes('servicelb')) return [];
  const nodes = [...servers, ...agents];
  const help = "Leave Traefik out with disable: ['traefik'] in k3s(), or publish another port.";
  return publishingNodes(nodes).flatMap(({ address }) =>
    facts.traefikHostPorts.map((port) => ({ port, address, by: 'Traefik of K3s', help })),
  );
}

/** Until 1.36 the Gateway API's CRDs come with Traefik's; later they are a part of their own. */
function bringsGatewayApi(given: K3sOptions): boolean {
  const part = minorOf(given) >= facts.gatewayApiCrdsSince ? 'gateway-api-crd' : 'traefik';
  return !given.disable.includes(part);
}

function minorOf({ version }: K3sOptions): number {
  return Number(version.split('.')[1]);
}

function problemsOf(given: K3sOptions): OptionProblem[] {
  const problems: OptionProblem[] = [];
  const seen = new Map<string, string>();
  if (given.servers.length % 2 === 0) {
    const message = `are ${given.servers.length}, but the etcd of an even number of servers survives no more than that of one server less; take an odd number`;
    problems.push({ path: ['servers'], message });
  }
  for (const list of ['servers', 'agents'] as const) {
    for (const [index, each] of given[list].entries()) {
      for (const field of ['name', 'address'] as const) {
        const before = seen.get(each[field]);
        if (before === undefined) seen.set(each[field], `${list}[${index}]`);
        else problems.push({ path: [list, index, field], message: `is "${each[field]}", as that of ${before} is` });
      }
      for (const label of Object.values(facts.serviceLoadBalancer)) {
        if (!(label in each.labels)) continue;
        problems.push({ path: [list, index, 'labels', label], message: 'is set by loadBalancerPool; use that option' });
      }
    }
  }
  return problems;
}
