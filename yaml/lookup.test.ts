import { describe, expect, it, test } from 'vitest';
import { keyNodeAt, nearestAt, nodeAt, parse, position } from './index.ts';
import type { Node } from './index.ts';

const text = `metadata: &m
  name: web
spec:
  on: 80
  ports:
    - name: http
      port: 1
    - *m
  twice: 1
  twice: 2
`;
const root = parse({ path: 'x.yaml', text }, 'kubectl').documents[0]?.root as Node;

/** The text a node covers, which says where it was found. */
function shown(node: Node | undefined): string | undefined {
  return node && node.source.text.slice(node.start, node.end).trimEnd();
}

describe('nodeAt and keyNodeAt', () => {
  test.each([
    [['metadata', 'name'], 'web', 'name'],
    [['spec', 'ports', 0, 'port'], '1', 'port'],
    [['spec', 'ports', '0', 'name'], 'http', 'name'],
    [['spec', 'ports', 1, 'name'], 'web', 'name'],
    [['spec', 'true'], '80', 'on'],
    [['spec', 'on'], '80', 'on'],
    [['spec', 'twice'], '2', 'twice'],
    [['spec', 'ports', 1], '*m', undefined],
    [['spec', 'ports', 2], undefined, undefined],
    [['spec', 'missing'], undefined, undefined],
    [['spec', 'ports', 'name'], undefined, undefined],
    [['metadata', 'name', 'x'], undefined, undefined],
  ])('%j', (path, value, key) => {
    expect(shown(nodeAt(root, path))).toBe(value);
    expect(shown(keyNodeAt(root, path))).toBe(key);
  });

  it('the last of two equal keys counts', () => {
    expect(keyNodeAt(root, ['spec', 'twice'])?.start).toBe(text.lastIndexOf('twice'));
  });

  it('the root has no key', () => {
    expect(nodeAt(root, [])).toBe(root);
    expect(keyNodeAt(root, [])).toBeUndefined();
  });
});

test('nearestAt stops where the path leaves the tree', () => {
  expect(nearestAt(root, ['spec', 'ports', 1, 'labels', 'app'])).toStrictEqual({
    node: nodeAt(root, ['spec', 'ports', 1]),
    depth: 3,
  });
  expect(nearestAt(root, ['status'])).toStrictEqual({ node: root, depth: 0 });
});

describe('position', () => {
  const at = (content: string, offset: number): string => {
    const { line, column } = position({ path: 'x.yaml', text: content }, offset);
    return `${line}:${column}`;
  };

  test.each([
    ['', 0, '1:1'],
    ['ab', 2, '1:3'],
    ['a\nb', 1, '1:2'],
    ['a\nb', 2, '2:1'],
    ['a\n\nb\n', 5, '4:1'],
    ['a\r\nb', 2, '1:3'],
    ['a\r\nb', 3, '2:1'],
    ['a\rb', 2, '2:1'],
    ['a\r\r\nb', 4, '3:1'],
    ['😀b', 2, '1:3'],
    ['a\u2028b', 2, '1:3'],
  ])('%j at %i is %s', (content, offset, expected) => {
    expect(at(content, offset)).toBe(expected);
  });

  it('agrees with counting line by line', () => {
    const source = { path: 'x.yaml', text: 'one\n\ntwo\r\nthree\rfour\n' };
    for (let offset = 0; offset <= source.text.length; offset++) {
      const lines = source.text.slice(0, offset).split(/\r\n|\n|\r(?!\n|$)/);
      const inBreak = source.text[offset - 1] === '\r' && source.text[offset] !== '\n';
      const expected = inBreak
        ? { line: lines.length + 1, column: 1 }
        : { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
      expect(position(source, offset)).toStrictEqual(expected);
    }
  });
});
