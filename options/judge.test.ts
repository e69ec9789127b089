import { expect, test } from 'vitest';
import fc from 'fast-check';
import {
  boolean,
  choice,
  defaulted,
  either,
  formatted,
  integer,
  judge,
  list,
  literal,
  object,
  optional,
  pathText,
  record,
  text,
  type InputOf,
  type OutputOf,
} from './index.ts';

const server = object({
  name: formatted('dns-label'),
  replicas: defaulted(integer(1, 9), 1),
  kind: defaulted(choice('Deployment', 'StatefulSet'), 'Deployment'),
  image: optional(formatted('image')),
  memory: optional(formatted('quantity')),
  labels: optional(record(formatted('label-value'), { names: formatted('label-key') })),
  ports: defaulted(list(object({ port: integer(1, 65_535), public: defaulted(boolean(), false) })), []),
  probe: optional(
    either('false or a probe', literal(false), object({ path: text(), port: optional(integer(1, 65_535)) })),
  ),
  storage: defaulted(object({ size: defaulted(formatted('quantity'), '1Gi') }), {}),
});

test('defaults are filled in at every level and the value given is left as it is', () => {
  const given: InputOf<typeof server> = { name: 'web', ports: [{ port: 80 }] };
  const judged = judge(server, given);
  expect(judged).toEqual({
    ok: true,
    value: {
      name: 'web',
      replicas: 1,
      kind: 'Deployment',
      ports: [{ port: 80, public: false }],
      storage: { size: '1Gi' },
    },
  });
  expect(given).toEqual({ name: 'web', ports: [{ port: 80 }] });
});

test('types follow from the schema', () => {
  const output: OutputOf<typeof server> = {
    name: 'a',
    replicas: 1,
    kind: 'Deployment',
    ports: [],
    storage: { size: '1' },
  };
  // @ts-expect-error a default makes the field present in what the program reads
  const missing: OutputOf<typeof server> = { name: 'a', kind: 'Deployment', ports: [], storage: { size: '1' } };
  // @ts-expect-error a required option may not be left out
  const input: InputOf<typeof server> = {};
  // @ts-expect-error an unknown option does not compile
  const unknown: InputOf<typeof server> = { name: 'a', replica: 1 };
  expect([output, missing, input, unknown]).toHaveLength(4);
});

test.each<[string, unknown, string]>([
  ['required', {}, 'name is required'],
  ['misspelt option', { name: 'a', replica: 1 }, 'replica is not an option here; did you mean replicas?'],
  [
    'unknown option of an item',
    { name: 'a', ports: [{ port: 1, x: 1 }] },
    'ports[0].x is not an option here; known are port, public',
  ],
  ['wrong type', { name: 'a', replicas: '2' }, 'replicas is "2", expected a whole number'],
  ['fraction', { name: 'a', replicas: 1.5 }, 'replicas is 1.5, expected a whole number'],
  ['bound', { name: 'a', replicas: 0 }, 'replicas is 0, expected a number of at least 1'],
  [
    'word',
    { name: 'a', kind: 'Deploymnet' },
    'kind is "Deploymnet", expected one of Deployment, StatefulSet; did you mean Deployment?',
  ],
  ['format', { name: 'a', memory: '2 Gi' }, 'memory is "2 Gi", expected a quantity such as 500m, 2 or 20Gi'],
  [
    'image without tag',
    { name: 'a', image: 'nginx' },
    'image is "nginx", expected an image with a tag or a digest, such as ghcr.io/owner/name:1.2.3',
  ],
  [
    'label value',
    { name: 'a', labels: { 'a/b': '-x' } },
    'labels["a/b"] is "-x", expected a label value (at most 63 letters, digits, "-", "_" and ".", beginning and ending with a letter or digit)',
  ],
  ['no branch fits', { name: 'a', probe: 3 }, 'probe is 3, expected false or a probe'],
  ['the branch that fits', { name: 'a', probe: { paht: '/' } }, 'probe.path is required'],
  ['a function', { name: () => 'a' }, 'name is a function, which cannot be written to YAML'],
  [
    'a control character',
    { name: 'a\u007f' },
    'name holds a character that the API server does not take, such as a control character',
  ],
  [
    'half a character',
    { name: 'a\ud800' },
    'name holds a character that the API server does not take, such as a control character',
  ],
  ['not an object', 7, ' is 7, expected an object'],
])('%s', (_, value, sentence) => {
  const judged = judge(server, value);
  expect(judged.ok).toBe(false);
  expect(judged.ok ? [] : judged.problems.map((problem) => `${pathText(problem.path)} ${problem.message}`)).toContain(
    sentence,
  );
});

test('a name that breaks its format is told with the format', () => {
  const judged = judge(server, { name: 'a', labels: { 'a b': 'x' } });
  expect(judged.ok ? [] : judged.problems.map((problem) => `${pathText(problem.path)} ${problem.message}`)).toEqual([
    'labels["a b"] is not a name for it, expected a label key such as hardware or example.com/zone',
  ]);
});

test('a value that refers to itself is a problem, not an endless loop', () => {
  const value: { [key: string]: unknown } = { name: 'a' };
  value['storage'] = value;
  expect(judge(server, value).ok).toBe(false);
});

test('any value is judged without an exception', () => {
  fc.assert(
    fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true, withSparseArray: true }), (value) => {
      const judged = judge(server, value);
      expect(judged.ok || judged.problems.length > 0).toBe(true);
    }),
  );
});
