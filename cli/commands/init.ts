import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { defineCommand } from '../command.ts';
import { GitMissing, askGit, gitAt, workTreeOf } from '../git.ts';
import type { Environment } from '../git.ts';
import { findHook, installHook } from '../hook-file.ts';
import { Refusal, codeOf, reasonOf } from '../refusal.ts';
import { starterFiles } from '../starter.ts';
import { programVersion } from '../version.ts';

export const command = defineCommand({
  name: 'init',
  summary: 'begin a repository: fleet.ts, what npm and editors need, and the pre-commit hook',
  usage: ['init [DIR] [--package SPEC]'],
  details: ['Files that are there already are kept as they are.'],
  options: {
    package: {
      type: 'string',
      value: 'SPEC',
      summary: 'what package.json names as fluxsmith: a version, or the file of a package (default: this version)',
    },
  },
  positionals: { max: 1 },
  run({ positionals, options }, { cwd, env }) {
    const root = createFolder(resolve(cwd, positionals[0] ?? '.'));
    const top = workTreeOf(root);
    if (top !== undefined && top !== root) {
      throw new Refusal(
        `${root} lies inside the git repository ${top}`,
        'fleet.ts stands at the top of a repository: run it there',
      );
    }
    const packageSpec = packageSpecOf(options.package, root, cwd);
    const files = starterFiles({ packageSpec, ...repositoryName(root, env), branch: branchOf(root, env) });
    const written: string[] = [];
    const kept: string[] = [];
    for (const [path, content] of files) (create(join(root, path), content) ? written : kept).push(path);
    const hook =
      top === undefined
        ? 'not a git repository yet: after "git init", run "npx fluxsmith hook install"'
        : hookLine(root, env);
    const install = kept.includes('package.json') ? additions(root, packageSpec) : ['npm install'];
    return { exit: 0, result: summary({ written, kept, hook, install, folder: relative(cwd, root) }) };
  },
});

function createFolder(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true });
    return realpathSync(folder);
  } catch (error) {
    throw new Refusal(`${folder} cannot be made a folder: ${reasonOf(codeOf(error))}`, undefined, { cause: error });
  }
}

/** Whether the file is new; one that is there is never touched. */
function create(file: string, content: string): boolean {
  try {
    writeFileSync(file, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw new Refusal(`${file} cannot be written: ${reasonOf(codeOf(error))}`, undefined, { cause: error });
  }
}

/** npm reads a path in package.json from there, the caller wrote it from where they stand. */
function packageSpecOf(given: string | undefined, root: string, cwd: string): string {
  if (given === undefined) return `^${programVersion()}`;
  const path = given.replace(/^file:/, '');
  const isPath = path !== given || /^\.{0,2}\//.test(path) || path.endsWith('.tgz');
  const file = resolve(cwd, path);
  return isPath && existsSync(file) ? `file:${relative(root, realpathSync(file)).replaceAll('\\', '/')}` : given;
}

/** The names of the repository on GitHub, from the remote where there is one. */
function repositoryName(root: string, env: Environment): { owner: string; repository: string } {
  const unknown = { owner: 'your-name', repository: basename(root).replaceAll(/[^\w.-]/g, '-') || 'homelab' };
  try {
    const { stdout } = askGit(gitAt(root, env), ['remote', 'get-url', 'origin']);
    const [, owner, repository] =
      /github\.com[:/]([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?$/.exec(stdout.toString('utf8').trim()) ?? [];
    return owner && repository ? { owner, repository } : unknown;
  } catch (error) {
    if (error instanceof GitMissing) return unknown;
    throw error;
  }
}

/** The branch that is checked out, be it without a commit yet. */
function branchOf(root: string, env: Environment): string | undefined {
  try {
    const { status, stdout } = askGit(gitAt(root, env), ['symbolic-ref', '--short', 'HEAD']);
    return status === 0 ? stdout.toString('utf8').trim() : undefined;
  } catch (error) {
    if (error instanceof GitMissing) return undefined;
    throw error;
  }
}

/** What a package.json that was there already lacks. */
function additions(root: string, packageSpec: string): string[] {
  const { type, dependencies, devDependencies } = manifestOf(root);
  const isNamed = [dependencies, devDependencies].some((names) => Object.hasOwn(names ?? {}, 'fluxsmith'));
  return [
    ...(type === 'module' ? [] : ['npm pkg set type=module']),
    isNamed ? 'npm install' : `npm install --save-dev ${installable(packageSpec)}`,
  ];
}

interface Manifest {
  readonly type?: string;
  readonly dependencies?: object;
  readonly devDependencies?: object;
}

function manifestOf(root: string): Manifest {
  try {
    return (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) ?? {}) as Manifest;
  } catch {
    return {};
  }
}

/** A range is one of the package's versions; a file or address stands for itself. */
function installable(packageSpec: string): string {
  return /^[\w.^~*<>= -]+$/.test(packageSpec) ? `"fluxsmith@${packageSpec}"` : packageSpec;
}

function hookLine(root: string, env: Environment): string {
  const hook = findHook(root, env);
  if (hook.isShared)
    return 'not installed: core.hooksPath leads out of this repository: see "npx fluxsmith hook install"';
  if (hook.state === 'foreign')
    return `${relative(root, hook.file)} is not ours and was kept: see "npx fluxsmith hook install"`;
  installHook(hook);
  return `${relative(root, hook.file)} (judges what you commit)`;
}

interface Done {
  readonly written: readonly string[];
  readonly kept: readonly string[];
  readonly hook: string;
  /** The commands that make the program and the types of fleet.ts available. */
  readonly install: readonly string[];
  /** The new repository from where the caller stands, '' for there. */
  readonly folder: string;
}

function summary({ written, kept, hook, install, folder }: Done): string {
  const lines = [
    ...written.map((path) => `  wrote  ${path}`),
    ...kept.map((path) => `  kept   ${path} (was there already)`),
    `  hook   ${hook}`,
    '',
    'Next:',
    ...(folder === '' ? [] : [`  cd ${folder}`]),
    ...install.map((command) => `  ${command}`),
    '  (edit fleet.ts: your repository, your nodes, your apps)',
    '  npx fluxsmith generate',
    '  git add --all && git commit',
  ];
  return `${lines.join('\n')}\n`;
}
