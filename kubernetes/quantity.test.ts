import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareQuantities, explainQuantity, isQuantity, parseQuantity } from './quantity.ts';

const good = [
  '0',
  '1',
  '+1',
  '-1',
  '.5',
  '5.',
  '1.5',
  '1e3',
  '1E-3',
  '1e+3',
  '100m',
  '1k',
  '1M',
  '10Gi',
  '2Ei',
  '3E',
  '1n',
  '0.1u',
  '00012',
];
const bad = [
  '',
  ' ',
  '512MB',
  '10gi',
  '10 Gi',
  '1vCPU',
  'Gi',
  '1K',
  '1.2.3',
  '1e',
  '1e3Gi',
  '--1',
  '1,5',
  '1 ',
  '１',
  'true',
  '.',
  '+',
];

describe('quantities', () => {
  test.each(good)('%j is a quantity', (text) => {
    expect(isQuantity(text)).toBe(true);
    expect(explainQuantity(text)).toBeUndefined();
  });
  test.each(bad)('%j is none', (text) => {
    expect(isQuantity(text)).toBe(false);
    expect(explainQuantity(text)).toBeTypeOf('string');
  });
  test.each([
    ['512MB', '512M'],
    ['10 Gi', '10Gi'],
    ['10gi', '10Gi'],
    ['1vCPU', 'write 1'],
  ])('%j is explained with %j', (text, meant) => {
    expect(explainQuantity(text)).toContain(meant);
  });
  test.each([
    ['1', '1000m', 0],
    ['1Ki', '1024', 0],
    ['1Ki', '1k', 1],
    ['-1', '1m', -1],
    ['-1000', '1', -1],
    ['1', '-1000', 1],
    ['-1m', '-1', 1],
    ['0', '1n', -1],
    ['1e1000000000', '1e-1000000000', 1],
    ['-2', '-1', -1],
  ])('%s compared with %s is %i', (left, right, expected) => {
    const [a, b] = [parseQuantity(left), parseQuantity(right)];
    if (typeof a === 'string' || typeof b === 'string') throw new Error('both are quantities');
    expect(compareQuantities(a, b)).toBe(expected);
  });
  test('both readings agree on any text', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[+\-.0-9eEKMGiu ]{0,6}$/), (text) => {
        expect(isQuantity(text)).toBe(typeof parseQuantity(text) === 'object');
      }),
    );
  });
});
