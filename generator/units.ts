import { parseDuration } from '../kubernetes/index.ts';
import type { EmittedComponent } from './emit-cluster.ts';
import type { Wiring } from './needs.ts';
import { withDependencies } from './objects/helm-release.ts';
import type { Manifest } from './objects/kubernetes-object.ts';
import { isGivenNamespace, namespace } from './objects/namespace.ts';
import { patchesFor } from './patches.ts';
import type { Emission } from './recipe.ts';
import { phases, type Phase, type Unit } from './unit.ts';

/** Puts what the components of a cluster emit into phases, with the namespaces and the order of the releases. */
export function unitsOf(components: readonly EmittedComponent[], wiring: Wiring): Unit[] {
  const namespaces = new Set<string>();
  return phases.flatMap((phase) =>
    components.flatMap((component) => {
      const manifests = manifestsOf(component, phase);
      const directory = directoryOf(component, phase);
      if (manifests.length === 0 && directory === undefined) return [];
      const listed = [
        ...(manifests.length > 0 ? newNamespaces(component.emission, namespaces) : []),
        ...ordered(manifests, component, components, wiring),
      ];
      return [{ ...unit(component, phase, listed), ...(directory !== undefined && { directory }) }];
    }),
  );
}

function manifestsOf({ layer, emission }: EmittedComponent, phase: Phase): readonly Manifest[] {
  const { objects, configs = [] } = emission;
  if (layer === 'apps') return phase === 'apps' ? [...objects, ...configs] : [];
  return { controllers: objects, configs, apps: [] }[phase];
}

function directoryOf({ layer, emission: { directory } }: EmittedComponent, phase: Phase): string | undefined {
  if (directory === undefined) return undefined;
  const infrastructure = directory.configs ? 'configs' : 'controllers';
  return (layer === 'apps' ? 'apps' : infrastructure) === phase ? directory.path : undefined;
}

/** Each namespace belongs to the first component that uses it, by phase and name: one owner per cluster. */
function newNamespaces({ namespaces }: Emission, seen: Set<string>): Manifest[] {
  const fresh = namespaces.filter((name) => !isGivenNamespace(name) && !seen.has(name));
  for (const name of fresh) seen.add(name);
  const alone = namespaces.length === 1;
  return fresh.map((name) => ({ file: alone ? 'namespace' : `namespace-${name}`, object: namespace(name) }));
}

/** Writes into the releases which other releases of the same phase come first. */
function ordered(
  manifests: readonly Manifest[],
  component: EmittedComponent,
  components: readonly EmittedComponent[],
  wiring: Wiring,
): Manifest[] {
  const earlier = wiring
    .before(component.name)
    .filter(({ layer }) => layer === component.layer)
    .map(({ name }) => name);
  const releases = components
    .filter(({ name }) => earlier.includes(name))
    .flatMap(({ emission }) => emission.objects.filter(isRelease))
    .map(({ object: { metadata } }) => ({ name: metadata.name, namespace: metadata.namespace ?? 'default' }));
  return manifests.map((each) =>
    isRelease(each) ? { ...each, object: withDependencies(each.object, releases) } : each,
  );
}

function isRelease({ object }: Manifest): boolean {
  return object.kind === 'HelmRelease';
}

function unit(component: EmittedComponent, phase: Phase, manifests: readonly Manifest[]): Unit {
  const files = new Map(manifests.map(({ file, object }) => [`${file}.yaml`, object]));
  return {
    phase,
    component: component.name,
    path: component.path,
    at: component.at,
    files,
    patches: patchesFor(component.options.patches ?? [], [...files.values()]),
    readyWithin: Math.max(parseDuration(component.emission.readyWithin ?? '0') ?? 0, 0),
  };
}
