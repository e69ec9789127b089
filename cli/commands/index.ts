import type { Command } from '../command.ts';

/** The commands, each read only when it is called. */
export const commands: Readonly<Record<string, () => Promise<{ readonly command: Command }>>> = {
  init: () => import('./init.ts'),
  generate: () => import('./generate.ts'),
  validate: () => import('./validate.ts'),
  build: () => import('./build.ts'),
  hook: () => import('./hook.ts'),
  rebuild: () => import('./rebuild.ts'),
};
