import type { EmittedComponent } from './emit-cluster.ts';
import type { Node, PlatformFacts } from './platform.ts';
import { fleetProblem, type FleetProblem } from './problem.ts';

/** Components whose pods no node of the fleet would take: they would wait for ever. */
export function nodeProblems(platform: PlatformFacts, components: readonly EmittedComponent[]): FleetProblem[] {
  return components.flatMap(({ name, options, path, at }) => {
    const selector = Object.entries((options as { nodeSelector?: { [label: string]: string } }).nodeSelector ?? {});
    const known = selector.filter(([label]) => !isSetByKubernetes(label));
    if (platform.nodes.some((node) => known.every(([label, value]) => labelOf(node, label) === value))) return [];
    const wanted = known.map(([label, value]) => `${label}=${value}`).join(', ');
    const message = `of "${name}" asks for ${wanted}, which no node of the cluster carries`;
    const help = 'Give a node that label in the platform, or ask for one that a node has.';
    return [fleetProblem('fleet/node-selector', [...path, 'nodeSelector'], at, message, help)];
  });
}

function labelOf({ labels, name }: Node, label: string): string | undefined {
  return label === hostname ? name : labels[label];
}

const hostname = 'kubernetes.io/hostname';

/** Labels such as the architecture are set by the cluster itself, so that the fleet does not know them. */
function isSetByKubernetes(label: string): boolean {
  return label !== hostname && /(?:^|\.)(?:kubernetes|k3s)\.io\//.test(label);
}
