import type { JudgedComponent } from './judged-fleet.ts';
import type { KubernetesObject } from './objects/kubernetes-object.ts';
import { patchesFor } from './patches.ts';
import { fleetProblem, type FleetProblem } from './problem.ts';
import type { Unit } from './unit.ts';

/** What only all objects of a cluster together show. */
export function objectProblems(components: readonly JudgedComponent[], units: readonly Unit[]): FleetProblem[] {
  return [...duplicates(units), ...components.flatMap((component) => unmatchedPatches(component, units))];
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
