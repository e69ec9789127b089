import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { emit, parse, stringify, toJson } from './index.ts';
import type { Dialect, JsonValue } from './index.ts';

const DIALECTS: readonly Dialect[] = ['kubectl', 'kustomize'];

function read(text: string, dialect: Dialect): JsonValue {
  const { documents } = parse({ path: 'x.yaml', text }, dialect);
  expect(documents.flatMap((document) => document.problems)).toStrictEqual([]);
  expect(documents).toHaveLength(1);
  return toJson(documents[0]?.root ?? null, dialect, (node) => expect.fail(`${node.text} has no value`));
}

/** Members sorted, so that JSON texts can be compared: an object's integer-like keys come first wherever they were written. */
function canonical(value: JsonValue): string {
  if (typeof value !== 'object' || value === null) return stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  return `{${Object.entries(value)
    .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`)
    .sort()
    .join()}}`;
}

describe('layout', () => {
  it('is block style with dashes two columns inside their key', () => {
    const value = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'web', labels: {}, finalizers: [] },
      spec: {
        containers: [{ name: 'web', args: ['--port=80'], ports: [{ containerPort: 80 }] }, {}],
        matrix: [[1, [2]], [], [{ a: null }]],
      },
    };
    expect(emit(value)).toBe(`apiVersion: v1
kind: Pod
metadata:
  name: web
  labels: {}
  finalizers: []
spec:
  containers:
    - name: web
      args:
        - --port=80
      ports:
        - containerPort: 80
    - {}
  matrix:
    - - 1
      - - 2
    - []
    - - a: null
`);
  });

  it('puts comments at the top, above fields and above the dash of an item', () => {
    const value = { a: 1, list: [{ x: 'z' }], 'b/~': true };
    const comments = new Map([
      ['/a', 'one\ntwo'],
      ['/list/0/x', 'first'],
      ['/b~1~0', 'odd\u0007 \n'],
    ]);
    expect(emit(value, { head: ['Generated.', ''], comments })).toBe(`# Generated.
#
# one
# two
a: 1
list:
  # first
  - x: z
# odd
#
b/~: true
`);
  });

  it('leaves out undefined members, as JSON does', () => {
    expect(emit({ a: undefined, b: { c: undefined } } as unknown as JsonValue)).toBe('b: {}\n');
  });

  test.each<[JsonValue, string]>([
    [null, 'null\n'],
    ['', '""\n'],
    [[], '[]\n'],
    [{}, '{}\n'],
    [12, '12\n'],
    ['a\nb', '|-\n  a\n  b\n'],
    [['x'], '- x\n'],
  ])('a root %j stands alone', (value, text) => {
    expect(emit(value)).toBe(text);
  });

  it('does not run out of stack', () => {
    let deep: JsonValue = 'x';
    for (let i = 0; i < 3000; i++) deep = i % 3 === 0 ? { a: deep } : [deep];
    for (const dialect of DIALECTS) expect(stringify(read(emit(deep), dialect))).toBe(stringify(deep));
  });

  it('refuses what JSON has no value for', () => {
    expect(() => emit({ a: Number.NaN })).toThrow(TypeError);
    expect(() => emit([Number.POSITIVE_INFINITY])).toThrow(TypeError);
  });
});

describe('strings', () => {
  test.each([
    'web',
    'ghcr.io/org/app:1.2.3',
    '10.0.0.102',
    '100m',
    '1Gi',
    '1h30m',
    '1.2.3',
    '--port=80',
    '-v',
    '/etc/app',
    'a#b',
    'a:b',
    'http://x',
    'a, b',
    'x=y',
    '^1.2',
    '~1.2',
    '$CLUSTER',
    "it's",
    'say "hi"',
    'naïve',
    '日本語',
    '😀',
    '.hidden',
    '...x'.slice(2),
    '_',
    '(a)',
    ';',
    'true-ish',
    'null1',
    '<none>',
    '<<a',
  ])('%j stands bare', (text) => {
    expect(emit({ a: text })).toBe(`a: ${text}\n`);
  });

  test.each([
    '',
    ' ',
    'a ',
    ' a',
    'y',
    'Yes',
    'off',
    'true',
    'Null',
    '~',
    '12',
    '+1',
    '0x1f',
    '0644',
    '0o7',
    '0o-7',
    '0b1',
    '1_0',
    '1e3',
    '1e400',
    '.5',
    '5.',
    '.inf',
    '-.nan'.slice(1),
    '12:30',
    '2024-05-06',
    '2024-05-06 07:08',
    '1.5:2',
    '=',
    '<<',
    '-',
    '- a',
    '---',
    '--- a',
    '...',
    '... a',
    '? a',
    '?',
    ':',
    ': a',
    ':a',
    'a:',
    'a: b',
    'a #b',
    '#a',
    '&a',
    '*a',
    '!a',
    '|',
    '>',
    '%a',
    '@a',
    '`a',
    '{a',
    '[a',
    ']',
    '}',
    ',a',
    "'a",
  ])('%j is quoted', (text) => {
    expect(emit({ a: text })).toBe(`a: "${text}"\n`);
    expect(emit({ [text]: 1 })).toBe(`"${text}": 1\n`);
  });

  test.each<[string, string]>([
    ['"a"', `'"a"'`],
    ['{"a": "it\'s"}', `'{"a": "it''s"}'`],
    ['\\ #', "'\\ #'"],
    ['a\tb', '"a\\tb"'],
    ['a\rb', '"a\\rb"'],
    ['\u0000', '"\\u0000"'],
    ['\u007f', '"\\u007f"'],
    ['\u0085', '"\\u0085"'],
    ['\u2028', '"\\u2028"'],
    ['\ufeff', '"\\ufeff"'],
    ['\uffff', '"\\uffff"'],
    ['\ud800x', '"\ufffdx"'],
    ['\udc00\ud800', '"\ufffd\ufffd"'],
    ['\n', '"\\n"'],
    ['a\n\n', '"a\\n\\n"'],
    ['a \nb', '"a \\nb"'],
    ['a\nb\t', '"a\\nb\\t"'],
    ['\ta\nb', '"\\ta\\nb"'],
    ['\n\ta', '"\\n\\ta"'],
    ['a\r\nb', '"a\\r\\nb"'],
    ['a\nb', '|-\n  a\n  b'],
    ['a\nb\n', '|\n  a\n  b'],
    ['a\n\n  b\n', '|\n  a\n\n    b'],
    [' a\nb\n', '|2\n   a\n  b'],
    ['\n\n a\nb', '|2-\n\n\n   a\n  b'],
    ['\na', '|-\n\n  a'],
    ['# a\n---\n...\n', '|\n  # a\n  ---\n  ...'],
    ['a\n\tb\n', '|\n  a\n  \tb'],
  ])('%j becomes %s', (text, written) => {
    expect(emit({ a: text })).toBe(`a: ${written}\n`);
    for (const dialect of DIALECTS) expect(read(emit({ a: text }), dialect)).toStrictEqual({ a: text.toWellFormed() });
  });

  it('long strings are not folded and long keys take the explicit form', () => {
    const long = 'word '.repeat(2000).trim();
    expect(emit({ a: long })).toBe(`a: ${long}\n`);
    const text = emit({ [long]: { [long]: [long, 'x\ny'] } });
    for (const dialect of DIALECTS) expect(read(text, dialect)).toStrictEqual({ [long]: { [long]: [long, 'x\ny'] } });
  });

  it('keys that JavaScript treats in their own way are ordinary', () => {
    const value = JSON.parse('{"__proto__": {"constructor": 1}, "toString": [2]}') as JsonValue;
    for (const dialect of DIALECTS)
      expect(stringify(read(emit(value), dialect))).toBe('{"__proto__":{"constructor":1},"toString":[2]}');
  });
});

