import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Definition } from '../../schemas/index.ts';
import { canonicalJson, hashOf } from '../../schemas/index.ts';
import { shareParts } from './share.ts';

const large: Definition = {
  type: 'object',
  properties: Object.fromEntries(
    ['anchor', 'boat', 'compass', 'deck', 'engine', 'flag', 'galley', 'hull'].map((name) => [name, { type: 'string' }]),
  ),
};
const small: Definition = { type: 'string', maxLength: 63 };

const definitions: fc.Arbitrary<Definition> = fc.letrec<{ definition: Definition }>((tie) => ({
  definition: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(large, small),
    fc.record({ type: fc.constant('array'), items: tie('definition') }),
    fc.record({
      type: fc.constant('object'),
      properties: fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('definition')),
    }),
    fc.record({ allOf: fc.array(tie('definition'), { minLength: 1, maxLength: 2 }) }),
  ),
})).definition;

test('what stands in two places stands in the pack once', () => {
  const shared = shareParts(new Map([['a', { properties: { x: large, y: large, z: small, w: small } }]]));
  expect(shared.size).toBe(2);
  expect(JSON.stringify(shared.get('a'))).toContain('"z":{"type":"string","maxLength":63}');
  expect([...shared.values()].filter((each) => canonicalJson(each) === canonicalJson(large))).toHaveLength(1);
});

test('sharing changes neither what kinds mean nor their hashes', () => {
  fc.assert(
    fc.property(fc.array(definitions, { minLength: 1, maxLength: 3 }), (roots) => {
      const plain = new Map(roots.map((definition, i) => [`kind ${i}`, definition]));
      const shared = shareParts(plain);
      for (const name of plain.keys()) {
        expect(hashOf(name, (each) => shared.get(each))).toBe(hashOf(name, (each) => plain.get(each)));
      }
    }),
  );
});
