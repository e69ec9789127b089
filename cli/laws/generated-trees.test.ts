import { rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fluxOptions, gitOptions } from '../../generator/fleet.ts';
import { emitFleet, isGenerated, k3s } from '../../generator/index.ts';
import type { Fleet } from '../../generator/index.ts';
import * as recipes from '../../generator/recipes/index.ts';
import { arbitraryFleet } from '../../generator/testing/arbitrary-fleet.ts';
import { noSchemas } from '../../generator/testing/no-schemas.ts';
import { memoryTree } from '../../tree/index.ts';
import { validate } from '../../validator/index.ts';
import { openSchemas } from '../schemas.ts';
import { targetOf } from '../target.ts';
import { call } from '../testing/call.ts';
import { allOptions, usedOptions } from '../testing/drawn-options.ts';
import { fleetText, reversedFleet } from '../testing/fleet-text.ts';
import { contents, folder, write } from '../testing/folder.ts';
import type { Files } from '../testing/folder.ts';

const schemas = openSchemas();
const target = targetOf(schemas, {});
/** As many as it takes to draw every option; a new one that is rare may need another seed. */
const sample = fc.sample(arbitraryFleet({ minimum: 1, maximum: 2 }), { numRuns: 40, seed: 2 });

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
  for (const [index, fleet] of sample.entries()) {
    // What editors check by is nearly the same for each fleet, and takes the longest to write.
    const { files, problems } = emitFleet(fleet, index < 4 ? schemas : noSchemas);
    expect(problems).toEqual([]);
    const { report } = validate({ tree: memoryTree(files), schemas, target, version: '0' });
    expect(report.findings).toEqual([]);
    expect(report.summary.valid).toBe(report.summary.objects);
  }
});

test('a second run changes no byte, whatever the order in fleet.ts', async () => {
  for (const fleet of sample.slice(0, 2)) {
    const root = folder({ 'fleet.ts': fleetText(fleet), ...handWritten(fleet) });
    expect(await call(['generate'], { cwd: root })).toMatchObject({ exit: 0 });
    const first = generated(root);
    write(root, { 'fleet.ts': fleetText(reversedFleet(fleet)) });
    expect((await call(['generate', '--prune'], { cwd: root })).stdout).toMatch(/: nothing to write\n$/);
    expect(generated(root)).toEqual(first);
    for (const path of Object.keys(first)) rmSync(join(root, path));
    expect(await call(['generate'], { cwd: root })).toMatchObject({ exit: 0 });
    expect(generated(root)).toEqual(first);
  }
});

/** The folders that a fleet wires in. */
function handWritten(fleet: Fleet): Files {
  const directories = [...sayings(fleet)].filter(([taker]) => taker === 'directory');
  return Object.fromEntries(
    directories.map(([, options]) => [`${(options as { path: string }).path}/kustomization.yaml`, 'resources: []\n']),
  );
}

function generated(root: string): Record<string, string> {
  return Object.fromEntries(Object.entries(contents(root)).filter(([, text]) => isGenerated(text)));
}