test.each<[JsonValue, string]>([
  [0, '0'],
  [-0, '0'],
  [1.5, '1.5'],
  [1e21, '1e+21'],
  [1e-7, '1e-7'],
  [-12, '-12'],
  [2n ** 64n - 1n, '18446744073709551615'],
  [true, 'true'],
])('%s is written as %s', (value, text) => {
  expect(emit([value])).toBe(`- ${text}\n`);
});

describe('both readers get every value back', () => {
  const nasty = fc.constantFrom(
    ...' \t\n\n:#-?|>&*!%@`\'"\\{}[],=~<.0123456789eExXoOabynYN_+/é',
    '\u0085',
    '\u2028',
    '\ufeff',
    '😀',
    '\r',
    '\u0007',
    '\u00a0',
    '\u200b',
  );
  const word = fc.constantFrom(
    'yes',
    'null',
    '0x1F',
    '1e3',
    '---',
    '...',
    '- a',
    'a: b',
    ' a',
    'a ',
    '',
    '\n',
    'a\n',
    '\n\n a\n',
    '\ta',
    '2001-01-01',
    '12:30',
    '#',
    '[',
    '<<=',
  );
  const line = fc.oneof(
    word,
    fc.array(nasty, { maxLength: 10 }).map((units) => units.join('')),
    fc.string({ unit: 'binary' }),
  );
  const text = fc.oneof(
    line,
    fc.array(line, { minLength: 2, maxLength: 4 }).map((lines) => lines.join('\n')),
  );
  const key = text.filter((name) => name !== '<<');
  const double = fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (n === 0 ? 0 : n));
  const number = fc.oneof(fc.integer(), double, fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }));
  const { value } = fc.letrec<{ value: JsonValue }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      { weight: 4, arbitrary: text },
      number,
      fc.constantFrom(null, true, false),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(key, tie('value'), { maxKeys: 4 }),
    ),
  }));

  it('and writing what was read changes no byte', () => {
    fc.assert(
      fc.property(value, (original) => {
        const written = emit(original);
        for (const dialect of DIALECTS) {
          const back = read(written, dialect);
          expect(canonical(back)).toBe(canonical(original));
          expect(emit(back)).toBe(written);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
