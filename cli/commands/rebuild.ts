import { basename } from 'node:path';
import { suggest } from '../../findings/index.ts';
import type { FleetProblem } from '../../generator/index.ts';
import { planRebuild, renderers } from '../../rebuilder/index.ts';
import { choose, usage } from '../arguments.ts';
import { defineCommand } from '../command.ts';
import { diskTree } from '../disk-tree.ts';
import { fleetFile } from '../fleet-modules.ts';
import { findFleet, readFleet } from '../generation.ts';
import { Refusal } from '../refusal.ts';
import type { World } from '../world.ts';

const actions = { plan };
const forms = Object.keys(renderers);

export const command = defineCommand({
  name: 'rebuild',
  summary: 'print the way from empty machines to a reconciled cluster, and what Git cannot bring back',
  usage: [`rebuild plan [CLUSTER] [-o ${forms.join('|')}]`],
  details: [
    'The plan is made of fleet.ts and the files of the cluster: installation and labels of the nodes, secrets, volumes, the bootstrap of Flux, and what to see when it is done. Nothing is run and no socket is opened.',
    'As markdown it is a runbook for a person, as shell a script that asks of each step first whether it is already done, as json data.',
  ],
  options: {
    output: { type: 'string', short: 'o', value: 'FORM', summary: `the form of the plan: ${forms.join(', ')}` },
  },
  positionals: { max: 2 },
  async run({ positionals: [action, cluster], options }, world) {
    if (action === undefined)
      throw usage(command, `"rebuild" needs to know what to do: ${Object.keys(actions).join(', ')}`);
    const form = choose(renderers, options.output ?? forms[0]!, 'form');
    return { exit: 0, result: form(await choose(actions, action, 'action of "rebuild"')(cluster, world)) };
  },
});

async function plan(cluster: string | undefined, world: World) {
  const root = findFleet(world.cwd);
  const tree = diskTree(root);
  const fleet = await readFleet({ root, tree }, world);
  const answer = planRebuild({ fleet, cluster, tree });
  if ('plan' in answer) return answer.plan;
  if ('problems' in answer) throw fleetRefusal(answer.problems);
  if ('unknownPlatform' in answer)
    throw new Refusal(`nothing says how a cluster of the platform "${answer.unknownPlatform}" is installed`);
  if (cluster === undefined) throw usage(command, `the fleet has several clusters: ${answer.clusters.join(', ')}`);
  const meant = suggest(cluster, answer.clusters);
  const hint = meant === undefined ? `it has: ${answer.clusters.join(', ')}` : `did you mean "${meant}"?`;
  throw new Refusal(`the fleet has no cluster "${cluster}"`, hint);
}

function fleetRefusal([first, ...others]: readonly FleetProblem[]): Refusal {
  const { at, property, message } = first!;
  const place = at === null ? fleetFile : `${basename(at.file)}:${at.line}`;
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return new Refusal(`${place}: ${property} ${message}${more}`, 'see "npx fluxsmith generate --check"');
}
