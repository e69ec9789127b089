import type { Path } from '../findings/index.ts';
import type { Offer } from './capability.ts';
import { wordsFor } from './capability.ts';
import type { JudgedCluster, JudgedComponent } from './judged-fleet.ts';
import { fleetProblem, type FleetProblem } from './problem.ts';

/** What the components of one cluster bring to each other. */
export interface Wiring {
  offers(capability: Offer['capability']): readonly Offer[];
  /** The components that must be there before the one of this name, by what it needs and what it says. */
  before(name: string): readonly JudgedComponent[];
  readonly problems: readonly FleetProblem[];
}

/** Resolves needs: each is met by the platform or by components, none of which comes later. */
export function wire(cluster: JudgedCluster): Wiring {
  const offers = offersOf(cluster);
  const problems: FleetProblem[] = [];
  const before = new Map<string, JudgedComponent[]>();
  for (const component of cluster.components) {
    const needed = [
      ...capabilitiesNeeded(cluster, component, offers, problems),
      ...named(cluster, component, problems),
    ];
    before.set(
      component.name,
      [...new Set(needed)].toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    );
  }
  problems.push(...cycles(cluster, before));
  return {
    offers: (capability) => offers.get(capability) ?? [],
    before: (name) => before.get(name) ?? [],
    problems,
  };
}

function offersOf({ platform, components }: JudgedCluster): Map<string, Offer[]> {
  const offers = new Map<string, Offer[]>();
  const add = (offer: Offer): void => {
    offers.set(offer.capability, [...(offers.get(offer.capability) ?? []), offer]);
  };
  for (const offer of platform.offers) add({ ...offer, by: platform.title });
  for (const { name, recipe, options } of components) {
    for (const offer of recipe.provides?.(options) ?? []) add({ ...offer, by: name });
  }
  return offers;
}

function capabilitiesNeeded(
  cluster: JudgedCluster,
  component: JudgedComponent,
  offers: ReadonlyMap<string, readonly Offer[]>,
  problems: FleetProblem[],
): JudgedComponent[] {
  const { name, recipe, options, path, at } = component;
  return (recipe.needs?.(options) ?? []).flatMap((need) => {
    if (need.optional) return [];
    const { what, help } = wordsFor(need.capability);
    const given = offers.get(need.capability) ?? [];
    if (given.length === 0) {
      const message = `"${name}" needs ${what} ${need.why}, and nothing on cluster ${cluster.name} brings it`;
      problems.push(fleetProblem('fleet/capability', path, at, message, help));
      return [];
    }
    if (given.some((offer) => offer.by === cluster.platform.title)) return [];
    const providers = cluster.components.filter(
      (each) => each !== component && given.some(({ by }) => by === each.name),
    );
    if (component.layer === 'infrastructure' && providers.every((each) => each.layer === 'apps')) {
      const message = `"${name}" needs ${what} ${need.why}, which "${providers[0]?.name}" brings, but apps come after the infrastructure`;
      problems.push(fleetProblem('fleet/capability', path, at, message, 'Move one of them to the layer of the other.'));
    }
    return need.later ? [] : providers;
  });
}

function named(cluster: JudgedCluster, component: JudgedComponent, problems: FleetProblem[]): JudgedComponent[] {
  return (component.recipe.dependsOn?.(component.options) ?? []).flatMap((name, index) => {
    const found = cluster.components.find((each) => each.name === name);
    if (found !== undefined && !(component.layer === 'infrastructure' && found.layer === 'apps')) return [found];
    const path: Path = [...component.path, 'dependsOn', index];
    const message =
      found === undefined
        ? `is "${name}", and cluster ${cluster.name} has no component of that name`
        : `is "${name}", but apps come after the infrastructure`;
    problems.push(fleetProblem('fleet/depends-on', path, component.at, message));
    return [];
  });
}

/** Components of one layer that wait for each other would never start. */
function cycles(cluster: JudgedCluster, before: ReadonlyMap<string, readonly JudgedComponent[]>): FleetProblem[] {
  const done = new Set<JudgedComponent>();
  const walk = (component: JudgedComponent, trail: readonly JudgedComponent[]): FleetProblem[] => {
    const start = trail.indexOf(component);
    if (start >= 0) {
      const round = [...trail.slice(start), component].map((each) => each.name).join(' → ');
      return [fleetProblem('fleet/depends-on', component.path, component.at, `waits for itself: ${round}`)];
    }
    if (done.has(component)) return [];
    const found = (before.get(component.name) ?? []).flatMap((each) => walk(each, [...trail, component]));
    done.add(component);
    return found;
  };
  return cluster.components.flatMap((component) => walk(component, []));
}
