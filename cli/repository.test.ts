import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Refusal } from './refusal.ts';
import { locate } from './repository.ts';
import { folder, git, gitEnvironment, repository, write } from './testing/folder.ts';

const find = (cwd: string, ...paths: string[]) => locate(paths, cwd, gitEnvironment);
const names = (entries: unknown) => (entries as { name: string }[]).map(({ name }) => name);

test('in a work tree the root is its top and the files are those git would take', async () => {
  const root = repository({ '.gitignore': 'out/\n*.tmp\n', 'apps/a.yaml': 'a', 'apps/gone.yaml': 'g' });
  rmSync(join(root, 'apps/gone.yaml'));
  write(root, { 'out/x.yaml': 'x', 'apps/b.yaml': 'new', 'apps/c.tmp': 'ignored' });
  mkdirSync(join(root, 'empty'));
  const { repository: found, paths } = await find(join(root, 'apps'), 'a.yaml', '.');
  expect(found).toMatchObject({ root, inGit: true });
  expect(paths).toEqual(['apps/a.yaml', 'apps']);
  expect(names(found.tree.list(''))).toEqual(['.gitignore', 'apps']);
  expect(names(found.tree.list('apps'))).toEqual(['a.yaml', 'b.yaml']);
});

test('without a PATH it is the whole repository, wherever one stands in it', async () => {
  const root = repository({ '.gitignore': 'out/\n', 'apps/a.yaml': 'a' });
  write(root, { 'out/x.yaml': 'x' });
  for (const cwd of ['', 'apps', 'out'])
    expect(await find(join(root, cwd))).toMatchObject({ repository: { root, inGit: true }, paths: [''] });
  const outside = folder({ 'a/x.yaml': 'x' });
  expect(await find(join(outside, 'a'))).toMatchObject({ repository: { root: join(outside, 'a') }, paths: [''] });
});

test('a path that git ignores is a repository of its own', async () => {
  const root = repository({ '.gitignore': 'out/\n', 'a.yaml': 'a' });
  write(root, { 'out/x.yaml': 'x' });
  expect(await find(root, 'out')).toMatchObject({ repository: { root: join(root, 'out'), inGit: false }, paths: [''] });
  await expect(find(root, 'out', 'a.yaml')).rejects.toThrow('git ignores out, but not the other PATHs');
});

test('repositories inside the repository keep their files to themselves', async () => {
  const root = repository({ 'a.yaml': 'a' });
  write(root, { 'nested/b.yaml': 'b' });
  git(join(root, 'nested'), 'init', '--quiet');
  const { repository: found } = await find(root);
  expect(found.tree.list('nested')).toEqual([]);
  expect((await find(root, 'nested')).repository.root).toBe(join(root, 'nested'));
});

test('outside of git the root is the path, or what holds all of them', async () => {
  const root = folder({ 'a/x.yaml': 'x', 'a/b/y.yaml': 'y', 'c/z.yaml': 'z' });
  expect(await find(root, 'a')).toMatchObject({ repository: { root: join(root, 'a'), inGit: false }, paths: [''] });
  expect(await find(root, 'a/b/y.yaml')).toMatchObject({ repository: { root: join(root, 'a/b') }, paths: ['y.yaml'] });
  expect(await find(root, 'a', 'c/z.yaml')).toMatchObject({ repository: { root }, paths: ['a', 'c/z.yaml'] });
});

test('the hook that called us does not decide where other directories belong', async () => {
  const root = repository({ 'a.yaml': 'a' });
  const other = repository({ 'b.yaml': 'b' });
  const env = { ...gitEnvironment, GIT_DIR: join(other, '.git'), GIT_INDEX_FILE: join(other, '.git/index') };
  const { repository: found } = await locate(['.'], root, env);
  expect(names(found.tree.list(''))).toEqual(['a.yaml']);
});

test('patterns are expanded, unless a file has that very name', async () => {
  const root = folder({ 'a/x.yaml': '1', 'a/y.yaml': '2', 'a/[odd].yaml': '3' });
  expect((await find(root, 'a/?.yaml')).paths).toEqual(['x.yaml', 'y.yaml']);
  expect((await find(root, 'a/[odd].yaml')).paths).toEqual(['[odd].yaml']);
  await expect(find(root, '*.json')).rejects.toThrow(new Refusal('nothing matches *.json'));
});

test('what does not exist is refused', async () => {
  const root = folder();
  symlinkSync('loop', join(root, 'loop'));
  for (const path of ['gone', 'loop']) await expect(find(root, path)).rejects.toThrow(`${path} cannot be read`);
});

test.runIf(process.platform !== 'win32')('a pipe is no place to look for manifests', async () => {
  const root = folder();
  execFileSync('mkfifo', [join(root, 'pipe')]);
  await expect(find(root, 'pipe')).rejects.toThrow('pipe is neither a file nor a directory');
});

test('without git all files are taken, and that is said', async () => {
  const root = repository({ '.gitignore': 'out/\n', 'a.yaml': 'a' });
  write(root, { 'out/x.yaml': 'x' });
  const located = await locate(['.'], root, { ...gitEnvironment, PATH: '/nowhere' });
  expect(names(located.repository.tree.list(''))).toContain('out');
  expect(located.notes).toEqual([expect.stringContaining('git is not installed')]);
});
