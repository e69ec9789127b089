import type { Outcome } from './command.ts';
import { describeDrift, isDrift } from './drift.ts';
import { fleetFile } from './fleet-modules.ts';
import { planGeneration } from './generation.ts';
import { judgeScope } from './judging.ts';
import { reportForPeople } from './report-output.ts';
import { stagedScope } from './scope.ts';
import { readStaged } from './staged.ts';
import type { Staged } from './staged.ts';
import { namingUnstaged, stagingAdvice } from './unstaged.ts';
import type { World } from './world.ts';

/** What the pre-commit hook asks: may the commit be made? Everything is read from the index, nothing from the disk. */
export async function runHook(world: World): Promise<Outcome> {
  const staged = readStaged(world.cwd, world.env);
  const outcomes = [await checkTree(staged, world), await checkManifests(staged, world)];
  const found = outcomes.filter(({ exit }) => exit === 1).map(({ result }) => result);
  if (found.length === 0) return { exit: 0, result: '' };
  const advice = 'The commit was not made. Mend what is named above, "git add" it and commit again.\n';
  return { exit: 1, result: [...found, advice].join('\n') };
}

/** The tree in the index is what the fleet in the index says, where there is one. */
async function checkTree({ root, tree, committed }: Staged, world: World): Promise<Outcome> {
  if (tree.read(fleetFile) === 'missing') return { exit: 0, result: '' };
  const plan = await planGeneration({ root, tree }, world, { prune: true, committed: committed() });
  if ('exit' in plan) return plan;
  if (!isDrift(plan)) return { exit: 0, result: '' };
  return { exit: 1, result: describeDrift(namingUnstaged(plan, root), stagingAdvice(plan, root)) };
}

async function checkManifests(staged: Staged, world: World): Promise<Outcome> {
  const validation = await judgeScope(stagedScope(staged), {}, world);
  const fails = validation.report.findings.some(({ severity }) => severity === 'error');
  return { exit: fails ? 1 : 0, result: fails ? reportForPeople(validation, world) : '' };
}
