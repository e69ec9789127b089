import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folder } from './testing/folder.ts';
import type { Files } from './testing/folder.ts';

interface Loaded {
  readonly fleet?: unknown;
  readonly name?: string;
  readonly message?: string;
  readonly help?: string;
}

/** Loads fleets one after the other in one process. */
function load(fleets: readonly Files[]): { results: Loaded[]; stderr: string } {
  const script = join(import.meta.dirname, 'testing/load-fleet.ts');
  const { stdout, stderr } = spawnSync(process.execPath, [script, ...fleets.map((files) => folder(files))], {
    encoding: 'utf8',
  });
  return { results: JSON.parse(stdout) as Loaded[], stderr };
}

test('a fleet is what its file exports, with what it imports', () => {
  const { results, stderr } = load([
    { 'fleet.ts': 'interface A { b: number }\nexport default { b: 1 } satisfies A;' },
    {
      'fleet.ts': `import { a } from './lib/a.ts'; import b from './b.json' with { type: 'json' }; export default { a, b };`,
      'lib/a.ts': `import c from '../c.mjs'; export const a: string = 'a' + c;`,
      'c.mjs': 'export default "c"',
      'b.json': '{"b":[1]}',
    },
    {
      'fleet.ts': `\uFEFFimport { join } from 'node:path';\r\nconsole.log('said');\r\nexport default await { x: join('a', 'b') };`,
    },
    { 'package.json': '{"type":"commonjs"}', 'fleet.ts': 'export default 1' },
    { 'fleet.ts': `import own from 'fluxsmith/package.json' with { type: 'json' }; export default own.name` },
  ]);
  expect(results).toEqual([
    { fleet: { b: 1 } },
    { fleet: { a: 'ac', b: { b: [1] } } },
    { fleet: { x: 'a/b' } },
    { fleet: 1 },
    { fleet: 'fluxsmith' },
  ]);
  expect(stderr).toBe('said\n');
});

const refused: readonly (readonly [what: string, files: Files, message: string | RegExp, help?: string])[] = [
  ['there is none', {}, /^there is no fleet\.ts in /, 'write one with "npx fluxsmith init"'],
  [
    'TypeScript that does not parse',
    { 'fleet.ts': '\nconst a = (;' },
    'fleet.ts:2 cannot be read: Expression expected',
  ],
  [
    'TypeScript that is more than types',
    { 'fleet.ts': 'const a = 1;\nenum B { C }' },
    'fleet.ts:2 cannot be read: TypeScript enum is not supported in strip-only mode',
    'a fleet may use only TypeScript whose types can be erased',
  ],
  [
    'JavaScript that does not parse',
    { 'fleet.ts': 'const a = 1;\nconst a = 2;' },
    "fleet.ts:2 cannot be read: Identifier 'a' has already been declared",
  ],
  [
    'an import that does not parse',
    { 'fleet.ts': `import './a.ts'`, 'a.ts': 'let b;\n\nlet b;' },
    "a.ts:3 cannot be read: Identifier 'b' has already been declared",
  ],
  [
    'an import of a name that is not there',
    { 'fleet.ts': `\nimport { b } from './a.ts'`, 'a.ts': 'export const c = 1' },
    "fleet.ts:2 cannot be read: The requested module './a.ts' does not provide an export named 'b'",
  ],
  [
    'an import without its extension',
    { 'fleet.ts': `import './a'`, 'a.ts': '' },
    'fleet.ts imports ./a, which does not exist',
    'write it with its extension: "./a.ts"',
  ],
  [
    'an import from elsewhere',
    { 'fleet.ts': `import '../a.ts'` },
    'fleet.ts imports ../a.ts, which lies outside of the repository',
  ],
  [
    'an import that is no code',
    { 'fleet.ts': `import './a.yaml'`, 'a.yaml': '' },
    'a.yaml cannot be imported by a fleet: only .ts, .js and .json files can',
  ],
  [
    'a package that is not installed',
    { 'fleet.ts': `import 'no-such-package-here'` },
    'fleet.ts imports "no-such-package-here", which is not installed',
    'npm install no-such-package-here',
  ],
  [
    'a call of what is not there',
    { 'fleet.ts': '\n\nconst a = missing();' },
    'fleet.ts:3 throws ReferenceError: missing is not defined',
  ],
  [
    'an error thrown by an import',
    {
      'fleet.ts': `import { f } from './a.ts';\nf();`,
      'a.ts': `export const f = () => {\n  throw new TypeError('no\\nmore')\n}`,
    },
    'a.ts:2 throws TypeError: no',
  ],
  ['something thrown that is no error', { 'fleet.ts': 'throw { code: 1 }' }, 'fleet.ts throws { code: 1 }'],
  [
    'no export',
    { 'fleet.ts': 'const a = 1' },
    'fleet.ts has no default export',
    'end it with "export default defineFleet({ … })"',
  ],
  [
    'an empty file',
    { 'fleet.ts': '' },
    'fleet.ts has no default export',
    'end it with "export default defineFleet({ … })"',
  ],
  [
    'a promise',
    { 'fleet.ts': 'export default Promise.resolve({})' },
    'fleet.ts exports a promise, not a fleet',
    'put "await" before it',
  ],
  [
    'leaving the process',
    { 'fleet.ts': '\nprocess.exit(0)' },
    'fleet.ts:2 throws Error: a fleet may not call process.exit',
  ],
  [
    'an error thrown later',
    { 'fleet.ts': `setTimeout(() => { throw new Error('late') });\nawait new Promise(() => {})` },
    'fleet.ts:1 throws Error: late',
  ],
  [
    'a rejection nobody awaits',
    { 'fleet.ts': `Promise.reject(new Error('lost'));\nawait new Promise((done) => setTimeout(done, 50))` },
    'fleet.ts:1 throws Error: lost',
  ],
  [
    'waiting for ever',
    { 'fleet.ts': 'await new Promise(() => {})' },
    'fleet.ts waits for something that never happens',
  ],
];

test('whatever goes wrong in a fleet is one sentence with file and line', () => {
  const { results, stderr } = load(refused.map(([, files]) => files));
  expect(stderr).toBe('');
  const expected = refused.map(([what, , message, help]) => ({
    what,
    name: 'Refusal',
    message: expect.stringMatching(message),
    ...(help && { help }),
  }));
  expect(results.map((result, index) => ({ what: refused[index]![0], ...result }))).toEqual(expected);
});
