/**
 * Writes the options of recipes and platforms into the published type declarations: `tsc` infers their types from the
 * option schemas, but drops what documents them. Run by the build after `tsc`; argument: the folder of declarations.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fluxOptions, gitOptions } from '../../generator/fleet.ts';
import { platforms } from '../../generator/index.ts';
import * as recipes from '../../generator/recipes/index.ts';
import { comment, typeText } from './option-types.ts';

const types = process.argv[2] ?? 'dist/types';
const json = "import type { JsonValue } from '../../options/index.ts';\n";

writeFileSync(join(types, 'generator/recipes/index.d.ts'), recipeTypes());
writeFileSync(join(types, 'generator/platforms/published.d.ts'), platformTypes());
replace(
  'generator/index.d.ts',
  "export { k3s } from './platforms/k3s.ts';",
  "export { k3s } from './platforms/published.ts';",
);
replace(
  'generator/fleet.d.ts',
  'readonly git: InputOf<typeof gitOptions>;',
  `readonly git: ${typeText(gitOptions.schema, '    ')};`,
);
replace(
  'generator/fleet.d.ts',
  'readonly flux?: InputOf<typeof fluxOptions>;',
  `readonly flux?: ${typeText(fluxOptions.schema, '    ')};`,
);

function recipeTypes(): string {
  const imports = `${json}import type { ComponentOptions, RecipeCall } from '../recipe.ts';\n`;
  const declarations = Object.entries(recipes).map(([name, { recipe }]) => {
    // It takes a path first, and so is a function of its own.
    if (name === 'directory') return "export { directory } from './directory.ts';\n";
    const options = interfaceOf(name, recipe.options.schema);
    const layers = recipe.layers.map((layer) => `'${layer}'`).join(' | ');
    const call = `export declare const ${name}: RecipeCall<${options.name}, ComponentOptions, ${layers}>;\n`;
    return `${options.text}${comment([recipe.summary])}${call}`;
  });
  return [imports, ...declarations].join('\n');
}

function platformTypes(): string {
  const imports = `${json}import type { PlatformCall } from '../platform.ts';\n`;
  const declarations = Object.values(platforms).map(({ platform: { name, summary, options } }) => {
    const { name: type, text } = interfaceOf(name, options.schema);
    return `${text}${comment([summary])}export declare const ${name}: PlatformCall<${type}, unknown>;\n`;
  });
  return [imports, ...declarations].join('\n');
}

function interfaceOf(name: string, schema: Parameters<typeof typeText>[0]): { name: string; text: string } {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Options`;
  return { name: type, text: `export interface ${type} ${typeText(schema)}\n` };
}

/** The declarations are what `tsc` makes of our sources: what is to be replaced must be there. */
function replace(file: string, before: string, after: string): void {
  const path = join(types, file);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(before)) throw new Error(`${path} does not hold: ${before}`);
  writeFileSync(
    path,
    text.replace(before, () => after),
  );
}
