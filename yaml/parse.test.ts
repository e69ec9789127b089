import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Dialect, type Document, expand, type Node, parse, position, toJson } from './index.ts';

const dialects: readonly Dialect[] = ['kubectl', 'kustomize'];
const read = (text: string, dialect: Dialect = 'kustomize'): readonly Document[] =>
  parse({ path: 'a.yaml', text }, dialect).documents;
const root = (text: string): Node => read(text)[0]?.root as Node;

/** The part of the text that a node covers. */
const covered = ({ source, start, end }: Node): string => source.text.slice(start, end);

describe('offsets', () => {
  test.each([
    ['a plain scalar', 'a:  some words  # c\n', 'some words'],
    ['a plain scalar over lines', 'a: some\n  words\nb: c\n', 'some\n  words'],
    ['a quoted scalar', 'a: "x \\" y" # c\n', '"x \\" y"'],
    ['a block scalar', 'a: |-\n  x\n  y\n\nb: c\n', '|-\n  x\n  y'],
    ['a scalar behind its tag and anchor', 'a: !!str &x text\n', 'text'],
    ['a flow map', 'a: {b: c, d: [e]}\n', '{b: c, d: [e]}'],
    ['a block map', 'a:\n  b: c\n  d: e\nf: g\n', 'b: c\n  d: e'],
    ['a sequence', 'a:\n- b\n- c: d\ne: f\n', '- b\n- c: d'],
    ['an alias', 'x: &x 1\na: *x\n', '*x'],
    ['no value', 'a:\nb: c\n', ''],
  ])('of %s', (_, text, expected) => {
    const map = root(text);
    if (map.kind !== 'map') throw new Error('a map was expected');
    const index = map.keys.findIndex((key) => key.kind === 'scalar' && key.text === 'a');
    expect(covered(map.values[index] as Node)).toBe(expected);
    expect(covered(map.keys[index] as Node)).toBe('a');
  });

  test('count UTF-16 units and lines in all line breaks', () => {
    const source = { path: 'a.yaml', text: '# 😀\r\nb: "😀" \r\nc: d\n' };
    const map = parse(source, 'kustomize').documents[0]?.root;
    if (map?.kind !== 'map') throw new Error('a map was expected');
    expect(position(source, (map.values[1] as Node).start)).toEqual({ line: 3, column: 4 });
  });
});

test('style, tag and anchor are kept as written', () => {
  const map = root('a: !x &y "1"\nb: !!int 1\nc: {d: e}\nf: >-\n  g\nh: \'i\'\nj: !<tag:yaml.org,2002:str> k\n');
  expect(
    map.kind === 'map' &&
      map.values.map(({ tag, anchor, ...node }) => [tag, anchor, node.kind === 'alias' ? '' : node.style]),
  ).toEqual([
    ['!x', 'y', 'double'],
    ['!!int', '', 'plain'],
    ['', '', 'flow'],
    ['', '', 'folded'],
    ['', '', 'single'],
    ['!!str', '', 'plain'],
  ]);
});

test('comments are listed wherever they stand', () => {
  const text = '# one\na: 1 # two\nb: | # three\n  # text\nc: [ # four\n  d] # five\n# six\n';
  for (const dialect of dialects) {
    const comments = read(text, dialect).flatMap((document) =>
      document.comments.map(({ start, end }) => text.slice(start, end)),
    );
    expect(comments).toEqual(['# one', '# two', '# three', '# four', '# five', '# six']);
  }
});

describe('documents', () => {
  test('a broken one does not hide the others', () => {
    const documents = read('a: 1\n---\nb: [\n---\nc: 3\n---\n\td: 4\n---\n# nothing\n');
    expect(documents.map((document) => [document.root === null, document.problems.map(({ code }) => code)])).toEqual([
      [false, []],
      [true, ['unclosed-flow']],
      [false, []],
      [true, ['tab-indentation']],
      [true, []],
    ]);
  });

  test('start and end are the lines between the separators', () => {
    const text = 'a: 1\n---\nb: 2\n';
    expect(read(text).map(({ start, end }) => text.slice(start, end))).toEqual(['a: 1\n', 'b: 2\n']);
  });

  test('content that the readers drop is named', () => {
    const text = 'a: 1\n...\n# c\nb: 2\n';
    const [document] = read(text);
    expect(document?.ignored && text.slice(document.ignored.start, document.ignored.end)).toBe('b: 2\n');
    expect(read('a: 1\n... # c\n')[0]?.ignored).toBeNull();
  });

  test('an empty text has none', () => {
    expect(read('')).toEqual([]);
  });
});

