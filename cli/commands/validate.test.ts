import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Report } from '../../findings/index.ts';
import { parse, toJson } from '../../yaml/index.ts';
import { call } from '../testing/call.ts';
import { folder, git, repository, write } from '../testing/folder.ts';

const deployment = (name: string, replicas: string | number = 1) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: default
spec:
  replicas: ${replicas}
  selector:
    matchLabels: { app: ${name} }
  template:
    metadata:
      labels: { app: ${name} }
    spec:
      containers:
        - name: main
          image: example.com/main:1
`;

const nothing = '! nothing was judged: there is no Kubernetes object here\n';

async function json(cwd: string, ...args: string[]): Promise<Report & { exit: number }> {
  const { exit, stdout, stderr } = await call(['validate', '-o', 'json', ...args], { cwd });
  expect(stderr).toBe(/"objects": ?0/.test(stdout) && !args.includes('--staged') ? nothing : '');
  return { exit, ...(JSON.parse(stdout) as Report) };
}

const files = (report: Report) => [...new Set(report.findings.map(({ file }) => file))];

test('a good tree is exit 0, a bad one exit 1 with file, line and column', async () => {
  const root = folder({ 'apps/a.yaml': deployment('a') });
  expect(await json(root)).toMatchObject({ exit: 0, summary: { objects: 1, valid: 1 }, findings: [] });
  write(root, { 'apps/a.yaml': deployment('a', '"two"') });
  const report = await json(root);
  expect(report).toMatchObject({
    exit: 1,
    findings: [{ rule: 'schema/type', file: 'apps/a.yaml', line: 7, column: 13 }],
  });
  expect(report.target).toEqual({ kubernetes: '1.36', flux: '2.9' });
  const { exit, stdout } = await call(['validate'], { cwd: root });
  expect(exit).toBe(1);
  expect(stdout).toContain('apps/a.yaml:7:13');
});

test('paths are relative to the repository, a PATH limits what is reported', async () => {
  const root = repository({ 'apps/a.yaml': deployment('a', 'x'), 'infra/b.yaml': deployment('b', 'x') });
  expect(files(await json(join(root, 'apps')))).toEqual(['apps/a.yaml', 'infra/b.yaml']);
  expect(files(await json(join(root, 'apps'), '.'))).toEqual(['apps/a.yaml']);
  expect(files(await json(root))).toEqual(['apps/a.yaml', 'infra/b.yaml']);
  expect(files(await json(root, 'infra'))).toEqual(['infra/b.yaml']);
  expect(files(await json(root, 'in*/*.yaml', 'apps/a.yaml'))).toEqual(['apps/a.yaml', 'infra/b.yaml']);
});

test('a kustomization beside the PATH says that a file is a patch', async () => {
  const root = repository({
    'base/patch.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\nspec: { replicas: 2 }\n',
    'overlay/kustomization.yaml': 'resources: [../base]\npatches: [{ path: ../base/patch.yaml }]\n',
  });
  expect(await json(root, 'base')).toMatchObject({ exit: 0, summary: { skipped: 1 } });
  expect(await json(root, 'base/patch.yaml')).toMatchObject({ exit: 0, summary: { skipped: 1 } });
  expect(await json(root, '--staged', 'base')).toMatchObject({ exit: 0, summary: { skipped: 1 } });
});

test('--staged judges what the next commit changes, as it is in the index', async () => {
  const root = repository({ 'a.yaml': deployment('a', 'committed'), 'notes.md': '{' });
  git(root, 'commit', '--quiet', '--message=one');
  write(root, { 'b.yaml': deployment('b', 'staged'), 'c.yaml': deployment('c', 'staged'), 'more.md': '{' });
  git(root, 'add', '--all');
  write(root, { 'b.yaml': deployment('b', 1), 'd.yaml': deployment('d', 'unstaged') });
  expect(files(await json(root, '--staged'))).toEqual(['b.yaml', 'c.yaml']);
  expect(files(await json(root, '--staged', 'c.yaml'))).toEqual(['c.yaml']);
  mkdirSync(join(root, 'sub'));
  expect(files(await json(join(root, 'sub'), '--staged', '../b.yaml'))).toEqual(['b.yaml']);
  git(root, 'rm', '--quiet', '--force', '--cached', 'a.yaml', 'b.yaml', 'c.yaml');
  expect(await json(root, '--staged')).toMatchObject({ exit: 0, findings: [] });
});

test('--staged reads the index that a hook is told to read', async () => {
  const root = repository({ 'a.yaml': deployment('a', 'x') });
  git(root, 'commit', '--quiet', '--message=one');
  write(root, { 'a.yaml': deployment('a', 'y'), 'b.yaml': deployment('b', 'y') });
  writeFileSync(join(root, '.git/next-index'), readFileSync(join(root, '.git/index')));
  git(root, 'add', 'b.yaml');
  const env = { GIT_INDEX_FILE: '.git/next-index', GIT_DIR: '.git', GIT_PREFIX: 'sub/' };
  const { stdout } = await call(['validate', '--staged', '-o', 'json'], { cwd: root, env });
  expect((JSON.parse(stdout) as Report).findings).toEqual([]);
});

test('--since reports what changed where the branch began, new files too', async () => {
  const root = repository({ 'a.yaml': deployment('a', 'x'), 'b.yaml': deployment('b') });
  git(root, 'commit', '--quiet', '--message=one');
  git(root, 'switch', '--quiet', '--create', 'topic');
  git(root, 'switch', '--quiet', 'main');
  write(root, { 'main.yaml': deployment('m', 'x') });
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--message=two');
  git(root, 'switch', '--quiet', 'topic');
  write(root, { 'b.yaml': deployment('b', 'x'), 'new.yaml': deployment('n', 'x') });
  expect(files(await json(root, '--since', 'main'))).toEqual(['b.yaml', 'new.yaml']);
});

test('manifests from stdin are reported as <stdin>', async () => {
  const root = folder({ 'a.yaml': deployment('a', 'x') });
  const stdin = deployment('s', 'x');
  const alone = await call(['validate', '-o', 'json', '-'], { cwd: root, stdin });
  expect(files(JSON.parse(alone.stdout) as Report)).toEqual(['<stdin>']);
  const both = await call(['validate', '-o', 'json', '-', 'a.yaml'], { cwd: root, stdin });
  expect(files(JSON.parse(both.stdout) as Report)).toEqual(['<stdin>', 'a.yaml']);
});

test('reports go to files too', async () => {
  const root = folder({ 'a.yaml': deployment('a') });
  const { exit, stdout } = await call(['validate', '-o', 'human', '-o', 'json=report.json'], { cwd: root });
  expect(exit).toBe(0);
  expect(stdout).not.toContain('apiVersion');
  expect(JSON.parse(readFileSync(join(root, 'report.json'), 'utf8'))).toMatchObject({ kind: 'Report' });
});

test('the configuration sets severities, ignored paths and targets', async () => {
  const bad = { 'a.yaml': deployment('a', 'x'), 'vendor/b.yaml': deployment('b', 'x') };
  const configuration = { rules: { 'schema/type': 'warning' }, ignore: ['vendor'], target: { kubernetes: '1.36' } };
  const root = repository({ ...bad, 'fluxsmith.config.json': JSON.stringify(configuration) });
  expect(await json(root)).toMatchObject({ exit: 0, findings: [{ file: 'a.yaml', severity: 'warning' }] });
  expect((await json(root, '--fail-on', 'warning')).exit).toBe(1);
  write(root, { 'fluxsmith.config.json': '{' });
  expect((await json(root, '--staged')).exit).toBe(0);
  write(root, { 'other.json': '{"ignore":["**"]}' });
  expect(await json(root, '--config', 'other.json')).toMatchObject({ exit: 0, findings: [] });
  expect(await call(['validate'], { cwd: root })).toMatchObject({
    exit: 2,
    stderr: expect.stringContaining('fluxsmith.config.json:1'),
  });
});

test.each<[args: string[], says: RegExp]>([
  [['gone'], /gone cannot be read: there is no such file or directory/],
  [['-o', 'xml'], /there is no output format "xml"\n {2}help: there is: human, json, /],
  [['-o', 'jsn'], /did you mean "json"\?/],
  [['-o', 'json='], /-o json= names no file/],
  [['-o', 'json', '-o', 'human'], /only one report can go to stdout/],
  [['-o', 'json=no/such/place'], /cannot be written: there is no directory .*no\/such\n/],
  [['-o', 'json=.'], /cannot be written: it is a directory/],
  [['--fail-on', 'info'], /there is no severity "info"/],
  [['--kubernetes', '1.20'], /there are no schemas of Kubernetes 1\.20\n {2}help: .* 1\.36/],
  [['--flux', '2'], /there are no schemas of Flux 2\n/],
  [['--config', 'gone.json'], /gone\.json cannot be read: there is no such file/],
  [['--with', 'gone'], /--with gone cannot be read: there is no such file/],
  [['--staged', '--since', 'x'], /--staged and --since exclude each other/],
  [['--staged', '-'], /--staged reads the git index/],
  [['--staged'], /is not in a git repository/],
  [['--since', 'HEAD'], /--since needs a git repository/],
])('what cannot be done is exit 2 with an empty stdout: %j', async (args, says) => {
  const { exit, stdout, stderr } = await call(['validate', ...args], { cwd: folder({ 'a.yaml': deployment('a') }) });
  expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
  expect(stderr).toMatch(says);
});

test('nothing to judge is said: a mistyped folder must not be green in silence', async () => {
  const root = repository({ 'docs/notes.md': 'a' });
  expect(await call(['validate', 'docs'], { cwd: root })).toMatchObject({ exit: 0, stderr: '' });
  expect(await call(['validate', '-o', 'json', '-'], { cwd: root })).toMatchObject({ exit: 0, stderr: nothing });
  expect(await call(['validate', '--staged', '-o', 'json'], { cwd: root })).toMatchObject({ exit: 0, stderr: '' });
});

test.each(['1.36', 'v1.36', '1.36.2', 'v1.36.2+k3s1'])(
  'the version of a server says its minor: %s',
  async (version) => {
    const root = folder({ 'a.yaml': deployment('a') });
    expect(await json(root, '--kubernetes', version)).toMatchObject({ exit: 0, target: { kubernetes: '1.36' } });
  },
);

const definition = (kind: string, group = 'example.com') => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: ${kind.toLowerCase()}s.${group} }
spec:
  group: ${group}
  scope: Namespaced
  names: { kind: ${kind}, plural: ${kind.toLowerCase()}s }
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties: { size: { type: integer, maximum: 9223372036854775807 } }
`;

