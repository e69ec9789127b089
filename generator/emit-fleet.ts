import type { SchemaStore } from '../schemas/index.ts';
import { emit, type JsonValue } from '../yaml/index.ts';
import type { CallSite } from './call-site.ts';
import { clusterFiles } from './cluster-files.ts';
import { EditorSchemas } from './editor-schemas.ts';
import { emitCluster, type EmittedCluster } from './emit-cluster.ts';
import type { Fleet } from './fleet.ts';
import type { ClusterAllowance } from './guards.ts';
import { yamlHeader } from './header.ts';
import { judgeFleet } from './judge-fleet.ts';
import type { JudgedFleet } from './judged-fleet.ts';
import { layOut, type LaidFile } from './layout.ts';
import { fleetProblem, type FleetProblem } from './problem.ts';
import { readme } from './readme.ts';

/** A fleet with everything its recipes made of it. */
export interface ResolvedFleet extends Pick<JudgedFleet, 'git' | 'flux'> {
  readonly clusters: readonly EmittedCluster[];
}

/** A folder written by hand, and where the fleet wires it in. */
export interface WiredDirectory {
  readonly path: string;
  readonly cluster: string;
  readonly at: CallSite | null;
}

export interface EmittedFleet {
  /** The text of every file, by path from the repository root, sorted. Empty where there are problems. */
  readonly files: ReadonlyMap<string, string>;
  /** The clusters that use a file; the README is of all. */
  readonly clustersOf: ReadonlyMap<string, readonly string[]>;
  /** Folders written by hand that are wired in; each must hold a kustomization. */
  readonly directories: readonly WiredDirectory[];
  /** What each cluster allows to be lost. */
  readonly allowances: ReadonlyMap<string, ClusterAllowance>;
  readonly problems: readonly FleetProblem[];
}

/** Judges a fleet and runs its recipes, without writing anything down. Where there are problems, `fleet` is incomplete. */
export function resolveFleet(fleet: Fleet): { fleet: ResolvedFleet; problems: readonly FleetProblem[] } {
  const judged = judgeFleet(fleet);
  const { git, flux } = judged.fleet;
  if (judged.problems.length > 0) return { fleet: { git, flux, clusters: [] }, problems: judged.problems };
  const clusters = judged.fleet.clusters.map(emitCluster);
  return { fleet: { git, flux, clusters }, problems: clusters.flatMap((each) => each.problems) };
}

/** The files of a fleet. `schemas` gives editors what they check the files by. */
export function emitFleet(fleet: Fleet, schemas: SchemaStore): EmittedFleet {
  const resolved = resolveFleet(fleet);
  const { clusters } = resolved.fleet;
  if (resolved.problems.length > 0) return nothing(resolved.problems);
  const layout = layOut(clusters);
  const laid = new Map(layout.files);
  for (const each of clusters) {
    for (const [path, file] of clusterFiles(each, layout.folders.get(each.name)!)) laid.set(path, file);
  }
  const directories = directoriesOf(clusters);
  const problems = crossings(clusters, laid);
  if (problems.length > 0) return nothing(problems);
  const allowances = new Map(clusters.map(({ name, allow, at }) => [name, { words: allow, at }]));
  return { ...render(laid, resolved.fleet, schemas), directories, allowances, problems };
}

function nothing(problems: readonly FleetProblem[]): EmittedFleet {
  return { files: new Map(), clustersOf: new Map(), directories: [], allowances: new Map(), problems };
}

function render(
  laid: ReadonlyMap<string, LaidFile>,
  fleet: ResolvedFleet,
  schemas: SchemaStore,
): Pick<EmittedFleet, 'files' | 'clustersOf'> {
  const editor = new EditorSchemas(schemas);
  const names = fleet.clusters.map(({ name }) => name);
  const files = new Map<string, string>([['infrastructure/README.md', readme(fleet)]]);
  const clustersOf = new Map<string, readonly string[]>([['infrastructure/README.md', names]]);
  for (const [path, file] of laid) {
    files.set(path, yamlHeader(editor.reference(path, file.objects)) + documents(file.objects));
    clustersOf.set(path, file.clusters);
  }
  for (const [path, text] of editor.files()) {
    files.set(path, text);
    clustersOf.set(path, names);
  }
  return { files: new Map([...files].toSorted(([a], [b]) => (a < b ? -1 : 1))), clustersOf };
}

function documents(objects: readonly object[]): string {
  return objects.map((object) => emit(object as JsonValue)).join('---\n');
}

function directoriesOf(clusters: readonly EmittedCluster[]): EmittedFleet['directories'] {
  return clusters.flatMap(({ name, units }) =>
    units.flatMap(({ directory, at }) => (directory === undefined ? [] : [{ path: directory, cluster: name, at }])),
  );
}

/** A folder written by hand and generated files must not lie in each other. */
function crossings(clusters: readonly EmittedCluster[], laid: ReadonlyMap<string, LaidFile>): FleetProblem[] {
  return clusters.flatMap(({ units }) =>
    units.flatMap(({ directory, path, at }) => {
      if (directory === undefined) return [];
      const inside = laid.keys().find((file) => file.startsWith(`${directory}/`));
      if (inside === undefined) return [];
      const message = `is ${directory}, where generated files lie (${inside})`;
      return [
        fleetProblem(
          'fleet/directory',
          [...path, 'path'],
          at,
          message,
          'Move the folder, or name the component otherwise.',
        ),
      ];
    }),
  );
}
