import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matcherOf } from './pattern.ts';

const duration = '^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$';
const hostname = '^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$';

describe.each([
  [duration, ['10m', '1h30m', '1.5s'], ['', '10', '10 m', '1d', '10m ']],
  [hostname, ['a', '*.example.com', 'a-b.c'], ['', '*', 'A', 'a..b', '-a', 'a.']],
  ['^.{2,3}$', ['ab', '日本', '😀😀'], ['a', 'abcd', '😀', 'a\nb']],
  ['b', ['abc', 'b'], ['', 'ac']],
  ['^a|b$', ['ax', 'xb'], ['xa', 'bx']],
  ['(?i)^ab$', ['AB', 'aB'], ['abc']],
  ['^(?i:a)b$', ['Ab'], ['AB']],
  ['^a(?i)b$', ['aB'], ['AB']],
  ['(?s)^.$', ['\n'], ['']],
  ['(?m)^b$', ['a\nb\nc'], ['ab']],
  ['^\\d\\s\\w$', ['1 a', '1\t_'], ['1\u00a0a', '١ a']],
  ['^[\\d\\-]+$', ['1-2'], ['a']],
  ['^[^a-c]$', ['d', '\n'], ['a', 'c', '']],
  ['^[[:alpha:]_]+$', ['aZ_'], ['a1']],
  ['^[[:^digit:]]$', ['a'], ['1']],
  ['^[]a]+$', [']a'], ['b']],
  ['^[a-]+$', ['a-'], ['b']],
  ['^\\p{Lu}\\P{Lu}$', ['Äa'], ['aa']],
  ['^\\p{Greek}+$', ['αβ'], ['a']],
  ['\\bfoo\\b', ['a foo b'], ['afoo']],
  ['^\\Qa.b\\E$', ['a.b'], ['axb']],
  ['^\\x41\\x{1F600}\\t$', ['A😀\t'], ['A']],
  ['^(?P<name>a)(?:b)$', ['ab'], ['a']],
  ['^a{2}b{1,}c{0,1}$', ['aab', 'aabbc'], ['ab', 'aa']],
  ['^a{,2}$', ['a{,2}'], ['aa']],
  ['^$', [''], ['a']],
  ['^[a-z]+?$', ['abc'], ['']],
  ['\\A\\z', [''], ['a']],
])('%s', (pattern, good, bad) => {
  test.each(good)('matches %j', (text) => {
    expect(matcherOf(pattern)?.(text)).toBe(true);
  });
  test.each(bad)('does not match %j', (text) => {
    expect(matcherOf(pattern)?.(text)).toBe(false);
  });
});

test.each([
  '(?=a)b',
  '(?<!a)b',
  '(a)\\1',
  '(',
  'a)',
  '[a',
  '*',
  'a**',
  '\\',
  '[b-a]',
  'a{1001}',
  '\\p{Nope}',
  '\\C',
  '(?x)a',
])('%s is no pattern there', (pattern) => {
  expect(matcherOf(pattern)).toBeUndefined();
});

test('time is linear in the text, whatever the pattern', () => {
  expect(matcherOf('^(a*)*(a|aa)+$')?.(`${'a'.repeat(5000)}b`)).toBe(false);
});

test('it agrees with the expressions of JavaScript where both mean the same', () => {
  const atom = fc.constantFrom(
    'a',
    'b',
    '[ab]',
    '[^a]',
    '(a|b)',
    '(ab)',
    '.',
    'b*',
    'a+',
    '(a?)',
    '(ab){1,2}',
    '^',
    '$',
  );
  fc.assert(
    fc.property(fc.array(atom, { maxLength: 6 }), fc.stringMatching(/^[abc]{0,8}$/), (parts, text) => {
      const pattern = parts.join('');
      expect(matcherOf(pattern)?.(text)).toBe(new RegExp(pattern, 'u').test(text));
    }),
  );
});

test('any text is a pattern or none, and never more', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.string({ maxLength: 12 }), (pattern, text) => {
      expect(['boolean', 'undefined']).toContain(typeof matcherOf(pattern)?.(text));
    }),
  );
});
