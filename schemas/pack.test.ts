import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { memoryTree } from '../tree/index.ts';
import type { PackKind } from './index.ts';
import { openPacks, writePack } from './index.ts';

const about = { name: 'little', version: '1', licence: 'Apache-2.0', sources: [] };
const thing: PackKind = {
  group: 'example.com',
  version: 'v1',
  kind: 'Thing',
  plural: 'things',
  scope: 'Namespaced',
  builtin: false,
  definition: 'thing',
  hash: 'abc',
};
const definitions = new Map([
  ['thing', '{"type":"object","properties":{"name":{"type":"string","pattern":"^ü+$"},"next":{"$ref":"thing"}}}'],
]);
const bytes = writePack(about, [thing], definitions);

function open(content: Uint8Array | string) {
  return openPacks(memoryTree([['little.ndjson', content]]));
}

function problemOf(content: Uint8Array | string) {
  const opened = open(content);
  return 'problems' in opened ? opened.problems[0] : undefined;
}

test('what is written is what is read', () => {
  const opened = open(bytes);
  if ('problems' in opened) throw new Error('expected a store');
  const kind = opened.store.kind('example.com', 'v1', 'Thing');
  expect(kind).toMatchObject({ plural: 'things', hash: 'abc', origin: 'little 1' });
  const name = { type: 'string', pattern: '^ü+$' };
  expect(kind?.schema.properties?.get('name')).toEqual(name);
  expect(kind?.schema.properties?.get('next')?.properties?.get('next')?.properties?.get('name')).toEqual(name);
});

test('equal kinds and definitions give equal bytes, whatever the order of the definitions', () => {
  const more: [string, string][] = [...definitions, ['b', '{}'], ['a', '{}']];
  expect(writePack(about, [thing], new Map(more))).toEqual(writePack(about, [thing], new Map(more.reverse())));
});

test('a reference to what no pack defines takes any value', () => {
  const opened = open(writePack(about, [thing], new Map([['thing', '{"properties":{"x":{"$ref":"gone"}}}']])));
  if ('problems' in opened) throw new Error('expected a store');
  const { schema } = opened.store.kind('example.com', 'v1', 'Thing')!;
  expect(schema.properties?.get('x')).toEqual({ preserveUnknownFields: true });
});

describe('a pack that cannot be used is a problem, not an exception', () => {
  const text = new TextDecoder().decode(bytes);
  test.each([
    ['of another format', text.replace('"format":1', '"format":2'), 'unknown-format'],
    ['of a format that is a word', text.replace('"format":1', '"format":"new"'), 'unknown-format'],
    ['that is empty', '', 'corrupt'],
    ['that is YAML', 'kind: Pack\n', 'corrupt'],
    ['whose first line is no object', '[]\n', 'corrupt'],
    ['without a body', text.slice(0, text.indexOf('\n') + 1), 'corrupt'],
    ['that is cut short', text.slice(0, -5), 'corrupt'],
    ['with something added', `${text}{}\n`, 'corrupt'],
    ['with one letter changed', text.replace('"plural":"things"', '"plural":"thongs"'), 'corrupt'],
  ])('%s', (_, content, code) => {
    expect(problemOf(content)).toMatchObject({ code, file: 'little.ndjson', message: expect.any(String) });
  });

  test('with any byte of the body changed', () => {
    const start = bytes.indexOf(10) + 1;
    fc.assert(
      fc.property(fc.integer({ min: start, max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const damaged = bytes.slice();
        damaged[at] = damaged[at]! ^ change;
        expect(problemOf(damaged)?.code).toBe('corrupt');
      }),
    );
  });

  test('cut anywhere', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bytes.length - 1 }), (length) => {
        expect(problemOf(bytes.subarray(0, length))?.code).toBe('corrupt');
      }),
    );
  });

  test('without any pack', () => {
    expect(openPacks(memoryTree([['readme.md', '']]))).toMatchObject({ problems: [{ code: 'unreadable' }] });
  });

  test('one bad pack beside a good one', () => {
    const opened = openPacks(
      memoryTree([
        ['a.ndjson', bytes],
        ['b.ndjson', 'x'],
      ]),
    );
    expect(opened).toEqual({ problems: [expect.objectContaining({ code: 'corrupt', file: 'b.ndjson' })] });
  });
});
