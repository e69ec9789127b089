import fc from 'fast-check';
import { expect, test } from 'vitest';
import { memoryTree } from '../tree/index.ts';
import { stringify, type JsonValue } from '../yaml/index.ts';
import { appliedObjects, type AppliedObject } from './applied.ts';
import { arbitraryFleet } from './testing/arbitrary-fleet.ts';
import { emitFleet, type Fleet } from './index.ts';
import { noSchemas } from './testing/no-schemas.ts';

const runs = { numRuns: 20 };

/** Fleets whose random names do not happen to meet. */
function emitted(fleet: Fleet) {
  const result = emitFleet(fleet, noSchemas);
  fc.pre(result.problems.length === 0);
  return result;
}

test('an arbitrary fleet is nearly always without problems', () => {
  const fleets = fc.sample(arbitraryFleet({ minimum: 1, maximum: 2 }), { numRuns: 40, seed: 7 });
  const problems = fleets.flatMap((fleet) => emitFleet(fleet, noSchemas).problems);
  expect(problems.map(({ rule, property, message }) => `${rule} ${property} ${message}`)).toEqual([]);
});

test('emission is the same each time, in any order of keys and of components', () => {
  fc.assert(
    fc.property(arbitraryFleet({ minimum: 1, maximum: 3 }), (fleet) => {
      const files = [...emitted(fleet).files];
      expect([...emitFleet(fleet, noSchemas).files]).toEqual(files);
      expect([...emitFleet(reversed(fleet) as Fleet, noSchemas).files]).toEqual(files);
    }),
    runs,
  );
});

test('another cluster changes nothing of what the first applies', () => {
  fc.assert(
    fc.property(arbitraryFleet({ minimum: 2, maximum: 3 }), (fleet) => {
      const all = emitted(fleet);
      const [name, spec] = Object.entries(fleet.spec.clusters)[0]!;
      const alone = emitFleet({ ...fleet, spec: { ...fleet.spec, clusters: { [name]: spec } } }, noSchemas);
      expect(bodies(all.files, name)).toEqual(bodies(alone.files, name));
    }),
    runs,
  );
});

/** What a cluster applies, without the folders, which may move. */
function bodies(files: ReadonlyMap<string, string>, cluster: string): object {
  const applied = [...appliedObjects(memoryTree(files), cluster)];
  return applied
    .map(([id, { kustomization, body }]) => [id, kustomization, stringify(withoutPath(body))])
    .toSorted(([a], [b]) => (a! < b! ? -1 : 1));
}

function withoutPath(body: AppliedObject['body']): JsonValue {
  if (body['apiVersion'] !== 'kustomize.toolkit.fluxcd.io/v1') return body;
  return { ...body, spec: { ...(body['spec'] as AppliedObject['body']), path: '' } };
}

/** The same fleet with the keys of every object and the lists of components turned round. */
function reversed(value: unknown, key = ''): unknown {
  if (key === 'recipe' || key === 'platform')
    return isChoice(value) ? { ...value, options: reversed(value.options) } : value;
  if (Array.isArray(value)) {
    const items = value.map((each) => reversed(each));
    return key === 'infrastructure' || key === 'apps' ? items.toReversed() : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, each]) => [name, reversed(each, name)]),
  );
}

function isChoice(value: unknown): value is { readonly platform: object; readonly options: unknown } {
  return typeof value === 'object' && value !== null && 'platform' in value;
}
