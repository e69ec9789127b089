import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Finding } from '../findings/index.ts';
import { emitFleet, isFleet, planChanges } from '../generator/index.ts';
import type { ChangePlan, Fleet, FleetProblem, PlanOptions } from '../generator/index.ts';
import { memoryTree } from '../tree/index.ts';
import { validate } from '../validator/index.ts';
import type { Validation } from '../validator/index.ts';
import { decodeText } from '../yaml/index.ts';
import type { Outcome } from './command.ts';
import { loadFleet } from './fleet-loader.ts';
import { fleetFile } from './fleet-modules.ts';
import type { FleetPlace } from './fleet-modules.ts';
import { workTreeOf } from './git.ts';
import { Refusal } from './refusal.ts';
import { isInside, pathInside } from './repository.ts';
import { reportForPeople } from './report-output.ts';
import { openSchemas } from './schemas.ts';
import { targetOf } from './target.ts';
import { programVersion } from './version.ts';
import type { World } from './world.ts';

/** The repository whose fleet is meant: the nearest directory upwards with a `fleet.ts`. */
export function findFleet(cwd: string): string {
  const start = realpathSync(cwd);
  const top = workTreeOf(start);
  for (let at = start; ; at = dirname(at)) {
    if (existsSync(join(at, fleetFile))) return topmost(at, top);
    if (at === top || at === dirname(at)) break;
  }
  throw new Refusal(`there is no ${fleetFile} in ${top ?? start}`, 'write one with "npx fluxsmith init"');
}

/** Flux names folders from the top of the repository, so that is where the fleet stands. */
function topmost(root: string, top: string | undefined): string {
  if (top === undefined || top === root) return root;
  throw new Refusal(
    `${join(root, fleetFile)} does not stand at the top of the git repository ${top}`,
    `move it to ${top}`,
  );
}

/**
 * Runs the fleet of a place, judges it and what it makes, and compares that with the place's tree.
 * Findings in the fleet or in what it makes are the outcome of the command.
 */
export async function planGeneration(
  place: FleetPlace,
  world: World,
  options: PlanOptions = {},
): Promise<ChangePlan | Outcome> {
  const fleet = await readFleet(place, world);
  if (options.cluster !== undefined) refuseUnknownCluster(fleet, options.cluster);
  const schemas = openSchemas();
  const emitted = emitFleet(fleet, schemas);
  const judging = { schemas, target: targetOf(schemas, {}), version: programVersion() };
  const validation =
    emitted.problems.length > 0
      ? fleetFindings(emitted.problems, place, judging)
      : validate({ ...judging, tree: memoryTree(emitted.files) });
  if (validation.report.findings.length > 0) return { exit: 1, result: reportForPeople(validation, world) };
  const plan = planChanges(emitted, place.tree, options);
  for (const allowance of plan.spent ?? [])
    world.stderr.write(`note: ${allowance} is no longer needed: take it out of ${fleetFile}\n`);
  return atPlaces(plan, place.root);
}

/** Names the files of the fleet as the repository does. */
function atPlaces(plan: ChangePlan, root: string): ChangePlan {
  const refusals = plan.refusals.map(({ at, ...refusal }) =>
    at && isInside(root, at.file) ? { ...refusal, at: { ...at, file: pathInside(root, at.file) } } : refusal,
  );
  return { ...plan, refusals };
}

/** The fleet of a place, not yet judged. */
export async function readFleet(place: FleetPlace, world: World): Promise<Fleet> {
  const exported = await loadFleet(place, world);
  if (isFleet(exported)) return exported;
  throw new Refusal(
    `${fleetFile} exports ${described(exported)}, not a fleet`,
    'write "export default defineFleet({ … })"',
  );
}

function described(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function refuseUnknownCluster({ spec }: Fleet, cluster: string): void {
  const names = Object.keys(spec.clusters ?? {});
  if (!names.includes(cluster))
    throw new Refusal(`the fleet has no cluster "${cluster}"`, `it has: ${names.sort().join(', ')}`);
}

/** Problems of a fleet as findings in the files it is made of. */
function fleetFindings(
  problems: readonly FleetProblem[],
  place: FleetPlace,
  report: Omit<Parameters<typeof validate>[0], 'tree'>,
): Validation {
  const findings = problems.map((problem) => fleetFinding(problem, place.root));
  const files = [...new Set(findings.map(({ file }) => file))].map((path) => [path, textOf(path, place)] as const);
  const { report: empty } = validate({ ...report, tree: memoryTree([]) });
  const summary = { ...empty.summary, files: files.length, errors: findings.length };
  return {
    report: { ...empty, summary, findings },
    sources: new Map(files.map(([path, text]) => [path, { path, text }])),
  };
}

function fleetFinding({ rule, property, message, help, at }: FleetProblem, root: string): Finding {
  const file = at !== null && isInside(root, at.file) ? pathInside(root, at.file) : fleetFile;
  const { line, column } = at ?? { line: 1, column: 1 };
  return {
    rule,
    severity: 'error',
    message: property === '' ? message : `${property} ${message}`,
    help,
    fingerprint: `${rule} ${property}`,
    file,
    line,
    column,
    endLine: line,
    endColumn: column,
    pointer: '',
    object: { apiVersion: null, kind: null, namespace: null, name: null },
    occurrences: [],
    related: [],
  };
}

function textOf(path: string, { tree }: FleetPlace): string {
  const content = tree.read(path);
  const decoded = content instanceof Uint8Array ? decodeText(content) : { text: '' };
  return 'text' in decoded ? decoded.text : '';
}
