import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openPacks } from '../../schemas/index.ts';
import { memoryTree } from '../../tree/index.ts';
import { validate } from '../../validator/index.ts';
import { documents } from './documents.ts';

test('every kind of document of the corpus is one that an API server takes', () => {
  const folder = join(import.meta.dirname, '../../schemas/packs');
  const packs = openPacks(memoryTree(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))])));
  if ('problems' in packs) throw new Error('the packs cannot be read');
  const texts = Array.from({ length: 200 }, (_, index) => documents(index));
  const { report } = validate({
    tree: memoryTree(texts.map((text, index) => [`${index}.yaml`, text])),
    schemas: packs.store,
    target: { kubernetes: '1.36', flux: '2.9' },
    version: '0',
  });
  expect(report.findings).toEqual([]);
  expect(report.summary).toMatchObject({ valid: 200, noSchema: 0, skipped: 0 });
  expect(new Set(texts).size).toBe(200);
});
