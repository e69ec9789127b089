import { globSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { memoryTree } from '../../tree/index.ts';
import type { Tree } from '../../tree/index.ts';
import { Kustomizer, kustomizationDirectories, originsOf } from '../index.ts';

const golden = join(import.meta.dirname, '../../golden/build');

function goldenTree(name: string): Tree {
  const folder = join(golden, name, 'tree');
  const paths = globSync('**/*', { cwd: folder }).filter((path) => statSync(join(folder, path)).isFile());
  return memoryTree(paths.map((path) => [path.replaceAll('\\', '/'), readFileSync(join(folder, path))] as const));
}

describe.each(readdirSync(golden))('%s, as kustomize builds it', (name) => {
  const tree = goldenTree(name);
  const kustomizer = new Kustomizer(tree);
  const expected = readFileSync(join(golden, name, 'expected.ndjson'), 'utf8')
    .trim()
    .split('\n');

  test('every directory with a kustomization is found', () => {
    const paths = expected.map((line) => (JSON.parse(line) as { path: string }).path);
    expect(
      kustomizationDirectories(tree)
        .map((path) => path || '.')
        .sort(),
    ).toEqual(paths.sort());
  });

  test.each(expected)('%.60s', (line) => {
    const { path } = JSON.parse(line) as { path: string };
    const build = kustomizer.build(path === '.' ? '' : path);
    const objects = build.ok ? build.objects.map(({ text }) => text).join(',') : '';
    expect(`{"path":${JSON.stringify(path)},"ok":${build.ok},"objects":[${objects}]}`).toBe(line);
  });

  test('every value has an origin in a file of the tree', () => {
    for (const directory of kustomizationDirectories(tree)) {
      const build = kustomizer.build(directory);
      for (const { root } of build.ok ? build.objects : []) {
        for (const origin of originsOf(root).values()) {
          const [file = '', line = ''] = origin.split(':');
          const bytes = tree.read(file);
          const lines = typeof bytes === 'string' ? 0 : new TextDecoder().decode(bytes).split('\n').length;
          expect(Number(line)).toBeLessThanOrEqual(lines);
        }
      }
    }
  });
});

test.each([
  ['duplicate', 'duplicate-id', 'other/map.yaml', 1],
  ['collides', 'duplicate-id', 'collides/kustomization.yaml', 1],
  ['missing-file', 'missing-file', 'missing-file/kustomization.yaml', 3],
  ['missing-directory', 'missing-file', 'missing-directory/kustomization.yaml', 1],
  ['unknown-field', 'unknown-field', 'unknown-field/kustomization.yaml', 1],
  ['wrong-type', 'wrong-type', 'wrong-type/kustomization.yaml', 1],
  ['empty', 'empty-kustomization', 'empty/kustomization.yaml', 1],
  ['cycle', 'cycle', 'cycle/below/kustomization.yaml', 1],
  ['no-target', 'no-target', 'no-target/kustomization.yaml', 4],
  ['bad-patch', 'json-patch-missing', 'bad-patch/kustomization.yaml', 6],
  ['bad-directive', 'bad-directive', 'bad-directive/kustomization.yaml', 8],
  ['no-name', 'missing-name', 'no-name/anonymous.yaml', 1],
  ['not-an-object', 'no-object', 'not-an-object/text.yaml', 1],
  ['infinite', 'not-json', 'infinite/number.yaml', 4],
  ['remote', 'remote', 'remote/kustomization.yaml', 1],
  ['helm', 'needs-helm', 'helm/kustomization.yaml', 1],
  ['no-replicas', 'no-target', 'no-replicas/kustomization.yaml', 2],
  ['no-source', 'no-source', 'no-source/kustomization.yaml', 2],
  ['no-merge', 'no-target', 'no-merge/kustomization.yaml', 1],
  ['foreign', 'foreign-plugin', 'foreign/plugin.yaml', 1],
  ['duplicate-key', 'duplicate-key', 'duplicate-key/twice.yaml', 6],
  ['loose-json', 'no-json-patch', 'loose-json/kustomization.yaml', 4],
  ['nowhere', 'missing-kustomization', 'nowhere', 1],
])('%s is refused as %s at %s:%i', (directory, code, file, line) => {
  const build = new Kustomizer(goldenTree('refused')).build(directory);
  expect(build).toMatchObject({ ok: false, error: { code, file, line } });
});

test('a scalar keeps the place of the text that decided it', () => {
  const build = new Kustomizer(goldenTree('strategic-merge')).build('');
  const [deployment] = build.ok ? build.objects : [];
  const origins = deployment ? originsOf(deployment.root) : new Map<string, string>();
  const container = '/spec/template/spec/containers/1';
  expect(origins.get('/metadata/name')).toBe('deployment.yaml:4:9');
  expect(origins.get('/spec/replicas')).toBe('patch.yaml:6:13');
  expect(origins.get(`${container}/image`)).toBe('deployment.yaml:16:18');
  expect(origins.get(`${container}/env/1/value`)).toBe('patch.yaml:18:22');
  expect(origins.get(`${container}/env/0/value`)).toBe('kustomization.yaml:17:82');
  expect(origins.get('/spec/template/spec/volumes/1/name')).toBe('kustomization.yaml:18:70');
});

test('a file is read once, however many overlays use it', () => {
  const reads = new Map<string, number>();
  const tree = goldenTree('base-and-overlay');
  const counting: Tree = {
    list: (path) => tree.list(path),
    read(path) {
      const content = tree.read(path);
      if (typeof content !== 'string' && path.endsWith('deployment.yaml')) reads.set(path, (reads.get(path) ?? 0) + 1);
      return content;
    },
  };
  const kustomizer = new Kustomizer(counting);
  for (const directory of ['overlay', 'base', 'twice']) expect(kustomizer.build(directory).ok).toBe(true);
  expect(reads.get('base/deployment.yaml')).toBe(1);
});

test('what one overlay changes, another does not see', () => {
  const kustomizer = new Kustomizer(goldenTree('base-and-overlay'));
  const before = kustomizer.build('base');
  kustomizer.build('twice');
  expect(kustomizer.build('base')).toEqual(before);
  expect(before).toEqual(new Kustomizer(goldenTree('base-and-overlay')).build('base'));
});
