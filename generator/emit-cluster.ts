import { parseDuration } from '../kubernetes/index.ts';
import type { JudgedCluster, JudgedComponent } from './judged-fleet.ts';
import { wire, type Wiring } from './needs.ts';
import { withDependencies } from './objects/helm-release.ts';
import type { KubernetesObject, Manifest } from './objects/kubernetes-object.ts';
import { isGivenNamespace, namespace } from './objects/namespace.ts';
import { patchesFor } from './patches.ts';
import { fleetProblem, type FleetProblem } from './problem.ts';
import type { Emission } from './recipe.ts';
import { phases, type Phase, type Unit } from './unit.ts';

/** One component and what its recipe made of it for this cluster. */
export interface EmittedComponent {
  readonly component: JudgedComponent;
  readonly emission: Emission;
}

export interface EmittedCluster {
  readonly cluster: JudgedCluster;
  readonly components: readonly EmittedComponent[];
  /** By phase, then by name of the component. */
  readonly units: readonly Unit[];
  readonly problems: readonly FleetProblem[];
}

/** Runs the recipes of a cluster and puts what they made into phases. */
export function emitCluster(cluster: JudgedCluster): EmittedCluster {
  const wiring = wire(cluster);
  if (wiring.problems.length > 0) return { cluster, components: [], units: [], problems: wiring.problems };
  const components = cluster.components.map((component) => ({ component, emission: run(cluster, component, wiring) }));
  const problems = components.flatMap(({ component, emission }) => problemsOf(component, emission));
  if (problems.length > 0) return { cluster, components, units: [], problems };
  return { cluster, components, ...unitsOf(components, wiring) };
}

function run(cluster: JudgedCluster, component: JudgedComponent, wiring: Wiring): Emission {
  return component.recipe.emit(component.options, {
    cluster: cluster.name,
    layer: component.layer,
    storageClass: cluster.platform.storageClass,
    offers: wiring.offers,
    publish: cluster.platform.publish,
  });
}

function problemsOf({ path, at }: JudgedComponent, emission: Emission): FleetProblem[] {
  return (emission.problems ?? []).map((each) =>
    fleetProblem('fleet/option', [...path, ...each.path], at, each.message),
  );
}

function unitsOf(components: readonly EmittedComponent[], wiring: Wiring): { units: Unit[]; problems: FleetProblem[] } {
  const problems: FleetProblem[] = [];
  const namespaces = new Set<string>();
  const units = phases.flatMap((phase) =>
    components.flatMap(({ component, emission }) => {
      const manifests = manifestsOf(component, emission, phase);
      const directory = directoryOf(component, emission, phase);
      if (manifests.length === 0 && directory === undefined) return [];
      const listed = [
        ...newNamespaces(emission, namespaces, manifests),
        ...ordered(manifests, component, components, wiring),
      ];
      return [{ ...unit(component, phase, listed, emission), ...(directory !== undefined && { directory }) }];
    }),
  );
  problems.push(...duplicates(units), ...components.flatMap(({ component }) => unmatchedPatches(component, units)));
  return { units, problems };
}

function manifestsOf(component: JudgedComponent, emission: Emission, phase: Phase): readonly Manifest[] {
  if (phase === 'configs') return component.layer === 'infrastructure' ? (emission.configs ?? []) : [];
  if (phase === 'controllers') return component.layer === 'infrastructure' ? emission.objects : [];
  return component.layer === 'apps' ? [...emission.objects, ...(emission.configs ?? [])] : [];
}

function directoryOf(component: JudgedComponent, emission: Emission, phase: Phase): string | undefined {
  const { directory } = emission;
  if (directory === undefined) return undefined;
  const infrastructure = directory.configs ? 'configs' : 'controllers';
  return (component.layer === 'apps' ? 'apps' : infrastructure) === phase ? directory.path : undefined;
}

/** Each namespace belongs to the first component that uses it, by phase and name: one owner per cluster. */
function newNamespaces(emission: Emission, seen: Set<string>, manifests: readonly Manifest[]): Manifest[] {
  const fresh = emission.namespaces.filter(
    (name) => !isGivenNamespace(name) && !seen.has(name) && manifests.length > 0,
  );
  for (const name of fresh) seen.add(name);
  const alone = emission.namespaces.length === 1;
  return fresh.map((name) => ({ file: alone ? 'namespace' : `namespace-${name}`, object: namespace(name) }));
}

/** Writes into the releases which other releases of the same phase come first. */
function ordered(
  manifests: readonly Manifest[],
  component: JudgedComponent,
  components: readonly EmittedComponent[],
  wiring: Wiring,
): Manifest[] {
  const earlier = wiring.before(component).filter((each) => each.layer === component.layer);
  const releases = components
    .filter((each) => earlier.includes(each.component))
    .flatMap(({ emission }) => emission.objects.filter(isRelease))
    .map(({ object: { metadata } }) => ({ name: metadata.name, namespace: metadata.namespace ?? 'default' }));
  return manifests.map((each) =>
    isRelease(each) ? { ...each, object: withDependencies(each.object, releases) } : each,
  );
}

function isRelease({ object }: Manifest): boolean {
  return object.kind === 'HelmRelease';
}

function unit(component: JudgedComponent, phase: Phase, manifests: readonly Manifest[], emission: Emission): Unit {
  const files = new Map(manifests.map(({ file, object }) => [`${file}.yaml`, object]));
  return {
    phase,
    component: component.name,
    path: component.path,
    at: component.at,
    files,
    patches: patchesFor(component.options.patches ?? [], [...files.values()]),
    readyWithin: Math.max(parseDuration(emission.readyWithin ?? '0') ?? 0, 0),
  };
}

function duplicates(units: readonly Unit[]): FleetProblem[] {
  const owners = new Map<string, string>();
  return units.flatMap(({ component, files, path, at }) =>
    [...files.values()].flatMap((object) => {
      const id = identity(object);
      const owner = owners.get(id);
      if (owner === undefined) owners.set(id, component);
      if (owner === undefined) return [];
      const message = `emits ${id}, which ${owner === component ? 'it emits already' : `component ${owner} emits too`}`;
      return [fleetProblem('fleet/duplicate-object', path, at, message, 'Give one of them another name.')];
    }),
  );
}

function identity({ apiVersion, kind, metadata }: KubernetesObject): string {
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  return `${kind}${group && `.${group}`} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;
}

/** kustomize lets a patch without a match pass in silence; a person who wrote one meant something. */
function unmatchedPatches({ name, options, path, at }: JudgedComponent, units: readonly Unit[]): FleetProblem[] {
  const objects = units.filter((each) => each.component === name).flatMap((each) => [...each.files.values()]);
  return (options.patches ?? []).flatMap((patch, index) => {
    if (patchesFor([patch], objects).length > 0) return [];
    const known = objects.map((object) => `${object.kind} ${object.metadata.name}`).join(', ') || 'none';
    const target = `${patch.target.kind}${patch.target.name === undefined ? '' : ` ${patch.target.name}`}`;
    const message = `is ${target}, which the component does not emit; its objects are ${known}`;
    return [fleetProblem('fleet/patch-target', [...path, 'patches', index, 'target'], at, message)];
  });
}
