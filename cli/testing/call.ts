import { Script, constants } from 'node:vm';
import { run } from '../run.ts';
import type { ExitCode } from '../run.ts';
import type { World } from '../world.ts';
import { gitEnvironment } from './folder.ts';

export interface Called {
  readonly exit: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

interface Circumstances {
  readonly cwd?: string;
  readonly env?: World['env'];
  readonly stdin?: string | Uint8Array;
  readonly stdoutIsTerminal?: boolean;
  readonly stderrIsTerminal?: boolean;
}

/** Calls the program in this process and tells what a shell would see. */
export async function call(args: readonly string[], given: Circumstances = {}): Promise<Called> {
  const written = { stdout: '', stderr: '' };
  const output = (name: 'stdout' | 'stderr', isTerminal = false) => ({
    write: (text: string) => void (written[name] += text),
    isTerminal,
  });
  const world: World = {
    get cwd() {
      return given.cwd ?? '/';
    },
    env: { ...gitEnvironment, NO_COLOR: undefined, FORCE_COLOR: undefined, ...given.env },
    stdout: output('stdout', given.stdoutIsTerminal),
    stderr: output('stderr', given.stderrIsTerminal),
    readStdin: async () =>
      typeof given.stdin === 'string' ? new TextEncoder().encode(given.stdin) : (given.stdin ?? new Uint8Array()),
    importModule,
  };
  const exit = await run(args, world);
  return { exit, ...written };
}

/** Node's own way to import. A test runner puts its own in the place of every `import()` that it sees. */
const importModule = new Script('(url) => import(url)', {
  importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
}).runInThisContext() as World['importModule'];
