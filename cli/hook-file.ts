import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gitAt, gitOutput } from './git.ts';
import type { Environment } from './git.ts';
import { hookMark, hookScript } from './hook-script.ts';
import { Refusal, codeOf, reasonOf } from './refusal.ts';
import { isInside } from './repository.ts';
import { lineOf, topOf } from './staged.ts';
import { packageRoot } from './version.ts';

/** A repository's pre-commit hook: where git looks for it, and what stands there. */
export interface HookFile {
  readonly root: string;
  readonly file: string;
  readonly state: 'none' | 'ours' | 'foreign';
  /** Git is told to look for hooks outside of this repository: what stands there speaks for others too. */
  readonly isShared: boolean;
}

export function findHook(directory: string, env: Environment): HookFile {
  const git = gitAt(directory, env);
  const root = topOf(git);
  // Knows core.hooksPath and that linked work trees share their hooks.
  const at = { ...git, directory: root };
  const ask = (...question: string[]) => resolve(root, lineOf(gitOutput(at, ['rev-parse', ...question])));
  const hooks = ask('--git-path', 'hooks');
  const isShared = !isInside(root, hooks) && !isInside(ask('--git-common-dir'), hooks);
  const file = join(hooks, 'pre-commit');
  return { root, file, state: stateOf(file), isShared };
}

function stateOf(file: string): HookFile['state'] {
  try {
    return readFileSync(file, 'utf8').includes(hookMark) ? 'ours' : 'foreign';
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 'none';
    throw new Refusal(`${file} cannot be read: ${reasonOf(codeOf(error))}`, undefined, { cause: error });
  }
}

/** Writes the hook, or writes it anew; one that somebody else wrote is never touched. */
export function installHook({ root, file, state, isShared }: HookFile): void {
  if (isShared) {
    throw new Refusal(
      `git is told (core.hooksPath) to take hooks from ${dirname(file)}, which is not of this repository alone`,
      `give the repository hooks of its own: git config core.hooksPath .githooks; or add to ${file}: [ ! -f fleet.ts ] || ${chained}`,
    );
  }
  if (state === 'foreign') {
    throw new Refusal(`${file} is there already, and fluxsmith did not write it`, `add this line to it: ${chained}`);
  }
  const program = { entry: fileURLToPath(new URL('cli/fluxsmith.cjs', packageRoot)), node: process.execPath };
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { force: true });
  writeFileSync(file, hookScript(root, file, program), { mode: 0o755 });
}

/** How another hook calls ours. */
const chained = 'node_modules/.bin/fluxsmith hook run || exit 1';

export function uninstallHook({ file, state }: HookFile): void {
  if (state === 'foreign') throw new Refusal(`${file} was not written by fluxsmith`, `take out the line: ${chained}`);
  rmSync(file, { force: true });
}
