import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fluxOptions, gitOptions } from '../../generator/fleet.ts';
import { emitFleet, k3s } from '../../generator/index.ts';
import type { Fleet } from '../../generator/index.ts';
import * as recipes from '../../generator/recipes/index.ts';
import { arbitraryFleet } from '../../generator/testing/arbitrary-fleet.ts';
import { memoryTree } from '../../tree/index.ts';
import { validate } from '../../validator/index.ts';
import { openSchemas } from '../schemas.ts';
import { targetOf } from '../target.ts';
import { allOptions, usedOptions } from '../testing/drawn-options.ts';

const schemas = openSchemas();
const target = targetOf(schemas, {});
const sample = fc.sample(arbitraryFleet({ minimum: 1, maximum: 3 }), { numRuns: 60, seed: 1 });

/** The schema of everything that a fleet may say, by the name of who takes it. */
const optionSchemas = {
  git: gitOptions.schema,
  flux: fluxOptions.schema,
  k3s: k3s.platform.options.schema,
  ...Object.fromEntries(Object.values(recipes).map(({ recipe }) => [recipe.name, recipe.options.schema])),
};

/** Everything that a fleet says, with the name of who takes it. */
function* sayings({ spec }: Fleet): Iterable<readonly [name: string, value: unknown]> {
  yield ['git', spec.git];
  yield ['flux', spec.flux];
  for (const { platform, infrastructure = [], apps = [] } of Object.values(spec.clusters)) {
    yield [platform.platform.name, platform.options];
    for (const { recipe, options } of [...infrastructure, ...apps]) yield [recipe.name, options];
  }
}

test.each(Object.entries(optionSchemas))('arbitrary fleets say all that %s takes', (name, schema) => {
  const said = sample.flatMap((fleet) => [...sayings(fleet)].filter(([taker]) => taker === name));
  const used = new Set(said.flatMap(([, value]) => usedOptions(schema, value)));
  expect(allOptions(schema).filter((option) => !used.has(option))).toEqual([]);
});

test('what any fleet makes has no findings', () => {
  for (const fleet of sample) {
    const { files, problems } = emitFleet(fleet, schemas);
    expect(problems).toEqual([]);
    const { report } = validate({ tree: memoryTree(files), schemas, target, version: '0' });
    expect(report.findings).toEqual([]);
    expect(report.summary.valid).toBe(report.summary.objects);
  }
});
