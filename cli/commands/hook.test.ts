import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { call } from '../testing/call.ts';
import { folder, git, gitEnvironment, repository, write } from '../testing/folder.ts';
import type { Files } from '../testing/folder.ts';

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

/** A repository with a fleet and its tree, committed. */
async function homelab(): Promise<string> {
  const root = repository({
    'fleet.ts': fleet('example.com/web:1'),
    'names.ts': `export const name: string = 'web';\n`,
  });
  expect((await call(['generate'], { cwd: root })).exit).toBe(0);
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--message=first');
  return root;
}

/** A repository with our hook and these files, committed. */
async function hooked(files: Files): Promise<string> {
  const root = repository(files);
  git(root, 'commit', '--quiet', '--message=first', '--allow-empty');
  expect((await call(['hook', 'install'], { cwd: root })).exit).toBe(0);
  return root;
}

/** Commits as a person does, through the hook. */
function commit(cwd: string, ...args: string[]): { status: number | null; output: string } {
  const all = ['commit', '--quiet', '--message=change', ...args];
  const { status, stdout, stderr } = spawnSync('git', all, { cwd, env: gitEnvironment, encoding: 'utf8' });
  return { status, output: stdout + stderr };
}

const check = (root: string) => call(['hook', 'run'], { cwd: root });

test('a fleet and its tree go in together, one without the other does not', async () => {
  const root = await homelab();
  write(root, { 'names.ts': `export const name: string = 'site';\n` });
  git(root, 'add', 'names.ts');
  const alone = await check(root);
  expect(alone.exit).toBe(1);
  expect(alone.stdout).toMatch(
    /\+ apps\/site\/deployment\.yaml[^]*The tree is not what fleet\.ts says[^]*The commit was not made\./,
  );

  expect((await call(['generate', '--prune'], { cwd: root })).exit).toBe(0);
  // On disk all is well; what counts is what is staged.
  expect((await check(root)).exit).toBe(1);
  git(root, 'add', '--all');
  expect(await check(root)).toEqual({ exit: 0, stdout: '', stderr: '' });
});

test('a fleet with a mistake is no commit, and the mistake is named at its line', async () => {
  const root = await homelab();
  write(root, { 'fleet.ts': fleet('example.com/web:1').replace('http: 80', 'http: 80.5') });
  git(root, 'add', 'fleet.ts');
  expect(await check(root)).toMatchObject({
    exit: 1,
    stdout: expect.stringMatching(/^fleet\.ts:8:12 .*fleet\/option[^]*The commit was not made\./),
  });
});

test('what was generated and only not staged is said to be so', async () => {
  const root = await homelab();
  write(root, { 'names.ts': `export const name: string = 'site';\n` });
  git(root, 'add', 'names.ts');
  expect((await call(['generate', '--prune'], { cwd: root })).exit).toBe(0);
  const { exit, stdout } = await check(root);
  expect(exit).toBe(1);
  expect(stdout).toContain('on disk it is, but it is not staged: git add --all apps');
  expect(stdout).not.toContain('fluxsmith generate');
});

test('an edit of a generated file is named with its place and with both ways out', async () => {
  const root = await homelab();
  const path = 'apps/web/service.yaml';
  write(root, { [path]: readFileSync(join(root, path), 'utf8').replace('port: 80', 'port: 81') });
  git(root, 'add', path);
  const { exit, stdout } = await check(root);
  expect(exit).toBe(1);
  expect(stdout).toMatch(/~ apps\/web\/service\.yaml:\d+:\d+\n/);
  expect(stdout).toMatch(
    /if fleet\.ts was changed, run "npx fluxsmith generate"[^]*edited by hand, put that change into/,
  );
});

test('a folder that the fleet wires in and that is not staged is to be staged', async () => {
  const root = await homelab();
  const wired = fleet('example.com/web:1')
    .replace('{ app }', '{ app, directory }')
    .replace('apps: [', "apps: [directory('apps/mine'), ");
  write(root, { 'fleet.ts': wired, 'apps/mine/kustomization.yaml': 'resources: []\n' });
  await call(['generate'], { cwd: root });
  git(root, 'add', 'fleet.ts', 'apps/kustomization.yaml', 'infrastructure');
  const { stdout } = await check(root);
  expect(stdout).toMatch(/fleet\.ts:8:12 apps\/mine is wired in .* that is staged\n {2}help: git add apps\/mine\n/);
});

test('the fleet comes from the index, whatever stands on disk', async () => {
  const root = await homelab();
  write(root, { 'fleet.ts': 'throw new Error("not staged")', 'names.ts': 'neither' });
  expect((await check(root)).exit).toBe(0);
  git(root, 'add', 'fleet.ts');
  expect(await check(root)).toEqual({ exit: 2, stdout: '', stderr: 'error: fleet.ts:1 throws Error: not staged\n' });
});

test('git makes no commit with a mistake, and says file, line, column and what to do', async () => {
  const root = await hooked({ 'fleet.ts': 'export default 1' });
  write(root, { 'apps/mine/service.yaml': service('80.5') });
  git(root, 'rm', '--quiet', '--cached', 'fleet.ts');
  git(root, 'add', 'apps');
  const refused = commit(root);
  expect(refused).toMatchObject({ status: 1, output: expect.stringContaining('apps/mine/service.yaml:6:13') });
  expect(refused.output).toContain('The commit was not made.');
  write(root, { 'apps/mine/service.yaml': service('80') });
  git(root, 'add', 'apps');
  expect(commit(root)).toEqual({ status: 0, output: '' });
});

test('commits of named files and of all files are judged by what they would hold', async () => {
  const root = await hooked({ 'good.yaml': service('80'), 'bad.yaml': service('80') });
  write(root, { 'good.yaml': service('81'), 'bad.yaml': service('80.5') });
  expect(commit(root, 'good.yaml')).toEqual({ status: 0, output: '' });
  expect(commit(root, '--all')).toMatchObject({ status: 1, output: expect.stringContaining('bad.yaml:6:13') });
});

test('the hook works in a linked work tree and from a directory below', async () => {
  const root = await hooked({});
  const linked = join(folder(), 'linked');
  git(root, 'worktree', 'add', '--quiet', linked);
  write(linked, { 'below/bad.yaml': service('80.5') });
  git(linked, 'add', '--all');
  expect(commit(join(linked, 'below'))).toMatchObject({
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
