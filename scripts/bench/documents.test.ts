import { expect, test } from 'vitest';
import { memoryTree } from '../../tree/index.ts';
import { validate } from '../../validator/index.ts';
import { documents } from './documents.ts';
import { committedPacks } from '../schemas/packs.ts';

test('every kind of document of the corpus is one that an API server takes', () => {
  const texts = Array.from({ length: 200 }, (_, index) => documents(index));
  const { report } = validate({
    tree: memoryTree(texts.map((text, index) => [`${index}.yaml`, text])),
    schemas: committedPacks(),
    target: { kubernetes: '1.36', flux: '2.9' },
    version: '0',
  });
  expect(report.findings).toEqual([]);
  expect(report.summary).toMatchObject({ valid: 200, noSchema: 0, skipped: 0 });
  expect(new Set(texts).size).toBe(200);
});
