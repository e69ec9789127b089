import type { EmittedCluster } from './emit-cluster.ts';
import type { KubernetesObject } from './objects/kubernetes-object.ts';
import { kustomization } from './objects/kustomization.ts';
import type { Patch } from './objects/patch.ts';
import { phaseFolder, phases, type Phase, type Unit } from './unit.ts';

/** One file to write: the objects of its documents, and the clusters that use it. */
export interface LaidFile {
  readonly objects: readonly object[];
  readonly clusters: readonly string[];
}

export interface Layout {
  /** By path from the repository root. */
  readonly files: ReadonlyMap<string, LaidFile>;
  /** The folder that Flux applies, by cluster and phase; a phase with nothing in it has none. */
  readonly folders: ReadonlyMap<string, ReadonlyMap<Phase, string>>;
}

type ClusterUnits = Pick<EmittedCluster, 'name' | 'units'>;

/** One component of a phase in one of the clusters that have it. */
interface Placed {
  readonly cluster: string;
  readonly unit: Unit;
}

/**
 * Puts the objects of all clusters into folders. What is the same in every cluster that has it stands once; where
 * clusters differ, `base/` holds what they have in common and a folder per cluster the rest. The list of a phase's
 * components moves into a folder per cluster as soon as two clusters have different lists.
 */
export function layOut(clusters: readonly ClusterUnits[]): Layout {
  const files = new Map<string, LaidFile>();
  const folders = new Map<string, Map<Phase, string>>(clusters.map(({ name }) => [name, new Map()]));
  for (const phase of phases) {
    const listed = new Map<string, string[]>();
    for (const component of componentsOf(clusters, phase)) {
      for (const [cluster, folder] of layOutComponent(component, files)) {
        listed.set(cluster, [...(listed.get(cluster) ?? []), folder]);
      }
    }
    for (const [cluster, folder] of layOutLists(phaseFolder[phase], listed, files))
      folders.get(cluster)!.set(phase, folder);
  }
  return { files, folders };
}

/** The components of a phase sorted by name, each in the clusters that have it. */
function componentsOf(clusters: readonly ClusterUnits[], phase: Phase): Placed[][] {
  const byName = new Map<string, Placed[]>();
  for (const { name: cluster, units } of clusters) {
    for (const unit of units) {
      if (unit.phase !== phase) continue;
      byName.set(unit.component, [...(byName.get(unit.component) ?? []), { cluster, unit }]);
    }
  }
  return [...byName.keys()].toSorted().map((name) => byName.get(name)!);
}

/** Writes a component's folders and gives the one that each cluster lists. */
function layOutComponent(placed: readonly Placed[], files: Map<string, LaidFile>): [cluster: string, folder: string][] {
  const own = placed.filter(({ unit }) => unit.directory === undefined);
  const given = placed.flatMap(({ cluster, unit }): [string, string][] =>
    unit.directory === undefined ? [] : [[cluster, unit.directory]],
  );
  if (own.length === 0) return given;
  const { phase, component } = own[0]!.unit;
  const folder = `${phaseFolder[phase]}/${component}`;
  const clusters = own.map(({ cluster }) => cluster);
  if (own.every(({ unit }) => fingerprint(unit) === fingerprint(own[0]!.unit))) {
    const { files: objects, patches } = own[0]!.unit;
    writeFolder(folder, [...objects], [], patches, clusters, files);
    return [...given, ...clusters.map((cluster): [string, string] => [cluster, folder])];
  }
  const common = commonFiles(own.map(({ unit }) => unit));
  if (common.length > 0) writeFolder(`${folder}/base`, common, [], [], clusters, files);
  const shared = new Set(common.map(([name]) => name));
  for (const { cluster, unit } of own) {
    const rest = [...unit.files].filter(([name]) => !shared.has(name));
    const base = common.length > 0 ? ['../base'] : [];
    writeFolder(`${folder}/${cluster}`, rest, base, unit.patches, [cluster], files);
  }
  return [...given, ...clusters.map((cluster): [string, string] => [cluster, `${folder}/${cluster}`])];
}

function fingerprint({ files, patches }: Unit): string {
  return JSON.stringify([[...files], patches]);
}

/** Files that are the same in all clusters. */
function commonFiles([first, ...others]: readonly Unit[]): [string, KubernetesObject][] {
  return [...first!.files].filter(([name, object]) => {
    const text = JSON.stringify(object);
    return others.every(({ files }) => JSON.stringify(files.get(name)) === text);
  });
}

function writeFolder(
  folder: string,
  objects: readonly (readonly [string, KubernetesObject])[],
  bases: readonly string[],
  patches: readonly Patch[],
  clusters: readonly string[],
  files: Map<string, LaidFile>,
): void {
  const resources = [...bases, ...objects.map(([name]) => name)];
  files.set(`${folder}/kustomization.yaml`, { objects: [kustomization(resources, patches)], clusters });
  for (const [name, object] of objects) files.set(`${folder}/${name}`, { objects: [object], clusters });
}

/** Writes the list of a phase's components, one for all clusters where they have the same. */
function layOutLists(
  folder: string,
  listed: ReadonlyMap<string, readonly string[]>,
  files: Map<string, LaidFile>,
): [cluster: string, folder: string][] {
  const lists = new Set([...listed.values()].map((list) => JSON.stringify(list)));
  return [...listed].map(([cluster, list]) => {
    const own = lists.size === 1 ? folder : `${folder}/clusters/${cluster}`;
    const clusters = lists.size === 1 ? [...listed.keys()] : [cluster];
    const resources = list.map((each) => relative(own, each)).toSorted();
    files.set(`${own}/kustomization.yaml`, { objects: [kustomization(resources)], clusters });
    return [cluster, own];
  });
}

/** The path of `to` as it is written in a file of folder `from`; both from the repository root. */
export function relative(from: string, to: string): string {
  const [here, there] = [from.split('/'), to.split('/')];
  let same = 0;
  while (same < here.length && same < there.length && here[same] === there[same]) same++;
  return [...here.slice(same).map(() => '..'), ...there.slice(same)].join('/');
}
