import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Called } from './call.ts';
import { gitEnvironment } from './folder.ts';

const bin = join(import.meta.dirname, '../fluxsmith.cjs');

interface Circumstances {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly input?: string | Uint8Array;
}

/** Calls the program as a process of its own: fleets are loaded by Node itself, which a test runner keeps from its own process. */
export function spawned(args: readonly string[], { cwd, env, input }: Circumstances): Called {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
    cwd,
    env: { ...gitEnvironment, ...env },
    encoding: 'utf8',
    ...(input !== undefined && { input }),
  });
  return { exit: status as Called['exit'], stdout, stderr };
}
