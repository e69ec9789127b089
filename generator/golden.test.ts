import { existsSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { emitFleet, type Fleet } from './index.ts';
import { noSchemas } from './testing/no-schemas.ts';

const cases = 'golden/generate';

/** Whole fleets and their trees, to be read without code; `vitest run generator/golden -u` writes them anew. */
test.each(readdirSync(cases))('%s', async (name) => {
  const file = new URL(`../${cases}/${name}/fleet.ts`, import.meta.url).href;
  const { default: fleet } = (await import(/* @vite-ignore */ file)) as { default: Fleet };
  const { files, problems } = emitFleet(fleet, noSchemas);
  expect(problems).toEqual([]);
  const tree = `${cases}/${name}/tree`;
  for (const [path, text] of files) await expect(text).toMatchFileSnapshot(`../${tree}/${path}`);
  expect(filesIn(tree)).toEqual([...files.keys()]);
});

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(folder.length + 1))
    .toSorted();
}
