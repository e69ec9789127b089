import { expect, test } from 'vitest';
import { globTest } from './glob.ts';

test.each([
  ['*.yaml', 'a/b.yaml', true],
  ['*.yaml', 'a/b.yml', false],
  ['docs', 'a/docs/b.yaml', true],
  ['docs/', 'docs/b.yaml', true],
  ['/docs', 'docs/b.yaml', true],
  ['a/*.yaml', 'a/b.yaml', true],
  ['a/*.yaml', 'a/b/c.yaml', false],
  ['a/**', 'a/b/c.yaml', true],
  ['a/**/c.yaml', 'a/c.yaml', true],
  ['a/**/c.yaml', 'a/b/b/c.yaml', true],
  ['**/test/*.y?ml', 'x/test/a.yaml', true],
  ['{a,b}/*.yaml', 'b/x.yaml', true],
  ['{a,b}/*.yaml', 'c/x.yaml', false],
  ['a.b', 'axb', false],
  ['(a|b)', 'a', false],
])('%s on %s is %s', (glob, path, expected) => {
  expect(globTest(glob)(path)).toBe(expected);
});
