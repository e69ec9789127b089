import { expect, test } from 'vitest';
import { stringNode } from './nodes.ts';
import { topOf } from './failure.ts';
import { parseLabelSelector } from './label-selector.ts';

const labels = new Map([
  ['app', 'web'],
  ['tier', '3'],
  ['example.com/part', 'a'],
]);
const selector = (text: string) => parseLabelSelector({ text, node: stringNode(text, topOf('k.yaml')) });

test.each([
  ['', true],
  ['app=web', true],
  ['app == web', true],
  ['app=db', false],
  ['app!=db', true],
  ['none!=db', true],
  ['app', true],
  ['!app', false],
  ['!none', true],
  ['app in (db, web)', true],
  ['app in (db)', false],
  ['none in (db)', false],
  ['app notin (db)', true],
  ['none notin (db)', true],
  ['app notin (web),tier', false],
  ['tier > 2, tier < 4', true],
  ['app > 2', false],
  ['example.com/part=a,app in (web,db),!none', true],
])('%s: %s', (text, isMet) => {
  expect(selector(text)(labels)).toBe(isMet);
});

test.each(['app in web', 'a b', ',', '=x', 'app in (web', 'app=web,'])('%s is refused', (text) => {
  expect(() => selector(text)).toThrow(expect.objectContaining({ code: 'bad-selector' }));
});
