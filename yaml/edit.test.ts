import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { nodeAt, parse, replaceScalar, toJson } from './index.ts';
import type { Dialect, JsonScalar, JsonValue, Node, ScalarNode } from './index.ts';

function edit(text: string, path: readonly (string | number)[], value: JsonScalar): string {
  const source = { path: 'x.yaml', text };
  const root = parse(source, 'kustomize').documents[0]?.root as Node;
  return replaceScalar(source, nodeAt(root, path) as ScalarNode, value);
}

function read(text: string, dialect: Dialect): JsonValue {
  const [document] = parse({ path: 'x.yaml', text }, dialect).documents;
  expect(document?.problems).toStrictEqual([]);
  return toJson(document?.root ?? null, dialect);
}

describe('replaceScalar', () => {
  test.each<[string, string, JsonScalar, string]>([
    [
      'a plain string stays plain',
      'a: v1 # {"$imagepolicy": "x:y"}\nb: 1\n',
      'v2',
      'a: v2 # {"$imagepolicy": "x:y"}\nb: 1\n',
    ],
    ['a plain string gets quotes where it needs them', 'a: v1 # c\n', '1.20', 'a: "1.20" # c\n'],
    ['single quotes stay', "a: 'v1'\n", "it's", "a: 'it''s'\n"],
    ['single quotes give way to escapes', "a: 'v1'\n", 'x\ty', 'a: "x\\ty"\n'],
    ['double quotes stay', 'a:   "v1"   # c\n', 'v2', 'a:   "v2"   # c\n'],
    ['numbers are plain', 'a: "1"\n', 12, 'a: 12\n'],
    ['null and booleans are plain', "a: 'x'\n", null, 'a: null\n'],
    ['big integers are exact', 'a: 1\n', 2n ** 63n, 'a: 9223372036854775808\n'],
    ['an empty value gets a blank before it', 'a:\nb: 1\n', 'x', 'a: x\nb: 1\n'],
    ['an empty value gets a blank behind it', 'a: # c\nb: 1\n', 'x', 'a: x # c\nb: 1\n'],
    ['a block keeps its comment and its last line break', 'a: |- # c\n  one\n  two\nb: 1\n', 'x', 'a: "x" # c\nb: 1\n'],
    ['a folded block becomes quoted', 'a: >\n  one\n  two\n\nb: 1\n', 'x\ny\n', 'a: "x\\ny\\n"\n\nb: 1\n'],
    ['a tag and an anchor stay', 'a: !!str &x 1\nb: 1\n', 'v', 'a: !!str &x v\nb: 1\n'],
    ['CRLF stays', 'a: x\r\nb: y\r\n', 'z', 'a: z\r\nb: y\r\n'],
  ])('%s', (_, text, value, expected) => {
    expect(edit(text, ['a'], value)).toBe(expected);
  });

  it('what would end a plain scalar in a flow collection is quoted', () => {
    expect(edit('a: [x, y]\n', ['a', 0], 'p,q')).toBe('a: ["p,q", y]\n');
    expect(edit('a: {b: x}\n', ['a', 'b'], '}')).toBe('a: {b: "}"}\n');
    expect(edit('a: {b: x}\n', ['a', 'b'], 'q?')).toBe('a: {b: "q?"}\n');
  });

  it('both readers get the new string, and all else as before', () => {
    const text =
      'a: one\nb:\n  - {k: two, l: [three]} # c\n  - "four"\n  - \'five\'\n  - |2\n     six\n  - >-\n    seven\n  - eight\n    nine\n  -\nz: end\n';
    const paths = [
      ['a'],
      ['b', 0, 'k'],
      ['b', 0, 'l', 0],
      ['b', 1],
      ['b', 2],
      ['b', 3],
      ['b', 4],
      ['b', 5],
      ['b', 6],
      ['z'],
    ];
    const unit = fc.constantFrom(...' \t\n:#-?|>&*!%@`\'"\\{}[],=~.01eyn/x', '\u0085', '\u2028', '😀', '\r');
    const value = fc.oneof(
      fc.array(unit, { maxLength: 8 }).map((units) => units.join('')),
      fc.constantFrom('yes', 'null', '12', '---', '2001-01-01', 'http://x:1/', 'v1.2'),
    );
    fc.assert(
      fc.property(fc.constantFrom(...paths), value, (path, replacement) => {
        const edited = edit(text, path, replacement);
        for (const dialect of ['kubectl', 'kustomize'] as const) {
          const expected = structuredClone(read(text, dialect)) as Record<string, unknown>;
          let parent: Record<string | number, unknown> = expected;
          for (const step of path.slice(0, -1)) parent = parent[step] as Record<string | number, unknown>;
          parent[path.at(-1) ?? ''] = replacement;
          expect(read(edited, dialect)).toStrictEqual(expected);
        }
      }),
      { numRuns: 500 },
    );
  });
});
