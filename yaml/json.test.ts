import { describe, expect, it, test } from 'vitest';
import { parse, stringify, toJson } from './index.ts';
import type { JsonValue, Node, ScalarNode, ScalarProblem } from './index.ts';

function root(text: string): Node | null {
  return parse({ path: 'x.yaml', text }, 'kustomize').documents[0]?.root ?? null;
}

describe('toJson', () => {
  test.each<[string, string, JsonValue, JsonValue]>([
    [
      'lists and maps',
      'a: [1, {b: x}]\nc:\n  - - ~\n',
      { a: [1, { b: 'x' }], c: [[null]] },
      { a: [1, { b: 'x' }], c: [[null]] },
    ],
    ['dialects', 'a: yes\nb: 2024-05-06\n', { a: true, b: '2024-05-06' }, { a: 'yes', b: '2024-05-06T00:00:00Z' }],
    ['keys', 'a: {"1": x}\n0x10: z\n', { a: { 1: 'x' }, 16: 'z' }, { a: { 1: 'x' }, '0x10': 'z' }],
    ['empty collections', 'a: {}\nb: []\nc:\n', { a: {}, b: [], c: null }, { a: {}, b: [], c: null }],
    ['exact integers', 'a: 9007199254740993\n', { a: 9007199254740993n }, { a: 9007199254740993n }],
    ['a scalar', 'x', 'x', 'x'],
  ])('%s', (_, text, kubectl, kustomize) => {
    expect(toJson(root(text), 'kubectl')).toStrictEqual(kubectl);
    expect(toJson(root(text), 'kustomize')).toStrictEqual(kustomize);
  });

  it('gives null for no tree', () => {
    expect(toJson(null, 'kubectl')).toBeNull();
  });

  it('hands over what has no value, and leaves null in its place', () => {
    const refused: [ScalarNode, ScalarProblem][] = [];
    const value = toJson(root('a: .inf\nb: [!!int x, 1]\n'), 'kubectl', (node, problem) =>
      refused.push([node, problem]),
    );
    expect(value).toStrictEqual({ a: null, b: [null, 1] });
    expect(refused.map(([node, problem]) => [node.text, problem.code])).toStrictEqual([
      ['.inf', 'not-json'],
      ['x', 'wrong-tag'],
    ]);
  });

  it('keeps __proto__ as a key', () => {
    expect(stringify(toJson(root('__proto__: {a: 1}\n'), 'kubectl'))).toBe('{"__proto__":{"a":1}}');
  });

  it('does not run out of stack', () => {
    const source = { path: 'x.yaml', text: '' };
    const leaf: Node = { kind: 'scalar', tag: '', anchor: '', source, start: 0, end: 0, text: '1', style: 'plain' };
    let deep: Node = leaf;
    for (let i = 0; i < 20_000; i++)
      deep = { kind: 'sequence', tag: '', anchor: '', source, start: 0, end: 0, style: 'flow', items: [deep] };
    expect(stringify(toJson(deep, 'kubectl'))).toBe(`${'['.repeat(20_000)}1${']'.repeat(20_000)}`);
  });
});

test.each<[JsonValue, string]>([
  [null, 'null'],
  [true, 'true'],
  [1.5, '1.5'],
  [-0, '-0'],
  [1e20, '100000000000000000000'],
  [1e21, '1e+21'],
  [1e-6, '0.000001'],
  [1e-7, '1e-7'],
  [2n ** 64n - 1n, '18446744073709551615'],
  ['a"\n', '"a\\"\\n"'],
  [[], '[]'],
  [{}, '{}'],
  [[1, [2, {}]], '[1,[2,{}]]'],
  [{ b: [{ a: 1 }], 'a"': 'x' }, '{"b":[{"a":1}],"a\\"":"x"}'],
])('stringify(%o) is %s', (value, text) => {
  expect(stringify(value)).toBe(text);
});
