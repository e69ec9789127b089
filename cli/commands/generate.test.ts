import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contents, folder, git, repository } from '../testing/folder.ts';
import { call } from '../testing/call.ts';

/** A fleet of one node whose apps are given as code. */
function fleet(apps: string, cluster = 'homelab'): string {
  return `import { defineFleet, k3s } from 'fluxsmith';
import { app } from 'fluxsmith/recipes';
export default defineFleet({
  git: { provider: 'github', owner: 'me', repository: 'homelab', personal: true },
  clusters: { ${cluster}: {
    platform: k3s({ version: 'v1.36.2+k3s1', servers: [{ name: 'node1', address: '10.0.0.1' }] }),
    apps: [${apps}],
  } },
});
`;
}
const web = `app({ name: 'web', image: 'example.com/web:1', ports: { http: 80 } })`;
const docs = `app({ name: 'docs', image: 'example.com/docs:1', ports: { http: 80 } })`;

const generated = (root: string) =>
  Object.fromEntries(
    Object.entries(contents(root)).filter(([path]) => /^(apps|clusters|infrastructure|schemas)\//.test(path)),
  );

test('writes the tree, once; --check and --diff tell what differs; --prune removes what is no longer meant', async () => {
  const root = repository({ 'fleet.ts': fleet(web) });
  const cwd = join(root, 'sub');
  mkdirSync(cwd);
  expect(await call(['generate', '--check'], { cwd })).toMatchObject({
    exit: 1,
    stdout: expect.stringContaining('+ apps/web/'),
  });
  expect(generated(root)).toEqual({});

  expect(await call(['generate'], { cwd })).toMatchObject({
    exit: 0,
    stderr: '',
    stdout: expect.stringContaining('wrote '),
  });
  const first = generated(root);
  expect(Object.keys(first)).toEqual(
    expect.arrayContaining(['apps/web/deployment.yaml', 'clusters/homelab/apps.yaml']),
  );
  expect((await call(['generate'], { cwd })).stdout).toContain('nothing to write');
  expect((await call(['generate', '--check'], { cwd })).exit).toBe(0);
  expect(await call(['generate', '--diff'], { cwd })).toEqual({ exit: 0, stdout: '', stderr: '' });
  expect(generated(root)).toEqual(first);

  writeFileSync(join(root, 'fleet.ts'), fleet(docs));
  writeFileSync(join(root, 'apps/web/mine.yaml'), 'a: 1\n');
  const check = await call(['generate', '--check'], { cwd });
  expect(check).toMatchObject({
    exit: 1,
    stdout: expect.stringMatching(/\+ apps\/docs\/[^]*~ apps\/kustomization[^]*- apps\/web\//),
  });
  expect(await call(['generate', '--diff'], { cwd })).toMatchObject({
    exit: 1,
    stdout: expect.stringContaining('+++ b/apps/docs/'),
  });
  expect((await call(['generate'], { cwd })).stdout).toContain('"npx fluxsmith generate --prune" removes');
  expect(existsSync(join(root, 'apps/web/deployment.yaml'))).toBe(true);
  expect((await call(['generate', '--prune'], { cwd })).exit).toBe(0);
  expect(Object.keys(generated(root)).filter((path) => path.startsWith('apps/web/'))).toEqual(['apps/web/mine.yaml']);
  expect(git(root, 'status', '--porcelain', '--', '.fluxsmith')).toBe('');
});

const stored = `app({ name: 'db', image: 'example.com/db:1', volumes: { data: { mountPath: '/data', size: '1Gi' } } })`;

test('a volume that clusters hold is not lost with files that were removed by hand', async () => {
  const root = repository({ 'fleet.ts': fleet(`${web}, ${stored}`) });
  expect((await call(['generate'], { cwd: root })).exit).toBe(0);
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--message=one');
  git(root, 'rm', '-r', '--quiet', 'apps/db');
  writeFileSync(join(root, 'fleet.ts'), fleet(web));
  for (const args of [['generate'], ['generate', '--check']]) {
    const { exit, stdout } = await call(args, { cwd: root });
    expect({ exit, stdout }).toEqual({ exit: 1, stdout: expect.stringContaining('remove-volume:db/') });
  }
  git(root, 'add', 'fleet.ts');
  expect(await call(['hook', 'run'], { cwd: root })).toMatchObject({
    exit: 1,
    stdout: expect.stringMatching(/^fleet\.ts:\d+:\d+ .*[^]*remove-volume:db\//),
  });
});

test('an allowance that nothing needs is a note', async () => {
  const allowing = fleet(web).replace('apps:', `allow: ['remove-volume:db/db-data'], apps:`);
  const root = folder({ 'fleet.ts': allowing });
  expect((await call(['generate'], { cwd: root })).exit).toBe(0);
  expect(await call(['generate', '--check'], { cwd: root })).toMatchObject({
    exit: 0,
    stderr: 'note: clusters.homelab.allow: remove-volume:db/db-data is no longer needed: take it out of fleet.ts\n',
  });
});

test('line ends are no drift', async () => {
  const root = folder({ 'fleet.ts': fleet(web) });
  await call(['generate'], { cwd: root });
  for (const [path, text] of Object.entries(generated(root)))
    writeFileSync(join(root, path), text.replaceAll('\n', '\r\n'));
  expect((await call(['generate', '--check'], { cwd: root })).exit).toBe(0);
});

test('a file that somebody wrote stops everything', async () => {
  const root = folder({ 'fleet.ts': fleet(web), 'apps/web/deployment.yaml': 'mine: true\n' });
  const { exit, stdout } = await call(['generate'], { cwd: root });
  expect(exit).toBe(1);
  expect(stdout).toMatch(/^apps\/web\/deployment\.yaml was not generated by fluxsmith[^]*Nothing was written/);
  expect(generated(root)).toEqual({ 'apps/web/deployment.yaml': 'mine: true\n' });
});

test('a wrong option is named at its line in fleet.ts, and nothing is written', async () => {
  const root = folder({
    'fleet.ts': fleet(`\n      app({ name: 'web', image: 'example.com/web:1', ports: { http: 80.5 } })`),
  });
  const { exit, stdout, stderr } = await call(['generate'], { cwd: root });
  expect({ exit, stderr }).toEqual({ exit: 1, stderr: '' });
  expect(stdout).toMatch(/fleet\.ts:8:7.*fleet\/option[^]*clusters\.homelab\.apps\[0\]/);
  expect(Object.keys(contents(root)).filter((path) => !path.startsWith('.fluxsmith'))).toEqual(['fleet.ts']);
});

test.each<[what: string, files: Record<string, string>, args: string[], says: RegExp]>([
  ['no fleet', {}, [], /there is no fleet\.ts in .*\n {2}help: .*npx fluxsmith init/],
  ['a fleet that throws', { 'fleet.ts': '\nthrow new Error("boom")' }, [], /^error: fleet\.ts:2 throws Error: boom\n$/],
  [
    'a fleet that exports something else',
    { 'fleet.ts': 'export default []' },
    [],
    /^error: fleet\.ts exports a list, not a fleet\n/,
  ],
  [
    'a fleet that is only its spec',
    { 'fleet.ts': 'export default {}' },
    [],
    /^error: fleet\.ts exports an object, not a fleet\n/,
  ],
  [
    'a cluster that is not there',
    { 'fleet.ts': fleet(web) },
    ['--cluster', 'home'],
    /the fleet has no cluster "home"\n {2}help: it has: homelab/,
  ],
  ['options that contradict', { 'fleet.ts': fleet(web) }, ['--check', '--prune'], /--prune removes files, but/],
])('%s: exit 2 with an empty stdout and no file written', async (_, files, args, says) => {
  const root = folder(files);
  const { exit, stdout, stderr } = await call(['generate', ...args], { cwd: root });
  expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
  expect(stderr).toMatch(says);
  expect(stderr).not.toMatch(/^ {4}at /m);
  expect(generated(root)).toEqual({});
});

test('a fleet below the top of a git repository is refused', async () => {
  const root = repository({ 'infra/fleet.ts': fleet(web) });
  const { exit, stderr } = await call(['generate'], { cwd: join(root, 'infra') });
  expect({ exit, stderr }).toMatchObject({ exit: 2, stderr: expect.stringContaining('does not stand at the top') });
});

test('a second run beside a living one gives way', async () => {
  const root = folder({
    'fleet.ts': fleet(web),
    '.fluxsmith/lock': JSON.stringify({ pid: process.ppid, host: hostname(), started: '' }),
  });
  expect(await call(['generate'], { cwd: root })).toMatchObject({
    exit: 2,
    stdout: '',
    stderr: expect.stringContaining(`another run of fluxsmith (process ${process.ppid}) is writing here`),
  });
  expect(generated(root)).toEqual({});
  rmSync(join(root, '.fluxsmith/lock'));
  expect((await call(['generate'], { cwd: root })).exit).toBe(0);
});

test('a lock from another machine is not for us to judge: its process may live there', async () => {
  const holder = { pid: 2 ** 22 + 1, host: 'elsewhere.example.com', started: '' };
  const root = folder({ 'fleet.ts': fleet(web), '.fluxsmith/lock': JSON.stringify(holder) });
  expect(await call(['generate'], { cwd: root })).toMatchObject({
    exit: 2,
    stderr: expect.stringMatching(
      /another run of fluxsmith \(process \d+ on elsewhere\.example\.com\) is writing here/,
    ),
  });
  expect(generated(root)).toEqual({});
});

test('the mode of a file is kept', async () => {
  const root = folder({ 'fleet.ts': fleet(web) });
  await call(['generate'], { cwd: root });
  const file = join(root, 'apps/web/deployment.yaml');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, `${text}# edited\n`);
  chmodSync(file, 0o600);
  expect((await call(['generate'], { cwd: root })).exit).toBe(0);
  expect(readFileSync(file, 'utf8')).toBe(text);
});