test('--with adds the definitions of custom resources, before those that are shipped', async () => {
  const custom = (kind: string, group: string, field: string) =>
    `apiVersion: ${group}/v1\nkind: ${kind}\nmetadata: { name: a, namespace: a }\n${field}\n`;
  const root = folder({
    'tree/a.yaml': custom('Widget', 'example.com', 'size: big'),
    'tree/b.yaml': custom('Issuer', 'cert-manager.io', 'size: 1'),
    'tree/c.yaml': custom('Gadget', 'example.com', 'sise: 1'),
    'crds/widget.yaml': `a: 1\n---\n${definition('Widget')}`,
    'crds/deep/issuer.yml': definition('Issuer', 'cert-manager.io'),
    'crds/notes.md': '{',
    'list.json': JSON.stringify({ kind: 'List', items: [] }).replace('[]', `[${asJson(definition('Gadget'))}]`),
  });
  const given = await json(root, 'tree', '--with', 'crds', '--with', 'list.json', '--plain');
  expect(given.findings).toMatchObject([
    { file: 'a.yaml', rule: 'schema/type', line: 4 },
    { file: 'c.yaml', rule: 'schema/unknown-field', line: 4 },
  ]);
  expect(await json(root, 'tree', '--plain')).toMatchObject({ summary: { noSchema: 2, invalid: 1 } });
});

