import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { call } from '../testing/call.ts';
import { contents, folder, git, repository, write } from '../testing/folder.ts';
import { programVersion } from '../version.ts';

const manifest = (root: string) =>
  JSON.parse(contents(root)['package.json']!) as Record<string, Record<string, string>>;

test('from an empty directory to a judged tree', async () => {
  const root = repository();
  const { exit, stdout, stderr } = await call(['init'], { cwd: root });
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
  for (const path of ['fleet.ts', 'package.json', 'tsconfig.json', '.gitattributes', '.gitignore']) {
    expect(stdout).toContain(`wrote  ${path}`);
    expect(contents(root)).toHaveProperty([path]);
  }
  expect(stdout).toContain('.git/hooks/pre-commit (judges what you commit)');
  expect(manifest(root)['devDependencies']).toEqual({ fluxsmith: `^${programVersion()}` });
  expect(await call(['generate'], { cwd: root })).toMatchObject({ exit: 0, stderr: '' });
  expect((await call(['validate'], { cwd: root })).exit).toBe(0);
  git(root, 'add', '--all');
  expect(await call(['hook', 'run'], { cwd: root })).toEqual({ exit: 0, stdout: '', stderr: '' });
});

test('what is there is kept and named', async () => {
  const mine = { 'fleet.ts': '// mine\n', 'package.json': '{}\n' };
  const root = folder(mine);
  const { exit, stdout } = await call(['init'], { cwd: root });
  expect(exit).toBe(0);
  expect(stdout).toMatch(/kept {3}fleet\.ts[^]*kept {3}package\.json/);
  expect(stdout).toContain('not a git repository yet');
  expect(contents(root)).toMatchObject(mine);
});

test.each([
  ['{}', ['npm pkg set type=module', `npm install --save-dev "fluxsmith@^${programVersion()}"`]],
  ['not JSON', ['npm pkg set type=module', `npm install --save-dev "fluxsmith@^${programVersion()}"`]],
  ['{"type":"module","devDependencies":{"fluxsmith":"1"}}', ['npm install']],
])('what package.json lacks is named with the command that adds it: %s', async (manifest, commands) => {
  const { stdout } = await call(['init'], { cwd: folder({ 'package.json': manifest }) });
  expect(stdout).toContain(`Next:\n${commands.map((command) => `  ${command}\n`).join('')}  (edit fleet.ts`);
});

test('the branch that is checked out is the one that Flux will follow', async () => {
  const root = repository();
  git(root, 'switch', '--quiet', '--orphan', 'trunk');
  await call(['init'], { cwd: root });
  expect(contents(root)['fleet.ts']).toContain(`branch: 'trunk', personal: true`);
  expect((await call(['generate'], { cwd: root })).exit).toBe(0);
  const main = repository();
  await call(['init'], { cwd: main });
  expect(contents(main)['fleet.ts']).not.toContain('branch');
});

test('hooks that are shared are not touched', async () => {
  const root = repository();
  const shared = folder();
  git(root, 'config', 'core.hooksPath', shared);
  const { exit, stdout } = await call(['init'], { cwd: root });
  expect({ exit, stdout }).toMatchObject({
    exit: 0,
    stdout: expect.stringContaining('hook   not installed: core.hooksPath'),
  });
  expect(contents(shared)).toEqual({});
});

test('a foreign hook is kept too', async () => {
  const root = repository();
  write(root, { '.git/hooks/pre-commit': 'theirs' });
  const { exit, stdout } = await call(['init'], { cwd: root });
  expect({ exit, stdout }).toMatchObject({
    exit: 0,
    stdout: expect.stringContaining('pre-commit is not ours and was kept'),
  });
});

test('a new folder, with the package and the repository named', async () => {
  const root = folder({ 'packages/fluxsmith.tgz': '' });
  expect((await call(['init', 'lab', '--package', 'packages/fluxsmith.tgz'], { cwd: root })).stdout).toContain(
    'cd lab',
  );
  expect(manifest(join(root, 'lab'))['devDependencies']).toEqual({ fluxsmith: 'file:../packages/fluxsmith.tgz' });
  expect(contents(join(root, 'lab'))['fleet.ts']).toContain(`repository: 'lab'`);

  const cloned = repository();
  git(cloned, 'remote', 'add', 'origin', 'git@github.com:someone/clusters.git');
  await call(['init', '--package', '1.2.3'], { cwd: cloned });
  expect(contents(cloned)['fleet.ts']).toContain(`owner: 'someone', repository: 'clusters'`);
  expect(manifest(cloned)['devDependencies']).toEqual({ fluxsmith: '1.2.3' });
});

test.each<[what: string, prepare: (root: string) => void, args: string[], says: RegExp]>([
  ['a file in place of the folder', (root) => writeFileSync(join(root, 'x'), ''), ['x'], /cannot be made a folder/],
  ['a folder inside a repository', (root) => mkdirSync(join(root, 'x')), ['x'], /lies inside the git repository/],
])('%s is refused', async (_, prepare, args, says) => {
  const root = repository();
  prepare(root);
  const { exit, stdout, stderr } = await call(['init', ...args], { cwd: root });
  expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
  expect(stderr).toMatch(says);
});
