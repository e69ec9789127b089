import { expect, test } from 'vitest';
import { componentName, defineRecipe, emitFleet, options, patches } from './index.ts';
import { cluster, fleetOf } from './testing/fleets.ts';
import { noSchemas } from './testing/no-schemas.ts';

const { defaulted, integer, object } = options;

/** A recipe as a person would write it beside their fleet. */
const backup = defineRecipe({
  name: 'backup',
  summary: 'Keeps a number of copies.',
  layers: ['apps'],
  options: object({ name: componentName, copies: defaulted(integer(1, 9), 3), patches }),
  needs: () => [{ capability: 'archive', why: 'to store copies', optional: true }],
  emit: ({ name, copies }) => ({
    namespaces: [name],
    objects: [
      {
        file: 'settings',
        object: {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name, namespace: name },
          data: { copies: String(copies) },
        },
      },
    ],
  }),
});

test('a recipe of one’s own is judged, emitted and patched like any other', () => {
  const patched = { target: { kind: 'ConfigMap' }, patch: { data: { note: 'x' } } };
  const fleet = fleetOf({ home: cluster({ apps: [backup({ name: 'copies', patches: [patched] })] }) });
  const { files, problems } = emitFleet(fleet, noSchemas);
  expect(problems).toEqual([]);
  expect(files.get('apps/copies/settings.yaml')).toContain('copies: "3"');
  expect(files.get('apps/copies/kustomization.yaml')).toContain('note: x');
  // @ts-expect-error copies are a number
  const wrong = emitFleet(fleetOf({ home: cluster({ apps: [backup({ name: 'copies', copies: '3' })] }) }), noSchemas);
  expect(wrong.problems.map(({ message }) => message)).toEqual(['is "3", expected a whole number']);
});

test('a component is plain data that names its recipe and the line of the call', () => {
  expect(backup({ name: 'copies' })).toEqual({
    recipe: backup.recipe,
    options: { name: 'copies' },
    at: { file: expect.stringMatching(/recipe\.test\.ts$/), line: expect.any(Number), column: expect.any(Number) },
  });
});

test('a recipe that throws is a problem of the fleet', () => {
  const broken = defineRecipe({
    name: 'broken',
    summary: 'Fails.',
    layers: ['apps'],
    options: object({ name: componentName }),
    emit: () => {
      throw new Error('no such thing');
    },
  });
  const { problems } = emitFleet(fleetOf({ home: cluster({ apps: [broken({ name: 'x' })] }) }), noSchemas);
  expect(problems.map(({ property, message }) => `${property} ${message}`)).toEqual([
    'clusters.home.apps[0] makes its recipe broken fail: no such thing',
  ]);
});
