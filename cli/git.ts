import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { Refusal, codeOf } from './refusal.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Git is asked in this directory, with this environment. */
export interface Git {
  readonly directory: string;
  readonly env: Environment;
}

export interface GitAnswer {
  readonly status: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** There is no git to ask. */
export class GitMissing extends Refusal {
  constructor() {
    super('git is not installed, or not on the PATH');
  }
}

/** The variables by which git tells a hook where the repository and the index of this commit are. */
const located = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_COMMON_DIR', 'GIT_OBJECT_DIRECTORY'] as const;

/** Git as a directory's own files tell it, whatever hook the program was called from. */
export function gitAt(directory: string, env: Environment): Git {
  return {
    directory,
    env: plainEnvironment({ ...env, ...Object.fromEntries(located.map((name) => [name, undefined])) }),
  };
}

/** Git as its caller means it: inside a hook that is the repository and the index of the commit being made. */
export function gitOfCaller(cwd: string, env: Environment): Git {
  const absolute = located.flatMap((name) => {
    const value = env[name];
    return value && !isAbsolute(value) ? [[name, resolve(cwd, value)] as const] : [];
  });
  return { directory: cwd, env: plainEnvironment({ ...env, ...Object.fromEntries(absolute) }) };
}

/** Messages in one language, no lock taken for what only reads, no object fetched from a network. */
function plainEnvironment(env: Environment): Environment {
  return {
    ...env,
    LC_ALL: 'C',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_PREFIX: undefined,
    GIT_LITERAL_PATHSPECS: undefined,
  };
}

/** Runs git and waits. Whether a failure matters is the caller's to say. */
export function askGit(git: Git, args: readonly string[], input?: string): GitAnswer {
  const result = spawnSync('git', args, {
    cwd: git.directory,
    env: git.env as NodeJS.ProcessEnv,
    maxBuffer: Infinity,
    ...(input !== undefined && { input }),
  });
  if (result.error) {
    if (codeOf(result.error) === 'ENOENT') throw new GitMissing();
    throw result.error;
  }
  return { status: result.status ?? 128, stdout: result.stdout, stderr: result.stderr.toString() };
}

/** What git prints; a refusal with git's own words where it fails. */
export function gitOutput(git: Git, args: readonly string[], input?: string): Buffer {
  const { status, stdout, stderr } = askGit(git, args, input);
  if (status === 0) return stdout;
  const reason = stderr
    .trim()
    .split('\n')[0]!
    .replace(/^(fatal|error): /, '');
  const advice = /^\s*(git config --global --add safe\.directory .+)$/m.exec(stderr)?.[1];
  throw new Refusal(`git ${args[0]} failed in ${git.directory}: ${reason || `exit code ${status}`}`, advice);
}

/** The items of a `-z` answer. */
export function zeroSeparated(output: Buffer): string[] {
  const items = output.toString('utf8').split('\0');
  items.pop();
  return items;
}

/** The top of the work tree a directory lies in, as the `.git` beside it shows; undefined outside of any. */
export function workTreeOf(directory: string): string | undefined {
  for (let at = directory; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (at === dirname(at)) return undefined;
  }
}
