import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { globbySync } from 'globby';
import { expect, test } from 'vitest';
import type { Report } from '../../findings/index.ts';
import { defineFleet, emitFleet, k3s } from '../../generator/index.ts';
import type { FleetSpec } from '../../generator/index.ts';
import * as recipes from '../../generator/recipes/index.ts';
import { noSchemas } from '../../generator/testing/no-schemas.ts';
import { formatNames } from '../report-output.ts';
import { call } from '../testing/call.ts';
import type { Called } from '../testing/call.ts';
import { spoiltBytes } from '../testing/arbitrary-bytes.ts';
import { folder, repository } from '../testing/folder.ts';

const project = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(project, path), 'utf8');
const tree = globbySync(['{apps,clusters,infrastructure}/**/*.yaml'], { cwd: project }).sort();

const kustomization = `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: web
resources: [a.yaml, ../base, https://example.com/x.yaml]
patches:
  - path: b.yml
  - target: { kind: Deployment, name: web }
    patch: |-
      - { op: replace, path: /spec/replicas, value: 2 }
configMapGenerator:
  - name: settings
    files: [c.json, key=d.yaml]
    envs: [.env]
    literals: [a=b]
replacements:
  - path: e.yaml
images: [{ name: web, newTag: "1" }]
`;
const list = `apiVersion: v1
kind: List
items:
  - &first { apiVersion: v1, kind: ConfigMap, metadata: { name: a, labels: { a.b/c: x } }, data: { a: b } }
  - <<: *first
    metadata: { name: b, annotations: { a: "1" } }
  - apiVersion: v1
    kind: Secret
    metadata: { name: c, namespace: d, generateName: e }
    stringData: { password: secret }
`;
const json = JSON.stringify({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'a' },
  spec: { ports: [{ port: 80 }] },
});
const manifests = [kustomization, list, json, ...tree.map(read)];

/** Whether a call ends as it may, whatever the files hold: no bug, no stack trace, and no result where there is none. */
function isSound({ exit, stdout, stderr }: Called): boolean {
  const trace = /^ {4}at .*:\d+:\d+\)?$/m;
  return exit !== 3 && !trace.test(stderr) && !trace.test(stdout) && (exit < 2 || (stdout === '' && stderr !== ''));
}

const overlay = `resources: [a.yaml, x]
namePrefix: dev-
commonLabels: { app: web }
images: [{ name: nginx, newTag: "2" }]
configMapGenerator: [{ name: settings, literals: [a=b], files: [x/d.yaml] }]
patches: [{ target: { kind: Deployment }, patch: '[{"op": "add", "path": "/spec/x", "value": 1}]' }]
replacements: [{ source: { kind: Service }, targets: [{ select: { kind: Deployment }, fieldPaths: [metadata.name] }] }]
`;

const names = [
  'a.yaml',
  'b.yml',
  'c.json',
  'kustomization.yaml',
  'x/kustomization.yml',
  'x/d.yaml',
  'x/y/Kustomization',
];

test.each(formatNames)('any bytes in any files end in a report as %s', async (format) => {
  const files = fc.dictionary(fc.constantFrom(...names), spoiltBytes(manifests), { minKeys: 4, noNullPrototype: true });
  await fc.assert(
    fc.asyncProperty(files, fc.boolean(), async (given, plain) => {
      const called = await call(['validate', '-o', format, ...(plain ? ['--plain'] : [])], { cwd: folder(given) });
      expect(called).toSatisfy(isSound);
      expect([0, 1]).toContain(called.exit);
      expect(called.stderr).toBe('');
      if (format === 'json' || format === 'sarif') JSON.parse(called.stdout);
    }),
    { numRuns: 20 },
  );
});

test('any bytes in any files are built or refused, one line for each overlay', async () => {
  const spoilt = spoiltBytes([...manifests, overlay]);
  const files = fc.dictionary(fc.constantFrom(...names), spoilt, { minKeys: 4, noNullPrototype: true });
  await fc.assert(
    fc.asyncProperty(files, async (given) => {
      const called = await call(['build', '--every-overlay', '--origins'], { cwd: folder(given) });
      expect(called).toSatisfy(isSound);
      expect([0, 1]).toContain(called.exit);
      for (const line of called.stdout.split('\n').filter(Boolean)) JSON.parse(line);
    }),
    { numRuns: 150 },
  );
});

test('any bytes on stdin end in a verdict', async () => {
  await fc.assert(
    fc.asyncProperty(spoiltBytes(manifests), async (stdin) => {
      const called = await call(['validate', '-', '--plain', '-o', 'json'], { stdin, cwd: project });
      expect(called).toSatisfy(isSound);
      const { documents, summary } = JSON.parse(called.stdout) as Report;
      expect(documents).toHaveLength(summary.documents);
    }),
    { numRuns: 800 },
  );
});

