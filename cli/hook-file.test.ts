import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findHook, installHook, uninstallHook } from './hook-file.ts';
import { hookScript } from './hook-script.ts';
import { folder, git, gitEnvironment, repository, write } from './testing/folder.ts';

const find = (root: string) => findHook(root, gitEnvironment);

test('the hook is written, renewed and removed', () => {
  const root = repository();
  const hook = find(root);
  expect(hook).toEqual({ root, file: join(root, '.git/hooks/pre-commit'), state: 'none', isShared: false });
  installHook(hook);
  expect(statSync(hook.file).mode & 0o111).toBe(0o111);
  const text = readFileSync(hook.file, 'utf8');
  writeFileSync(hook.file, `${text}# an older one\n`);
  expect(find(root).state).toBe('ours');
  installHook(find(root));
  expect(readFileSync(hook.file, 'utf8')).toBe(text);
  uninstallHook(find(root));
  expect(existsSync(hook.file)).toBe(false);
  uninstallHook(find(root));
});

test('a hook that somebody else wrote is left alone', () => {
  const root = repository({ '.git/hooks/pre-commit': '#!/bin/sh\nexit 0\n' });
  expect(() => installHook(find(root))).toThrow(/is there already, and fluxsmith did not write it/);
  expect(() => uninstallHook(find(root))).toThrow(/was not written by fluxsmith/);
  expect(readFileSync(join(root, '.git/hooks/pre-commit'), 'utf8')).toBe('#!/bin/sh\nexit 0\n');
});

test('core.hooksPath and linked work trees are respected', () => {
  const root = repository({ 'a.yaml': 'a' });
  git(root, 'commit', '--quiet', '--message=one');
  const linked = join(folder(), 'linked');
  git(root, 'worktree', 'add', '--quiet', linked);
  expect(find(linked)).toMatchObject({ file: join(root, '.git/hooks/pre-commit'), isShared: false });
  git(root, 'config', 'core.hooksPath', 'tools/hooks');
  expect(find(root)).toMatchObject({ file: join(root, 'tools/hooks/pre-commit'), isShared: false });
});

test('hooks that other repositories share are left alone', () => {
  const root = repository();
  const shared = folder();
  git(root, 'config', 'core.hooksPath', shared);
  expect(() => installHook(find(root))).toThrow(/core\.hooksPath.* is not of this repository alone/);
  expect(existsSync(join(shared, 'pre-commit'))).toBe(false);
});

test('outside of git there is nothing to install', () => {
  expect(() => find(folder())).toThrow(/is not in a git repository/);
});

const program = { entry: '/opt/fluxsmith/cli/fluxsmith.cjs', node: '/opt/node' };

test('a hook that is a file of the repository names no path of this machine', () => {
  expect(hookScript('/r', '/r/.git/hooks/pre-commit', program)).toContain('/opt/fluxsmith/cli/fluxsmith.cjs');
  expect(hookScript('/r', '/r/.husky/pre-commit', program)).not.toContain('/opt/');
});

/** Runs a hook whose programs are stand-ins that say with what they were called. */
function runHook(root: string, script: string): { status: number | null; stdout: string; stderr: string } {
  return spawnSync('sh', ['-c', script], { cwd: root, encoding: 'utf8' });
}

const speaking = (name: string) => `#!/bin/sh\necho ${name} "$@"\nexit 7\n`;

test("the repository's own program goes before the one that wrote the hook, the pinned Node before others", () => {
  const root = folder();
  const elsewhere = folder({ "it's/cli.cjs": '', "it's/node": speaking('recorded') });
  const [entry, node] = [join(elsewhere, "it's/cli.cjs"), join(elsewhere, "it's/node")];
  chmodSync(node, 0o755);
  const script = hookScript(root, join(root, '.git/hooks/pre-commit'), { entry, node });
  expect(runHook(root, script)).toMatchObject({ status: 7, stdout: `recorded ${entry} hook run\n` });

  write(root, { 'node_modules/fluxsmith/cli/fluxsmith.cjs': '', 'node_modules/.bin/node': speaking('pinned') });
  chmodSync(join(root, 'node_modules/.bin/node'), 0o755);
  expect(runHook(root, script)).toMatchObject({
    status: 7,
    stdout: 'pinned node_modules/fluxsmith/cli/fluxsmith.cjs hook run\n',
  });
});

test('without a program the commit is refused with a sentence', () => {
  const root = folder();
  mkdirSync(join(root, 'node_modules'));
  expect(runHook(root, hookScript(root, join(root, 'hooks/pre-commit'), program))).toMatchObject({
    status: 1,
    stdout: '',
    stderr: expect.stringContaining('fluxsmith is not installed here'),
  });
});
