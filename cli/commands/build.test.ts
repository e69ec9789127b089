import { expect, test } from 'vitest';
import { call } from '../testing/call.ts';
import { folder } from '../testing/folder.ts';

const files = {
  'base/kustomization.yaml': 'resources: [map.yaml]\n',
  'base/map.yaml': 'kind: ConfigMap\napiVersion: v1\nmetadata: {name: a}\ndata: {large: 12345678901234567890}\n',
  'broken/kustomization.yaml': 'resources:\n  - ../base\n  - gone.yaml\n',
};
const object = '{"apiVersion":"v1","data":{"large":12345678901234567890},"kind":"ConfigMap","metadata":{"name":"a"}}';

test('each overlay is a line, and one that does not build says why and where', async () => {
  const { exit, stdout, stderr } = await call(['build', '--every-overlay', '-o', 'ndjson'], { cwd: folder(files) });
  expect({ exit, stderr }).toEqual({ exit: 1, stderr: '' });
  const [base, broken] = stdout.split('\n');
  expect(base).toBe(`{"path":"base","ok":true,"error":null,"objects":[${object}]}`);
  expect(JSON.parse(broken ?? '')).toMatchObject({
    path: 'broken',
    ok: false,
    error: { code: 'missing-file', file: 'broken/kustomization.yaml', line: 3, column: 5 },
    objects: [],
  });
});

test('a PATH is the directory that paths are relative to', async () => {
  const { exit, stdout } = await call(['build', 'base', '--every-overlay'], { cwd: folder(files) });
  expect({ exit, stdout }).toEqual({ exit: 0, stdout: `{"path":".","ok":true,"error":null,"objects":[${object}]}\n` });
});

test('every value has its origin', async () => {
  const { stdout } = await call(['build', 'base', '--every-overlay', '--origins'], { cwd: folder(files) });
  expect(JSON.parse(stdout)).toMatchObject({
    objects: [
      {
        object: { kind: 'ConfigMap' },
        origins: {
          '/kind': 'map.yaml:1:7',
          '/metadata/name': 'map.yaml:3:18',
          '/data/large': 'map.yaml:4:15',
        },
      },
    ],
  });
});

test('what cannot be built yet is wrong usage', async () => {
  expect(await call(['build'], { cwd: folder(files) })).toMatchObject({ exit: 2, stdout: '' });
  expect(await call(['build', '--every-overlay', '-o', 'xml'], { cwd: folder(files) })).toMatchObject({
    exit: 2,
    stdout: '',
  });
});
