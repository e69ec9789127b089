/** A small seeded generator of random numbers (mulberry32): the same seed gives the same texts everywhere. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Pieces that matter to a YAML reader. */
const pieces = [
  ...'-?:,[]{}#&*!|>\'"%@`~=\\/.+_0159aeyntxZ<$ \t\n\r'.split(''),
  ...[
    '\n\n',
    '\n  ',
    '\n ',
    '  ',
    '    ',
    ' \t',
    '\t\n',
    '\n\t',
    '- ',
    '? ',
    ': ',
    ', ',
    ' #',
    '# c\n',
    '\n# c\n',
    '\n#\n',
    ' # c',
  ],
  ...[
    '---',
    '\n---\n',
    '\n--- ',
    '\n---',
    '...',
    '\n...\n',
    '\n--- # c\n',
    '\n----\n',
    '%YAML 1.1\n',
    '%TAG ! x\n',
    '%x\n',
  ],
  ...[
    '&a ',
    '*a',
    '&b',
    '*b ',
    '!!str ',
    '!!int ',
    '!!null',
    '! ',
    '!x ',
    '!<x> ',
    '!!binary ',
    '!!float ',
    '!e!x ',
    '!!bool ',
  ],
  ...[
    '<<: ',
    '<<',
    '<<: *a',
    '<<: [*a, *b]',
    '<<: {x: 1}',
    '"<<": ',
    '|\n',
    '>\n',
    '|-\n  ',
    '>+\n  ',
    '|2\n',
    '>1-\n',
    '| # c\n',
    '|0',
  ],
  ...[
    '{}',
    '[]',
    '{a: b}',
    '[a, b]',
    '{a}',
    '[a: b]',
    '{? a : b}',
    '{',
    '}',
    '"',
    "'",
    "''",
    '""',
    '\\"',
    '\\n',
    '\\x41',
    '\\u12',
    '\\/',
    '\\\n',
    '\\ ',
  ],
  ...[
    'null',
    '~',
    'true',
    'yes',
    'No',
    'on',
    'off',
    'y',
    '0x1f',
    '0o7',
    '017',
    '1_0',
    '1e3',
    '.5',
    '-1',
    '+2',
    '.inf',
    '-.INF',
    '.nan',
    '0b1',
    '1.',
    '1e',
    '0x',
    '-0',
    '09',
  ],
  ...[
    '2001-01-01',
    '2001-1-1 1:2:3',
    '12:30',
    '9223372036854775808',
    '18446744073709551616',
    '1e999',
    '0.1',
    '123456789012345678901234567890',
  ],
  ...['a: ', 'a:\n', 'b: c', 'a:b', 'k: v\n', '\nk: v', '- x\n', '\n- x', '? k\n: v\n'],
  ...[
    '\u0085',
    '\u2028',
    '\u2029',
    '\u00a0',
    '\ufeff',
    'é',
    '😀',
    '\u0007',
    '\u007f',
    '\u0000',
    '\u009f',
    '\ufffe',
    '\u200b',
  ],
  'k'.repeat(1025),
  ' '.repeat(20),
  `"${'q'.repeat(1022)}`,
];

export type Random = () => number;

function pick<T>(items: readonly T[], next: Random): T {
  return items[Math.floor(next() * items.length)] as T;
}

type Mutator = (text: string, next: Random, seeds: readonly string[]) => string;

const mutators: readonly Mutator[] = [
  insertPiece,
  insertPiece,
  insertPiece,
  replaceWithPiece,
  replaceWithPiece,
  deleteSome,
  deleteSome,
  shiftIndentation,
  shiftIndentation,
  duplicateLine,
  swapLines,
  spliceTexts,
  joinLines,
  truncate,
];

/** A text that differs from a seed by one to five changes. */
export function mutate(seeds: readonly string[], next: Random): string {
  let text = pick(seeds, next);
  const changes = 1 + Math.floor(next() * next() * 5);
  for (let change = 0; change < changes; change++) text = pick(mutators, next)(text, next, seeds);
  return text;
}

function offsetIn(text: string, next: Random): number {
  return Math.floor(next() * (text.length + 1));
}

function insertPiece(text: string, next: Random): string {
  const at = offsetIn(text, next);
  return text.slice(0, at) + pick(pieces, next) + text.slice(at);
}

function replaceWithPiece(text: string, next: Random): string {
  const at = offsetIn(text, next);
  return text.slice(0, at) + pick(pieces, next) + text.slice(at + 1 + Math.floor(next() * 3));
}

function deleteSome(text: string, next: Random): string {
  const at = offsetIn(text, next);
  return text.slice(0, at) + text.slice(at + 1 + Math.floor(next() * next() * 6));
}

function withLines(text: string, change: (lines: string[]) => void): string {
  const lines = text.split('\n');
  change(lines);
  return lines.join('\n');
}

function shiftIndentation(text: string, next: Random): string {
  return withLines(text, (lines) => {
    const from = Math.floor(next() * lines.length);
    const count = next() < 0.7 ? 1 : 1 + Math.floor(next() * 4);
    const shift = pick(['+', '++', '-', '--', '+\t'], next);
    for (let line = from; line < Math.min(lines.length, from + count); line++) {
      const text = lines[line] as string;
      lines[line] = shift.startsWith('+')
        ? (shift === '+\t' ? '\t' : ' '.repeat(shift.length)) + text
        : text.replace(shift === '-' ? /^ / : /^ {1,2}/, '');
    }
  });
}

function duplicateLine(text: string, next: Random): string {
  return withLines(text, (lines) => {
    const from = Math.floor(next() * lines.length);
    lines.splice(Math.floor(next() * lines.length), 0, lines[from] as string);
  });
}

function swapLines(text: string, next: Random): string {
  return withLines(text, (lines) => {
    const a = Math.floor(next() * lines.length);
    const b = Math.floor(next() * lines.length);
    [lines[a], lines[b]] = [lines[b] as string, lines[a] as string];
  });
}

function spliceTexts(text: string, next: Random, seeds: readonly string[]): string {
  const other = pick(seeds, next);
  return text.slice(0, offsetIn(text, next)) + other.slice(offsetIn(other, next));
}

function joinLines(text: string, next: Random): string {
  return withLines(text, (lines) => {
    const at = Math.floor(next() * lines.length);
    lines.splice(at, 2, `${lines[at] ?? ''}${next() < 0.5 ? ' ' : ''}${lines[at + 1] ?? ''}`);
  });
}

function truncate(text: string, next: Random): string {
  return text.slice(0, offsetIn(text, next));
}
