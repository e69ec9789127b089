import { describe, expect, test } from 'vitest';
import { type Dialect, type Document, expand, type JsonValue, parse, toJson } from './index.ts';

const document = (text: string, dialect: Dialect): Document =>
  parse({ path: 'a.yaml', text }, dialect).documents[0] as Document;

/** The value of a text, or the codes of what is wrong with it. */
function value(text: string, dialect: Dialect): JsonValue {
  const { root, problems } = expand(document(text, dialect), dialect);
  return problems.length > 0 ? problems.map(({ code }) => code).join() : toJson(root, dialect);
}

test('a tree without anything to expand stays the same object', () => {
  for (const dialect of ['kubectl', 'kustomize'] as const) {
    const plain = document('name: x\ntype: y\nlist: [a, {b: c}]\ntext: |\n  d\n"quoted": 1\n', dialect);
    expect(expand(plain, dialect).root).toBe(plain.root);
  }
});

describe('where the dialects differ', () => {
  test.each<[string, string, JsonValue, JsonValue]>([
    ['aliases', 'a: &x {b: 1}\nc: *x\n', { a: { b: 1 }, c: { b: 1 } }, { a: { b: 1 }, c: { b: 1 } }],
    ['duplicate keys', 'a: 1\nb: 2\na: 3\n', { a: 3, b: 2 }, 'duplicate-key'],
    [
      'a key before the merge',
      'x: &x {a: 1}\nz: {a: 2, <<: *x}\n',
      { x: { a: 1 }, z: { a: 1 } },
      { x: { a: 1 }, z: { a: 2 } },
    ],
    [
      'a key behind the merge',
      'x: &x {a: 1}\nz: {<<: *x, a: 2}\n',
      { x: { a: 1 }, z: { a: 2 } },
      { x: { a: 1 }, z: { a: 2 } },
    ],
    ['a list of merges', '<<: [{a: 1}, {a: 2, b: 3}]\n', { a: 1, b: 3 }, { a: 1, b: 3 }],
    ['two merge keys', '<<: {a: 1}\n<<: {b: 2}\n', { a: 1, b: 2 }, 'duplicate-merge-key'],
    ['a merge of text', '<<: x\n', 'bad-merge', 'bad-merge'],
    ['numbers and booleans as keys', 'm: {1: a, true: b}\n', { m: { 1: 'a', true: 'b' } }, 'key-type,key-type'],
    ['a null key', 'm: {~: a}\n', 'key-type', 'key-type'],
    ['a template', 'image: {{ .Values.image }}\n', 'complex-key', 'complex-key'],
    ['an anchor that contains itself', 'a: &x [*x]\n', 'recursive-alias', 'recursive-alias'],
    ['an empty value in braces', 'a: {b: }\n', { a: { b: null } }, { a: { b: '' } }],
    ['a folded text with an indented line', 'a: >\n  b\n   c\n  d\n', { a: 'b\n c\nd\n' }, { a: 'b\n\n c\nd\n' }],
    ['a quoted merge key', 'a: {"<<": 1}\n', { a: { '<<': 1 } }, { a: {} }],
  ])('%s', (_, text, kubectl, kustomize) => {
    expect(value(text, 'kubectl')).toEqual(kubectl);
    expect(value(text, 'kustomize')).toEqual(kustomize);
  });
});

test('a duplicate key names both places', () => {
  const text = 'a: 1\nb: 2\na: 3\n';
  const [problem] = expand(document(text, 'kustomize'), 'kustomize').problems;
  expect(problem).toMatchObject({ start: 10, end: 11, related: { start: 0, end: 1 } });
});

/** Nine aliases to the level below, as often as there are levels. */
function bomb(levels: number): string {
  const lines = ['l0: &l0 [x, x, x, x, x, x, x, x, x]'];
  for (let level = 1; level <= levels; level++)
    lines.push(
      `l${level}: &l${level} [${Array(9)
        .fill(`*l${level - 1}`)
        .join(', ')}]`,
    );
  return `${lines.join('\n')}\n`;
}

test('alias bombs are refused at once', () => {
  expect(value(bomb(30), 'kubectl')).toBe('excessive-aliases');
  expect(value(bomb(30), 'kustomize')).toBe('too-many-nodes');
  expect(value(bomb(5), 'kubectl')).toBe('excessive-aliases');
  expect(expand(document(bomb(5), 'kustomize'), 'kustomize').problems).toEqual([]);
});
