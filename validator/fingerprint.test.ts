import { expect, test } from 'vitest';
import { fingerprint } from './fingerprint.ts';
import { nameless } from './identity.ts';

const object = { apiVersion: 'v1', kind: 'ConfigMap', namespace: null, name: 'x' };

test('it stays what it is', () => {
  expect(fingerprint('schema/type', object, '/data/a', 'app.yaml')).toMatchInlineSnapshot(`"1648ee02de79e518"`);
});

test('it names the rule, the object and the pointer, and the file only where there is no object', () => {
  const names = [
    fingerprint('schema/type', object, '/data/a', 'app.yaml'),
    fingerprint('schema/null', object, '/data/a', 'app.yaml'),
    fingerprint('schema/type', object, '/data/b', 'app.yaml'),
    fingerprint('schema/type', { ...object, name: 'y' }, '/data/a', 'app.yaml'),
    fingerprint('schema/type', nameless, '', 'app.yaml'),
    fingerprint('schema/type', nameless, '', 'b.yaml'),
  ];
  expect(new Set(names).size).toBe(names.length);
  expect(fingerprint('schema/type', object, '/data/a', 'moved.yaml')).toBe(names[0]);
});
