import { relative } from 'node:path';
import { choose, usage } from '../arguments.ts';
import { defineCommand } from '../command.ts';
import type { Outcome } from '../command.ts';
import { findHook, installHook, uninstallHook } from '../hook-file.ts';
import type { World } from '../world.ts';

type Action = (world: World) => Outcome | Promise<Outcome>;

const actions: Readonly<Record<string, Action>> = {
  install({ cwd, env }) {
    const hook = findHook(cwd, env);
    installHook(hook);
    const verb = hook.state === 'ours' ? 'renewed' : 'installed';
    return { exit: 0, result: `${verb} ${relative(cwd, hook.file)}: every commit is checked before it is made\n` };
  },
  uninstall({ cwd, env }) {
    const hook = findHook(cwd, env);
    uninstallHook(hook);
    const result = hook.state === 'none' ? 'there was no hook' : `removed ${relative(cwd, hook.file)}`;
    return { exit: 0, result: `${result}\n` };
  },
  async run(world) {
    const { runHook } = await import('../hook-run.ts');
    return runHook(world);
  },
};

export const command = defineCommand({
  name: 'hook',
  summary: 'check every commit before it is made: the tree against fleet.ts, and the staged manifests',
  usage: ['hook install', 'hook uninstall', 'hook run'],
  details: [
    'install writes the pre-commit hook of the git repository; a hook that somebody else wrote is never overwritten.',
    'run is what the hook calls: it reads the git index, not the files on disk, so it judges what will be committed.',
  ],
  options: {},
  positionals: { max: 1 },
  run({ positionals: [action] }, world) {
    if (action === undefined)
      throw usage(command, `"hook" needs to know what to do: ${Object.keys(actions).join(', ')}`);
    return choose(actions, action, 'action of "hook"')(world);
  },
});