const configuration = JSON.stringify({
  $schema: 'x',
  rules: { 'schema/type': 'warning', 'api/no-schema': 'off' },
  ignore: ['x/**', '!a.yaml'],
  target: { kubernetes: '1.36', flux: '2.9' },
});

test('any bytes in the configuration are a sentence or a setting', async () => {
  await fc.assert(
    fc.asyncProperty(spoiltBytes([configuration]), async (bytes) => {
      const cwd = folder({ 'fluxsmith.config.json': bytes, 'a.yaml': json });
      expect(await call(['validate'], { cwd })).toSatisfy(isSound);
    }),
    { numRuns: 40 },
  );
});

/** Without what runs code of its own accord or for ever, should the edits put it together. */
const fleetTexts = [
  read('fleet.ts'),
  `import { defineFleet, k3s } from 'fluxsmith';\nexport default defineFleet({ clusters: { a: { platform: k3s({}) } } });\n`,
];

test('any bytes in fleet.ts are a sentence', async () => {
  await fc.assert(
    fc.asyncProperty(spoiltBytes(fleetTexts), async (bytes) => {
      const cwd = folder({ 'fleet.ts': bytes });
      expect(await call(['generate', '--check'], { cwd })).toSatisfy(isSound);
    }),
    { numRuns: 20 },
  );
});

test('any value as a fleet is a finding or a tree', () => {
  const component = fc.record(
    {
      recipe: fc.constantFrom(...Object.values(recipes).map(({ recipe }) => recipe)),
      options: fc.anything(),
      at: fc.constant(null),
    },
    { requiredKeys: [] },
  );
  const platform = fc.record({ platform: fc.constant(k3s.platform), options: fc.anything(), at: fc.constant(null) });
  const cluster = fc.record(
    {
      platform: fc.oneof(platform, fc.anything()),
      infrastructure: fc.oneof(fc.array(fc.oneof(component, fc.anything())), fc.anything()),
      apps: fc.oneof(fc.array(fc.oneof(component, fc.anything())), fc.anything()),
      allow: fc.anything(),
    },
    { requiredKeys: [] },
  );
  const clusters = fc.oneof(fc.dictionary(fc.string(), fc.oneof(cluster, fc.anything())), fc.anything());
  const spec = fc.record({ git: fc.anything(), flux: fc.anything(), clusters }, { requiredKeys: [] });
  fc.assert(
    fc.property(fc.oneof(spec, fc.anything()), (value) => {
      const { files, problems } = emitFleet(defineFleet(value as FleetSpec), noSchemas);
      expect(files.size > 0).toBe(problems.length === 0);
    }),
    { numRuns: 120 },
  );
});

test('any bytes in a generated tree are drift, and no obstacle to a plan', async () => {
  const fleet = { 'fleet.ts': read('fleet.ts') };
  const files = Object.fromEntries(tree.map((path) => [path, read(path)]));
  const spoilt = fc.dictionary(fc.constantFrom(...tree), spoiltBytes(manifests), {
    minKeys: 1,
    maxKeys: 9,
    noNullPrototype: true,
  });
  const command = fc.constantFrom(
    ['generate', '--check'],
    ['generate', '--diff'],
    ['generate', '--prune'],
    ['rebuild', 'plan', 'homelab'],
  );
  await fc.assert(
    fc.asyncProperty(spoilt, command, async (given, args) => {
      expect(await call(args, { cwd: folder({ ...fleet, ...files, ...given }) })).toSatisfy(isSound);
    }),
    { numRuns: 8 },
  );
});

test.skipIf(process.platform === 'win32')('files of any name are judged, on disk and in the git index', async () => {
  const odd = fc.constantFrom(
    '\n',
    '"',
    "'",
    '\\',
    '-',
    ' ',
    '\t',
    '*',
    '[a]',
    ':',
    '\u00E9',
    '\u{1F600}',
    '\u2028',
    '#',
    '%',
    '<',
    '\u001B[1m',
  );
  const name = fc.array(fc.oneof(odd, fc.constantFrom('a', 'b', 'clusters', 'apps')), { minLength: 1, maxLength: 5 });
  const path = fc
    .array(
      name.map((parts) => parts.join('')),
      { minLength: 1, maxLength: 3 },
    )
    .map((parts) => `${parts.join('/')}.yaml`);
  const command = fc.constantFrom(['validate'], ['validate', '--staged'], ['hook', 'run']);
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(path, { minLength: 1, maxLength: 5 }), command, async (paths, args) => {
      const cwd = repository(Object.fromEntries(paths.map((path) => [path, json.replace('80', '"x"')])));
      const called = await call(args, { cwd });
      expect(called).toSatisfy(isSound);
      expect(called).toMatchObject({
        exit: 1,
        stdout: expect.stringContaining(`${paths.length} errors`.replace(/^1 errors/, '1 error')),
      });
    }),
    { numRuns: 6 },
  );
});
