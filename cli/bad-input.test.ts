import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, closeSync, existsSync, openSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import type { Finding, Report } from '../findings/index.ts';
import { call } from './testing/call.ts';
import { folder, gitEnvironment, repository, write } from './testing/folder.ts';

const service = 'apiVersion: v1\nkind: Service\nmetadata: { name: a }\nspec: { ports: [{ port: 80 }] }\n';
const head = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata:\n';

async function findings(root: string): Promise<readonly Finding[]> {
  const { exit, stdout, stderr } = await call(['validate', '-o', 'json'], { cwd: root });
  expect({ exit, stderr }).toEqual({ exit: 1, stderr: '' });
  return (JSON.parse(stdout) as Report).findings;
}

/** Each bad file lies beside a good one, which is judged all the same. */
const bad: readonly (readonly [what: string, path: string, content: string | Uint8Array, finding: Partial<Finding>])[] =
  [
    ['broken YAML', 'a.yaml', 'apiVersion: v1\nkind: [Service\nx: 1\n', { rule: 'yaml/syntax', line: 2 }],
    ['a tab as indentation', 'a.yaml', 'kind: X\nspec:\n\ta: 1\n', { rule: 'yaml/syntax', line: 3 }],
    ['a binary file', 'a.yaml', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0xff, 0xfe, 0x00, 0x01]), { line: 1 }],
    ['text with control characters', 'a.yaml', `${head}  a: "\u0007"\n`, { line: 5 }],
    [
      'a list where an object is due',
      'a.yaml',
      service.replace('{ ports: [{ port: 80 }] }', '[1]'),
      { rule: 'schema/type', line: 4 },
    ],
    [
      'a scalar where an object is due',
      'a.yaml',
      service.replace('{ name: a }', 'a'),
      { rule: 'schema/type', line: 3 },
    ],
    ['a kustomization that is a list', 'kustomization.yaml', '- a.yaml\n', { rule: 'yaml/no-object', line: 1 }],
    [
      'CRLF and a byte order mark',
      'a.yaml',
      `\uFEFF${service.replace('80', '"80"')}`.replaceAll('\n', '\r\n'),
      { rule: 'schema/type', line: 4 },
    ],
    ['an alias bomb', 'a.yaml', bomb(), { rule: 'yaml/alias' }],
    ['10,000 levels', 'a.yaml', `${head}  a: ${'['.repeat(10_000)}${']'.repeat(10_000)}\n`, { line: 5 }],
    ['10,000 open brackets', 'a.yaml', `${head}  a: ${'{a: '.repeat(10_000)}`, { rule: 'yaml/syntax' }],
    ['10,000 levels of indentation', 'a.yaml', levels(10_000), {}],
  ];

function bomb(): string {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
  for (let i = 1; i < 12; i++)
    lines.push(
      `a${i}: &a${i} [${Array(9)
        .fill(`*a${i - 1}`)
        .join(', ')}]`,
    );
  return `${head}${lines.map((line) => `  ${line}`).join('\n')}\n`;
}

function levels(depth: number): string {
  return `${head}${Array.from({ length: depth }, (_, level) => `${' '.repeat(level + 2)}a:`).join('\n')}\n`;
}

test.each(bad)('%s is a finding at its place', async (_, path, content, finding) => {
  const root = folder({ [path]: content, 'good.yaml': service.replace('80', '8.5') });
  const found = await findings(root);
  expect(found).toContainEqual(expect.objectContaining({ file: path, ...finding }));
  expect(found).toContainEqual(expect.objectContaining({ file: 'good.yaml', line: 4, rule: 'schema/type' }));
});

test('a file of 50 MB is a finding and costs nothing', async () => {
  const root = folder({ 'a.yaml': service });
  truncateSync(join(root, 'a.yaml'), 50_000_000);
  expect(await findings(root)).toMatchObject([{ rule: 'file/too-large', file: 'a.yaml' }]);
});