test('--with tells what it cannot read, and that a folder holds no definition', async () => {
  const root = folder({
    'a.yaml': deployment('a'),
    'bad/crd.yaml': `${definition('Widget')}x: [\n`,
    'none/b.yaml': 'a: 1',
  });
  expect(await call(['validate', '--with', 'bad', 'a.yaml'], { cwd: root })).toMatchObject({
    exit: 2,
    stdout: '',
    stderr: expect.stringMatching(/^error: bad\/crd\.yaml:\d+:\d+ cannot be read: /),
  });
  expect(await call(['validate', '--with', 'none', 'a.yaml'], { cwd: root })).toMatchObject({
    exit: 0,
    stderr: 'note: --with none holds no CustomResourceDefinition (v1)\n',
  });
});

/** A manifest as JSON. */
function asJson(text: string): string {
  const { documents } = parse({ path: '', text }, 'kubectl');
  return JSON.stringify(toJson(documents[0]!.root, 'kubectl'), (_, value: unknown) =>
    typeof value === 'bigint' ? Number(value) : value,
  );
}

test('a revision that git does not know is refused, whatever it looks like', async () => {
  const root = repository({ 'a.yaml': deployment('a') });
  for (const revision of ['nowhere', '--all', 'HEAD']) {
    const { exit, stderr } = await call(['validate', `--since=${revision}`], { cwd: root });
    expect({ exit, stderr }).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining(`git knows no revision "${revision}"`),
    });
  }
});
