import { describe, expect, test } from 'vitest';
import {
  explainAnnotationKey,
  explainDns1035Label,
  explainDnsLabel,
  explainDnsSubdomain,
  explainLabelValue,
  explainPathSegment,
  explainQualifiedName,
} from './names.ts';

const long = 'a'.repeat(64);

describe.each([
  [explainDnsLabel, ['a', '1', 'a-b', 'a'.repeat(63)], ['', 'A', 'a.b', '-a', 'a-', 'a_b', 'ü', long, 'a b']],
  [explainDns1035Label, ['a', 'a-1'], ['1a', '', 'A', 'a.b', long]],
  [
    explainDnsSubdomain,
    ['a', '1.2', 'a.b-c', `${long}.b`],
    ['', '.', 'a..b', 'a.', '-a', 'A.b', 'a.-b', 'a'.repeat(254)],
  ],
  [explainPathSegment, ['A b:c', 'system:node'], ['', '.', '..', 'a/b', 'a%b']],
  [explainQualifiedName, ['a', 'A_b.c', 'x.io/A'], ['', '/a', 'x/', 'a/b/c', 'X.io/a', '-a', `x.io/${long}`, 'a b']],
  [explainAnnotationKey, ['X.io/a'], ['', 'a b']],
  [explainLabelValue, ['', 'a', 'A_1.b'], ['-a', 'a-', 'a b', long, 'a/b', 'über']],
])('%o', (explain, good, bad) => {
  test.each(good)('takes %j', (text) => {
    expect(explain(text)).toBeUndefined();
  });
  test.each(bad)('explains %j', (text) => {
    expect(explain(text)).toMatch(/^(must|may|the (prefix|name))/);
  });
});

test('the explanation names the character', () => {
  expect(explainDnsSubdomain('My-App')).toContain("'M' is an upper-case letter");
  expect(explainDnsLabel('a.b')).toContain("not '.'");
  expect(explainLabelValue('a b')).toContain('a space');
});