test('links in circles are findings, in git and without', async () => {
  for (const root of [folder({ 'a.yaml': service }), repository({ 'a.yaml': service })]) {
    symlinkSync('two.yaml', join(root, 'one.yaml'));
    symlinkSync('one.yaml', join(root, 'two.yaml'));
    symlinkSync('.', join(root, 'self'));
    const found = await findings(root);
    expect(found.map(({ rule, file }) => [rule, file])).toEqual([
      ['file/loop', 'one.yaml'],
      ['file/folder-loop', 'self'],
      ['file/loop', 'two.yaml'],
    ]);
  }
});

/** The superuser may read everything, so the program is run as nobody then. */
const asNobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
const bin = join(import.meta.dirname, 'fluxsmith.cjs');

test.skipIf(process.platform === 'win32')('what may not be read is a finding, in git and without', () => {
  for (const make of [folder, repository]) {
    const root = make({ 'a.yaml': service });
    write(root, { 'closed/b.yaml': service, 'c.yaml': service });
    chmodSync(root, 0o755);
    chmodSync(join(root, 'closed'), 0);
    chmodSync(join(root, 'c.yaml'), 0);
    const env = {
      ...gitEnvironment,
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'safe.directory',
      GIT_CONFIG_VALUE_0: '*',
    };
    const args = [bin, 'validate', '-o', 'json'];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: root,
      env,
      encoding: 'utf8',
      ...asNobody,
    });
    chmodSync(join(root, 'closed'), 0o755);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    const found = (JSON.parse(stdout) as Report).findings.map(({ rule, file }) => [rule, file]);
    expect(found).toEqual([
      ['file/unreadable', 'c.yaml'],
      ['file/unreadable', 'closed'],
    ]);
  }
});

test.skipIf(process.platform === 'win32')(
  'a PATH that may not be read and a tree that may not be written are exit 2',
  () => {
    const root = folder({ 'closed/a.yaml': service, 'fleet.ts': 'export default 1' });
    chmodSync(join(root, 'closed'), 0);
    chmodSync(root, 0o555);
    const run = (...args: string[]) =>
      spawnSync(process.execPath, [bin, ...args], { cwd: root, env: gitEnvironment, encoding: 'utf8', ...asNobody });
    const [path, tree] = [run('validate', 'closed'), run('generate')];
    chmodSync(join(root, 'closed'), 0o755);
    chmodSync(root, 0o755);
    expect(path).toMatchObject({ status: 2, stdout: '', stderr: 'error: closed cannot be read: permission denied\n' });
    expect(tree).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/^error: EACCES: permission denied, .*\n$/),
    });
  },
);

test('a reader that has seen enough is no error', async () => {
  const many = Array.from({ length: 3000 }, (_, index) => service.replace('80', `${index}.5`)).join('---\n');
  const root = folder({ 'a.yaml': many });
  const child = spawn(process.execPath, [bin, 'validate', '-o', 'json'], { cwd: root, env: gitEnvironment });
  const stderr = text(child.stderr);
  child.stdout.once('data', () => child.stdout.destroy());
  const exit = await new Promise((resolve) => child.once('close', resolve));
  expect({ exit, stderr: await stderr }).toEqual({ exit: 1, stderr: '' });
});

test.runIf(existsSync('/dev/full'))('a result that cannot be written is exit 2 with a sentence', () => {
  const full = openSync('/dev/full', 'w');
  const stdio = ['ignore', full, 'pipe'] as const;
  const { status, stderr } = spawnSync(process.execPath, [bin, 'validate', '--help'], {
    stdio: [...stdio],
    encoding: 'utf8',
  });
  closeSync(full);
  expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringMatching(/^error: ENOSPC: .*\n$/) });
});

test('the exit code and the streams of the process are those of the contract', () => {
  const root = folder({ 'a.yaml': service, 'b/a.yaml': service.replace('80', 'x') });
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [bin, ...args], { cwd: root, env: gitEnvironment, encoding: 'utf8' });
  expect(run('validate', 'a.yaml')).toMatchObject({ status: 0, stderr: '' });
  expect(run('validate')).toMatchObject({ status: 1, stderr: '' });
  expect(run('validate', 'gone')).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('gone') });
});
