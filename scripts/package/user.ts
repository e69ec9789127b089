import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Somebody with a Node, npm and git, in an own folder; without network unless told otherwise. */
export class User {
  readonly folder: string;
  readonly #env: NodeJS.ProcessEnv;

  constructor(folder: string, node: string) {
    this.folder = folder;
    mkdirSync(folder, { recursive: true });
    const own = Object.entries(process.env).filter(([name]) => !/^npm_|^INIT_CWD$|^GIT_/i.test(name));
    this.#env = {
      ...Object.fromEntries(own),
      PATH: [dirname(node), process.env['PATH']].join(delimiter),
      ...Object.fromEntries(
        ['AUTHOR', 'COMMITTER'].flatMap((who) => [
          [`GIT_${who}_NAME`, 'user'],
          [`GIT_${who}_EMAIL`, 'user@example.com'],
        ]),
      ),
    };
  }

  online(...command: readonly [string, ...string[]]): string {
    return this.#mustPass(command, this.#run(command, {}));
  }

  offline(...command: readonly [string, ...string[]]): string {
    return this.#mustPass(command, this.try(...command));
  }

  /** Without network, whatever comes of it. */
  try(...command: readonly [string, ...string[]]): Ran {
    if (canUnshare) return this.#run(['unshare', '--map-current-user', '--net', ...command], {});
    const nowhere = 'http://127.0.0.1:9';
    return this.#run(command, { HTTP_PROXY: nowhere, HTTPS_PROXY: nowhere, npm_config_offline: 'true' });
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text);
  }

  #run([program, ...args]: readonly [string, ...string[]], env: NodeJS.ProcessEnv): Ran {
    const run = spawnSync(program, args, { cwd: this.folder, env: { ...this.#env, ...env }, encoding: 'utf8' });
    if (run.error) throw run.error;
    return run;
  }

  #mustPass(command: readonly string[], { status, stdout, stderr }: Ran): string {
    if (status !== 0) throw new Error(`${command.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
    return stdout;
  }
}

const canUnshare = spawnSync('unshare', ['--map-current-user', '--net', 'true']).status === 0;
if (!canUnshare) console.log('SKIPPED: this machine cannot take the network away; proxies that lead nowhere stand in');
