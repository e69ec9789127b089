/**
 * Rebuilds the schema packs from the real things: `node scripts/schemas/build.ts [PACK]…`.
 * Needs Go and its module proxy; the first time it builds an API server, which takes minutes.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assemblePack } from './assemble.ts';
import { packsFolder } from './packs.ts';
import { packRecipes } from './sources.ts';

const wanted = process.argv.slice(2);
const names = packRecipes.map(({ name }) => name);
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`No pack is called ${unknown.join(', ')}; there are ${names.join(', ')}.`);
  process.exitCode = 2;
} else {
  mkdirSync(packsFolder, { recursive: true });
  for (const recipe of packRecipes) {
    if (wanted.length > 0 && !wanted.includes(recipe.name)) continue;
    const { kinds, definitions, bytes } = await assemblePack(recipe);
    writeFileSync(join(packsFolder, `${recipe.name}.ndjson`), bytes);
    console.log(
      `${recipe.name} ${recipe.version}: ${kinds.length} kinds, ${definitions} definitions, ${bytes.length} bytes`,
    );
  }
}
