import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { call } from '../testing/call.ts';
import { folder, git, gitEnvironment, repository, write } from '../testing/folder.ts';
import { spawned } from '../testing/spawned.ts';

const fleet = (image: string) => `import { defineFleet, k3s } from 'fluxsmith';
import { app } from 'fluxsmith/recipes';
import { name } from './names.ts';
export default defineFleet({
  git: { provider: 'github', owner: 'me', repository: 'homelab' },
  clusters: { homelab: {
    platform: k3s({ version: 'v1.36.2+k3s1', servers: [{ name: 'node1', address: '10.0.0.1' }] }),
    apps: [app({ name, image: '${image}', ports: { http: 80 } })],
  } },
});
`;
const service = (port: string) =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: mine, namespace: default }\nspec:\n  ports:\n    - port: ${port}\n`;

/** A repository with a fleet, its tree and our hook, all committed. */
function homelab(): string {
  const root = repository({
    'fleet.ts': fleet('example.com/web:1'),
    'names.ts': `export const name: string = 'web';\n`,
  });
  expect(spawned(['generate'], { cwd: root }).exit).toBe(0);
  expect(spawned(['hook', 'install'], { cwd: root }).exit).toBe(0);
  expect(commit(root, 'add', '--all')).toMatchObject({ status: 0 });
  return root;
}

/** Stages as told and commits through the hook. */
function commit(root: string, ...stage: string[]): { status: number | null; output: string } {
  if (stage.length > 0) git(root, ...stage);
  return through(root, 'commit', '--quiet', '--message=change');
}

function through(root: string, ...args: string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync('git', args, { cwd: root, env: gitEnvironment, encoding: 'utf8' });
  return { status, output: stdout + stderr };
}

test('a fleet and its tree go in together, one without the other does not', () => {
  const root = homelab();
  write(root, { 'names.ts': `export const name: string = 'site';\n` });
  const alone = commit(root, 'add', 'names.ts');
  expect(alone).toMatchObject({ status: 1, output: expect.stringContaining('The tree is not what fleet.ts says') });
  expect(alone.output).toContain('+ apps/site/deployment.yaml');
  expect(alone.output).toContain('The commit was not made.');

  expect(spawned(['generate', '--prune'], { cwd: root }).exit).toBe(0);
  // On disk all is well; what counts is what is staged.
  expect(commit(root)).toMatchObject({ status: 1 });
  expect(commit(root, 'add', '--all')).toMatchObject({ status: 0 });
});

test('the fleet comes from the index, whatever stands on disk', () => {
  const root = homelab();
  write(root, { 'fleet.ts': 'throw new Error("not staged")', 'notes.txt': 'x' });
  expect(commit(root, 'add', 'notes.txt')).toMatchObject({ status: 0 });
  git(root, 'add', 'fleet.ts');
  expect(commit(root)).toMatchObject({
    status: 1,
    output: expect.stringContaining('fleet.ts:1 throws Error: not staged'),
  });
});

test('a manifest with a mistake is refused with file, line, column and what to do', () => {
  const root = homelab();
  write(root, { 'apps/mine/service.yaml': service('80.5') });
  const refused = commit(root, 'add', '--all');
  expect(refused).toMatchObject({ status: 1, output: expect.stringContaining('apps/mine/service.yaml:6:13') });
  write(root, { 'apps/mine/service.yaml': service('80') });
  // Mended on disk only.
  expect(commit(root)).toMatchObject({ status: 1 });
  expect(commit(root, 'add', '--all')).toMatchObject({ status: 0, output: '' });
});

test('commits of named files and of all files are judged by what they would hold', () => {
  const root = homelab();
  write(root, { 'good.yaml': service('80'), 'bad.yaml': service('80') });
  expect(commit(root, 'add', '--all')).toMatchObject({ status: 0 });
  write(root, { 'good.yaml': service('81'), 'bad.yaml': service('x: y') });
  expect(through(root, 'commit', '--quiet', '--message=part', 'good.yaml')).toMatchObject({ status: 0 });
  expect(through(root, 'commit', '--quiet', '--message=all', '--all')).toMatchObject({
    status: 1,
    output: expect.stringContaining('bad.yaml:6:'),
  });
});

test('the hook works in a linked work tree and from a directory below', () => {
  const root = homelab();
  const linked = join(folder(), 'linked');
  git(root, 'worktree', 'add', '--quiet', linked);
  write(linked, { 'below/bad.yaml': service('80.5') });
  git(linked, 'add', '--all');
  expect(through(join(linked, 'below'), 'commit', '--quiet', '--message=x')).toMatchObject({
    status: 1,
    output: expect.stringContaining('below/bad.yaml:6:13'),
  });
});

test('without a fleet only the manifests are judged', async () => {
  const root = repository({ 'a.yaml': service('80'), '.gitmodules': '' });
  expect(await call(['hook', 'run'], { cwd: root })).toEqual({ exit: 0, stdout: '', stderr: '' });
  writeFileSync(join(root, 'b.yaml'), service('80.5'));
  execFileSync('git', ['add', '--all'], { cwd: root });
  const { exit, stdout } = await call(['hook', 'run'], { cwd: root });
  expect(exit).toBe(1);
  expect(stdout).toContain('b.yaml:6:13');
});

test('installing and removing tell what was done; a foreign hook is exit 2', async () => {
  const root = repository();
  expect(await call(['hook', 'install'], { cwd: root })).toMatchObject({
    exit: 0,
    stdout: expect.stringContaining('installed .git/hooks/pre-commit'),
  });
  expect(await call(['hook', 'install'], { cwd: root })).toMatchObject({
    exit: 0,
    stdout: expect.stringContaining('renewed'),
  });
  expect(await call(['hook', 'uninstall'], { cwd: root })).toMatchObject({
    exit: 0,
    stdout: expect.stringContaining('removed'),
  });
  expect(await call(['hook', 'uninstall'], { cwd: root })).toMatchObject({ exit: 0, stdout: 'there was no hook\n' });
  write(root, { '.git/hooks/pre-commit': 'theirs' });
  expect(await call(['hook', 'install'], { cwd: root })).toMatchObject({
    exit: 2,
    stdout: '',
    stderr: expect.stringContaining('hook run || exit 1'),
  });
});
