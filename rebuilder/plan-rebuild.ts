import { resolveFleet, type Fleet, type FleetProblem } from '../generator/index.ts';
import type { Tree } from '../tree/index.ts';
import { factsOf, type Facts } from './facts.ts';
import type { RebuildPlan, Step } from './plan.ts';
import { procedures } from './platforms/index.ts';
import type { Draft } from './platforms/platform.ts';
import { quote } from './shell-quote.ts';
import { stagesOf } from './steps/index.ts';

export interface RebuildRequest {
  readonly fleet: Fleet;
  /** undefined where the fleet has one cluster only. */
  readonly cluster: string | undefined;
  /** The repository, from its root. */
  readonly tree: Tree;
}

export type RebuildAnswer =
  | { readonly plan: RebuildPlan }
  /** The fleet is wrong. */
  | { readonly problems: readonly FleetProblem[] }
  /** There is no such cluster, or one must be named; these are there. */
  | { readonly clusters: readonly string[] }
  /** Nobody has written down how a cluster of this platform is installed. */
  | { readonly unknownPlatform: string };

/** The plan by which a cluster is rebuilt from empty machines, from the fleet and what is committed for it. */
export function planRebuild({ fleet, cluster, tree }: RebuildRequest): RebuildAnswer {
  const resolved = resolveFleet(fleet);
  if (resolved.problems.length > 0) return { problems: resolved.problems };
  const { clusters } = resolved.fleet;
  const chosen =
    cluster === undefined && clusters.length === 1 ? clusters[0] : clusters.find((each) => each.name === cluster);
  if (chosen === undefined) return { clusters: clusters.map((each) => each.name) };
  const procedure = procedures[chosen.platform.platform];
  if (procedure === undefined) return { unknownPlatform: chosen.platform.platform };
  return { plan: planOf(factsOf(resolved.fleet, chosen, procedure, tree)) };
}

function planOf(facts: Facts): RebuildPlan {
  const { cluster, platform, flux, git, provider, path, folder, nodes, volumes, secrets, procedure } = facts;
  return {
    apiVersion: 'fluxsmith/v1',
    kind: 'RebuildPlan',
    cluster,
    platform,
    flux: flux.version,
    repository: { url: provider.url(git), branch: git.branch, path },
    folder,
    environment: { KUBECONFIG: `"$PWD"/${quote(folder)}/kubeconfig` },
    nodes,
    volumes,
    secrets,
    madeAnew: [...procedure.madeAnew, ...madeAnew],
    steps: ordered(stagesOf(facts)),
  };
}

const madeAnew = [
  'The deploy key by which Flux reads the repository.',
  'Keys and passwords that controllers and charts make for themselves, such as ACME account keys: certificates are asked for again.',
  'The history of Helm releases and of Flux: there is nothing to roll back to.',
];

function ordered(stages: readonly (readonly Draft[])[]): Step[] {
  const steps: Step[] = [];
  let before: readonly string[] = [];
  for (const stage of stages) {
    if (stage.length === 0) continue;
    for (const draft of stage) {
      const { id, title, why, on, inputs, commands, expect, question = null, remedies = [] } = draft;
      const { done, destructive } = draft;
      steps.push({
        id,
        title,
        why,
        on,
        inputs,
        commands,
        expect,
        question,
        remedies,
        done,
        after: before,
        destructive,
      });
    }
    before = stage.map(({ id }) => id);
  }
  return steps;
}
