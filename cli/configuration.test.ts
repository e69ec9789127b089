import { join } from 'node:path';
import { expect, test } from 'vitest';
import { memoryTree } from '../tree/index.ts';
import { readConfiguration } from './configuration.ts';
import { folder } from './testing/folder.ts';

const read = (text: string) => readConfiguration(memoryTree([['fluxsmith.config.json', text]]), '/', undefined);

test('what is not said has defaults', async () => {
  const nothing = { rules: {}, ignore: [], target: {} };
  expect(await readConfiguration(memoryTree([]), '/', undefined)).toEqual(nothing);
  expect(await read('{}')).toEqual(nothing);
  expect(await read('// one\n{ /* two\n {*/ "ignore": [\t"a//b", "\\"//" ], // three {\n\t"rules": {}, }')).toEqual({
    ...nothing,
    ignore: ['a//b', '"//'],
  });
  expect(await read('\uFEFF{ "$schema": "x",\r\n "ignore": ["a/**"], "target": { "flux": "2.9" } }')).toEqual({
    $schema: 'x',
    rules: {},
    ignore: ['a/**'],
    target: { flux: '2.9' },
  });
});

test('another file can be given', async () => {
  const root = folder({ 'strict.json': '{ "rules": { "schema/type": "warning" } }' });
  const tree = memoryTree([['fluxsmith.config.json', 'not even read']]);
  expect(await readConfiguration(tree, root, 'strict.json')).toMatchObject({ rules: { 'schema/type': 'warning' } });
  await expect(readConfiguration(tree, root, 'gone.json')).rejects.toThrow(
    'gone.json cannot be read: there is no such file',
  );
  await expect(readConfiguration(tree, '/', join(root, '.'))).rejects.toThrow(/cannot be read: it is a directory/);
});

test.each([
  ['{\n "ignored": [] }', /^fluxsmith\.config\.json:2 ignored .*ignore/],
  ['{\n "rules": {\n  "schema/type": "fatal" } }', /^fluxsmith\.config\.json:3 rules\["schema\/type"\] .*error.*off/],
  ['{ "ignore":\n "a" }', /^fluxsmith\.config\.json:1 ignore /],
  ['{ "target": {\n "kubernetes": "1.36.1" } }', /^fluxsmith\.config\.json:2 target\.kubernetes .*1\.36/],
  [
    '{ // a\n "rules": {\n "api/removed-versions": "off" } }',
    /^fluxsmith\.config\.json:3 there is no rule "api\/removed-versions"$/,
  ],
  ['[]', /^fluxsmith\.config\.json:1 the configuration /],
  ['', /^fluxsmith\.config\.json:1 is empty/],
  ['{\n "ignore": [}', /^fluxsmith\.config\.json:2 cannot be read: /],
  ['{ "ignore": [],\n "ignore": [] }', /^fluxsmith\.config\.json:2 cannot be read: /],
])('a mistake is named with its line: %s', async (text, message) => {
  await expect(read(text)).rejects.toThrow(message);
});
