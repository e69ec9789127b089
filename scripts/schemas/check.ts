/**
 * Compares the committed packs with the real things: `node scripts/schemas/check.ts`.
 * Each built-in kind with what a real API server serves, each other kind with its CRD or Go types; exit 1 where one differs.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assemblePack } from './assemble.ts';
import { hasGo } from './go.ts';
import { committedPacks, packsFolder } from './packs.ts';
import type { PackRecipe } from './sources.ts';
import { packRecipes } from './sources.ts';

async function differencesOf(recipe: PackRecipe): Promise<readonly string[]> {
  const { kinds, bytes } = await assemblePack(recipe);
  const committed = committedPacks();
  const differences = kinds.flatMap(({ group, version, kind, channel, hash }) => {
    const known = channel ? committed.experimental?.(group, version, kind) : committed.kind(group, version, kind);
    if (known?.hash === hash) return [];
    return [`${group}/${version} ${kind} ${known ? 'differs' : 'is missing'}`];
  });
  const same = kinds.length - differences.length;
  console.log(`${recipe.name} ${recipe.version}: ${same} of ${kinds.length} kinds are as their source has them`);
  if (differences.length === 0 && !readFileSync(join(packsFolder, `${recipe.name}.ndjson`)).equals(bytes)) {
    return [`${recipe.name}.ndjson has the same schemas, yet other bytes`];
  }
  return differences;
}

if (await hasGo()) {
  for (const recipe of packRecipes) {
    for (const difference of await differencesOf(recipe)) {
      console.error(`  ${difference}`);
      process.exitCode = 1;
    }
  }
  if (process.exitCode === 1) console.error('Run node scripts/schemas/build.ts and look at what changes.');
} else {
  console.log('SKIPPED: the schema packs were NOT compared with a real API server, because there is no Go here.');
}
