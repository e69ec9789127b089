import { portProblems } from './host-ports.ts';
import type { JudgedCluster, JudgedComponent } from './judged-fleet.ts';
import { wire, type Wiring } from './needs.ts';
import { nodeProblems } from './node-selectors.ts';
import { objectProblems } from './object-problems.ts';
import { fleetProblem, type FleetProblem } from './problem.ts';
import type { Emission } from './recipe.ts';
import type { Unit } from './unit.ts';
import { unitsOf } from './units.ts';

/** A component and what its recipe made of it for its cluster. */
export interface EmittedComponent extends JudgedComponent {
  readonly emission: Emission;
}

export interface EmittedCluster extends JudgedCluster {
  readonly components: readonly EmittedComponent[];
  /** By phase, then by name of the component. */
  readonly units: readonly Unit[];
  readonly problems: readonly FleetProblem[];
}

/** Runs the recipes of a cluster and puts what they made into phases. */
export function emitCluster(cluster: JudgedCluster): EmittedCluster {
  const wiring = wire(cluster);
  if (wiring.problems.length > 0) return { ...cluster, components: [], units: [], problems: wiring.problems };
  const components = cluster.components.map((each) => ({ ...each, emission: run(cluster, each, wiring) }));
  const problems = components.flatMap(problemsOf);
  if (problems.length > 0) return { ...cluster, components, units: [], problems };
  const units = unitsOf(components, wiring);
  const clashes = [
    ...portProblems(cluster.platform, components),
    ...nodeProblems(cluster.platform, components),
    ...objectProblems(components, units),
  ];
  return { ...cluster, components, units, problems: clashes };
}

function run({ name, platform }: JudgedCluster, component: JudgedComponent, { offers }: Wiring): Emission {
  const { recipe, options, layer } = component;
  const { storageClass, publish } = platform;
  try {
    return recipe.emit(options, { cluster: name, layer, storageClass, offers, publish });
  } catch (error) {
    // Recipes may be a person's own: what they throw is about the fleet.
    const message = `makes its recipe ${recipe.name} fail: ${error instanceof Error ? error.message : String(error)}`;
    return { namespaces: [], objects: [], problems: [{ path: [], message }] };
  }
}

function problemsOf({ path, at, emission }: EmittedComponent): FleetProblem[] {
  return (emission.problems ?? []).map((each) =>
    fleetProblem('fleet/option', [...path, ...each.path], at, each.message),
  );
}
