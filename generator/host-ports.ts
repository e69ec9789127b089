import type { EmittedComponent } from './emit-cluster.ts';
import type { HostPort, PlatformFacts } from './platform.ts';
import { fleetProblem, type FleetProblem } from './problem.ts';

/**
 * Two Services cannot take one port of one address: the later one would stay without an address for ever, and with it
 * everything that waits for it.
 */
export function portProblems(platform: PlatformFacts, components: readonly EmittedComponent[]): FleetProblem[] {
  const taken: HostPort[] = [...platform.hostPorts];
  return components.flatMap((component) => {
    const wanted = portsOf(component);
    const problems = wanted.flatMap((each) => {
      const holder = taken.find(({ port, address }) => port === each.port && address === each.address);
      return holder === undefined ? [] : [clash(component, each, holder)];
    });
    taken.push(...wanted);
    return problems;
  });
}

function portsOf({ name, emission: { hostPorts = [], published = [] } }: EmittedComponent): HostPort[] {
  const addresses = new Set(published.flatMap((each) => each.addresses));
  const help = 'Publish another port, or at the address of another pool of nodes.';
  return hostPorts.flatMap((port) => [...addresses].map((address) => ({ port, address, by: `"${name}"`, help })));
}

function clash({ name, path, at }: EmittedComponent, { port, address }: HostPort, holder: HostPort): FleetProblem {
  const message = `"${name}" takes port ${port} of ${address}, which ${holder.by} holds already`;
  return fleetProblem('fleet/port', path, at, message, holder.help);
}
