import fc from 'fast-check';

/** What readers of YAML and JSON stumble over, for pasting into a text. */
const stumbling = [
  ...['\0', '\t', '\r', '\r\n', '\n', '\u0085', '\u2028', '\uFEFF', '\u{1F600}', ' ', '\n\n\n', '\n \n'],
  ...['---\n', '\n---\n', '\n...\n', '%YAML 1.2\n---\n', '%TAG ! tag:x,2000:\n---\n', '#', ' # x\n'],
  ...['- ', '? ', ': ', '?\n', '-\n', ':', ',', '{', '}', '[', ']', '{}', '[]', '|', '>', '|-\n', '>+9\n', '|1-\n'],
  ...['&a ', '*a', '&a\n', '<<: *a\n', '<<: [*a, {}]\n', '<<: x\n', '!', '!!', '!!str ', '!!binary x', '!x!y ', '!<'],
  ...['"', "'", '\\', '"\\x"', '"\\uD800"', "''", '""', '`', '@', '%', '${a}', '${', '$(', '{{ x }}'],
  ...[
    'null',
    '~',
    'true',
    'yes',
    '.nan',
    '-.inf',
    '0x1F',
    '0o7',
    '1_000',
    '1e999',
    '-0',
    '9223372036854775808',
    '2020-01-01',
  ],
  ...[
    '__proto__: {}\n',
    'constructor: x\n',
    'toString: 1\n',
    '"": 1\n',
    '1: 2\n',
    '[a]: b\n',
    '{a: b}: c\n',
    'null: 1\n',
  ],
  ...['apiVersion: v1\n', 'kind: List\n', 'items: []\n', 'metadata: null\n', 'spec: 1\n', 'data: [1]\n', 'sops: {}\n'],
  ...['# fluxsmith-ignore-next-line schema/type: x\n', '# fluxsmith-ignore-next-line\n', '"a": 1,', '}\n{', '\n]'],
].map((text) => new TextEncoder().encode(text));

const piece = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...stumbling) },
  { weight: 1, arbitrary: fc.uint8Array({ minLength: 1, maxLength: 4 }) },
);

/** At a place (a share of the length) some bytes go, come again, or give way to others. */
const edit = fc.record({
  at: fc.nat(9999),
  length: fc.oneof(fc.nat(4), fc.nat(400)),
  put: fc.oneof(piece, fc.constant('again' as const), fc.constant('nothing' as const)),
});

/** One of these texts, spoilt here and there; now and then bytes of no meaning at all. */
export function spoiltBytes(texts: readonly string[]): fc.Arbitrary<Uint8Array> {
  const seeds = texts.map((text) => new TextEncoder().encode(text));
  const spoilt = fc
    .tuple(fc.constantFrom(...seeds), fc.array(edit, { minLength: 1, maxLength: 5 }))
    .map(([bytes, edits]) => edits.reduce(spoil, bytes));
  return fc.oneof({ weight: 12, arbitrary: spoilt }, { weight: 1, arbitrary: fc.uint8Array({ maxLength: 60 }) });
}

function spoil(
  bytes: Uint8Array,
  { at, length, put }: typeof edit extends fc.Arbitrary<infer E> ? E : never,
): Uint8Array {
  const start = Math.floor((bytes.length * at) / 10_000);
  const cut = bytes.subarray(start, start + length);
  if (put === 'again') return joined(bytes.subarray(0, start), cut, bytes.subarray(start));
  const rest = bytes.subarray(start + cut.length);
  return put === 'nothing'
    ? joined(bytes.subarray(0, start), rest)
    : joined(bytes.subarray(0, start), put, length < 5 ? bytes.subarray(start) : rest);
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
