import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const bin = join(import.meta.dirname, 'fluxsmith.cjs');
let home: string;

/** An installed program whose main file says where it runs and with what. */
beforeEach(() => {
  home = mkdtempSync(join(realpathSync(tmpdir()), 'fluxsmith-bin-'));
  mkdirSync(join(home, 'cli'));
  cpSync(bin, join(home, 'cli/fluxsmith.cjs'));
  writeFileSync(join(home, 'package.json'), '{"type":"module"}');
  writeFileSync(join(home, 'cli/main.ts'), program('source'));
  writeFileSync(join(home, 'oldnode.cjs'), `Object.defineProperty(process.versions, 'node', { value: '20.20.2' });`);
});
afterEach(() => rmSync(home, { recursive: true }));

test('runs the sources where there is no bundle', () => {
  expect(started()).toMatchObject({ from: 'source', args: ['a', '--b'] });
});

test('runs the bundle where there is one', () => {
  mkdirSync(join(home, 'dist'));
  writeFileSync(join(home, 'dist/cli.js'), program('bundle').replace('as const', ''));
  expect(started()).toMatchObject({ from: 'bundle' });
});

test('stays in its directory when called directly, even from a script of another package', () => {
  expect(started({ cwd: tmpdir(), env: { INIT_CWD: home, npm_lifecycle_event: 'fluxsmith' } })).toMatchObject({
    cwd: realpathSync(tmpdir()),
  });
  expect(started({ cwd: home, env: { INIT_CWD: tmpdir(), npm_lifecycle_event: 'test' } })).toMatchObject({ cwd: home });
});

test("goes to the caller's directory when npm runs it in the checkout", () => {
  expect(started({ cwd: home, env: { INIT_CWD: tmpdir(), npm_lifecycle_event: 'fluxsmith' } })).toMatchObject({
    cwd: realpathSync(tmpdir()),
  });
});

test('a Node that is too old hands over to the one npm installed', () => {
  const folder = join(home, `node_modules/node-${process.platform}-${process.arch}/bin`);
  mkdirSync(folder, { recursive: true });
  symlinkSync(process.execPath, join(folder, 'node'));
  const { status, stdout } = onOldNode();
  expect(status).toBe(7);
  expect(JSON.parse(stdout)).toMatchObject({ from: 'source', args: ['a'], reexecuted: false });
});

test('a Node that is too old and alone says so in one sentence', () => {
  expect(onOldNode()).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringMatching(/^fluxsmith needs Node\.js 22\.19 or newer, and this is 20\.20\.2 .*\n$/),
  });
});

function program(from: string): string {
  return `console.log(JSON.stringify({ from: '${from}' as const, cwd: process.cwd(), args: process.argv.slice(2),
    reexecuted: 'FLUXSMITH_REEXECUTED' in process.env })); process.exitCode = process.argv.includes('--b') ? 0 : 7;`;
}

function started(options: { cwd?: string; env?: Record<string, string> } = {}): unknown {
  const env = { ...process.env, INIT_CWD: undefined, npm_lifecycle_event: undefined, ...options.env };
  const args = [join(home, 'cli/fluxsmith.cjs'), 'a', '--b'];
  return JSON.parse(execFileSync(process.execPath, args, { cwd: options.cwd ?? home, env, encoding: 'utf8' }));
}

function onOldNode(): { status: number | null; stdout: string; stderr: string } {
  const preload = join(home, 'oldnode.cjs');
  const env = { ...process.env, npm_lifecycle_event: undefined };
  // The pretence is made in this process only: the pinned Node, started anew, is what it is.
  return spawnSync(process.execPath, ['--require', preload, join(home, 'cli/fluxsmith.cjs'), 'a'], {
    env,
    encoding: 'utf8',
  });
}