describe('problems say what and where', () => {
  test.each([
    ['a:\n\tb: c\n', 'tab-indentation', '\t'],
    ['key\nother: x\n', 'misplaced-colon', ':'],
    ['a: 1\nkey\nb: 2\n', 'missing-colon', 'key'],
    ['a: b: c\n', 'misplaced-colon', ':'],
    ['a: [b, c\n', 'unclosed-flow', '['],
    ['a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> x\n', 'merge-conflict', '<<<<<<< HEAD\n'],
    ['<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> x\n', 'merge-conflict', '<<<<<<< HEAD\n'],
    ['a: [1\nb: 2\n', 'unclosed-flow', '['],
    ['a: {b: 1\nc: 2\n', 'unclosed-flow', '{'],
    ['a: [{b: [1]}\nc:\n  - 2\n', 'unclosed-flow', '['],
    ['a: [\n  b: c: d\n]\n', 'misplaced-colon', ':'],
    ['a: "b\n', 'unclosed-quote', '"'],
    ['a: "b\\q"\n', 'unknown-escape', '\\q'],
    ['a: @b\n', 'reserved-character', '@'],
    ['a: *b\n', 'unknown-anchor', '*b'],
    ['a: \u0007\n', 'control-character', '\u0007'],
    ['a: 1\n--- b\n', 'bad-separator', '--- b\n'],
    ["a:\n  - 'b'\n c: d\n", 'misplaced', 'c'],
    ['a: [b c: d}\n', 'wrong-bracket', '}'],
  ])('%j', (text, code, where) => {
    const problems = read(text).flatMap((document) => document.problems);
    expect(problems.map((problem) => [problem.code, text.slice(problem.start, problem.end)])).toEqual([[code, where]]);
    expect(problems[0]?.message).toMatch(/^[A-Z\\].*\.$/);
  });
});

describe('hostile texts', () => {
  test.each([
    ['block maps', (depth: number) => `${'? '.repeat(depth)}a\n`],
    ['block sequences', (depth: number) => `${'- '.repeat(depth)}a\n`],
    ['flow sequences', (depth: number) => '['.repeat(depth) + ']'.repeat(depth)],
    ['flow maps', (depth: number) => '{a: '.repeat(depth) + '}'.repeat(depth)],
  ])('%s of 10,000 levels are read, deeper ones refused', (_, make) => {
    for (const dialect of dialects) {
      const [document] = read(make(9_999), dialect);
      expect(document?.problems).toEqual([]);
      expand(document as Document, dialect);
      expect(read(make(10_001), dialect)[0]?.problems.map(({ code }) => code)).toEqual(['too-deep']);
    }
  });

  test('a line of five megabytes is read', () => {
    const words = 'word '.repeat(1_000_000);
    expect(toJson(root(`a: ${words}\n`), 'kustomize')).toEqual({ a: words.trimEnd() });
    expect(toJson(root(`a: "${words}"\n`), 'kustomize')).toEqual({ a: words });
  });

  test('maps and lists of 200,000 entries are read', () => {
    const lines = Array.from({ length: 200_000 }, (_, index) => `k${index}: v\n`).join('');
    const [map] = read(`1: *x\n${lines}`.replace('*x', '&x y'), 'kubectl');
    expect(expand(map as Document, 'kubectl').root?.kind).toBe('map');
    expect(read('- a\n'.repeat(200_000))[0]?.problems).toEqual([]);
  });

  test('no text throws or hangs, and offsets stay inside', () => {
    const pieces = fc.constantFrom(
      'a',
      ': ',
      ':',
      '- ',
      '\n',
      '  ',
      '\t',
      '[',
      ']',
      '{',
      '}',
      ',',
      '? ',
      '"',
      "'",
      '|\n',
      '>',
      '&x ',
      '*x',
      '!t ',
      '#',
      ' #',
      '---',
      '...',
      '%YAML 1.1',
      '<<: ',
      '\0',
      '\r',
      '\u2028',
      '\ufeff',
      '\ud800',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(texts, fc.constantFrom(...dialects), (text, dialect) => {
        for (const document of read(text, dialect)) {
          const { problems, root: expanded } = expand(document, dialect);
          toJson(expanded, dialect);
          for (const { start, end } of [...document.problems, ...problems, ...document.comments]) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeGreaterThanOrEqual(start);
            expect(end).toBeLessThanOrEqual(text.length);
          }
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
