import { expect, test } from 'vitest';
import { breaches } from './floors.ts';

const doors = new Set(['yaml/index.ts', 'tree/index.ts', 'generator/index.ts', 'generator/recipes/index.ts']);

function judge(path: string, text: string): string[] {
  return breaches([[path, text]], doors);
}

test.each([
  ['a lower room by its door', 'validator/x.ts', `import { parse } from '../yaml/index.ts';`],
  ['its own room anywhere', 'yaml/deep/x.ts', `import { a } from '../node.ts';`],
  ['a published door that is not index.ts of a room', 'cli/x.ts', `import { a } from '../generator/recipes/index.ts';`],
  ['past a door, in a test', 'cli/x.test.ts', `import { a } from '../generator/fleet.ts';`],
  ['node: in a test', 'yaml/x.test.ts', `import { readFileSync } from 'node:fs'; readFileSync(process.argv[1]!);`],
  ['node: and console in cli/', 'cli/x.ts', `import 'node:fs'; console.log(Date.now());`],
  ['a YAML library in yaml/', 'yaml/x.ts', `import { Lexer } from 'yaml'; new Date(0);`],
  ['impure names that are labels', 'yaml/x.ts', `export const a = { process: 1, console: 2 }; a.process;`],
  ['anything in scripts/', 'scripts/x.ts', `import '../yaml/deep.ts'; console.log(process.argv);`],
])('allows %s', (_, path, text) => {
  expect(judge(path, text)).toEqual([]);
});

test.each([
  [
    'upward',
    'yaml/x.ts',
    `\nimport { v } from '../validator/index.ts';`,
    /^yaml\/x\.ts:2 imports validator\/index\.ts: .*above/,
  ],
  ['upward types', 'yaml/x.ts', `import type { V } from '../validator/index.ts';`, /above/],
  ['upward inline types', 'yaml/x.ts', `let v: import('../validator/index.ts').V;`, /above/],
  ['upward re-exports', 'yaml/x.ts', `export * from '../validator/index.ts';`, /above/],
  ['upward dynamic imports', 'yaml/x.ts', `await import('../validator/index.ts');`, /above/],
  ['a neighbour', 'validator/x.ts', `import '../generator/index.ts';`, /share floor 4/],
  ['a neighbour even in a test', 'validator/x.test.ts', `import '../generator/index.ts';`, /share floor 4/],
  ['past a door', 'validator/x.ts', `import '../yaml/node.ts';`, /past the door: use yaml\/index\.ts/],
  ['scripts from a room', 'cli/x.ts', `import '../scripts/start.ts';`, /no room/],
  ['the package itself', 'cli/x.ts', `import 'fluxsmith/recipes';`, /by its path/],
  ['node: below cli/', 'yaml/x.ts', `import 'node:fs';`, /functions of their input/],
  ['builtins without node:', 'yaml/x.ts', `import 'fs';`, /functions of their input/],
  ['a YAML library elsewhere', 'cli/x.ts', `import 'js-yaml';`, /only yaml\//],
  ['process', 'yaml/x.ts', `process.exit(1);`, /uses process/],
  ['console through globalThis', 'yaml/x.ts', `globalThis.console.log(1);`, /uses console/],
  ['the clock', 'yaml/x.ts', `\n\nconst a = Date.now();`, /^yaml\/x\.ts:3 uses Date\.now/],
  ['the clock by construction', 'yaml/x.ts', `const a = new Date();`, /uses new Date\(\)/],
  ['a folder that is no room', 'common/x.ts', ``, /no room/],
])('refuses %s', (_, path, text, sentence) => {
  expect(judge(path, text)).toEqual([expect.stringMatching(sentence)]);
});
