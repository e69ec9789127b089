import { execFileSync } from 'node:child_process';
import { chmodSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { diskTree, largestFile } from './disk-tree.ts';
import { folder } from './testing/folder.ts';

const text = (content: unknown) => (content instanceof Uint8Array ? new TextDecoder().decode(content) : content);

test('reads files and lists directories, sorted', () => {
  const tree = diskTree(folder({ 'b.yaml': 'b', 'a/c.yaml': 'c', 'B.yaml': 'B' }));
  expect(tree.list('')).toEqual([
    { name: 'B.yaml', kind: 'file' },
    { name: 'a', kind: 'directory' },
    { name: 'b.yaml', kind: 'file' },
  ]);
  expect(text(tree.read('a/c.yaml'))).toBe('c');
  expect(tree.read('a')).toBe('directory');
  expect(tree.read('a/c.yaml/d')).toBe('missing');
  expect(tree.read('nowhere')).toBe('missing');
  expect(tree.read('a\0b')).toBe('missing');
  expect(tree.list('b.yaml')).toBe('missing');
});

test('follows links inside the root and none that leads out of it', () => {
  const outside = folder({ secret: 's' });
  const root = folder({ 'real/file.yaml': 'f' });
  symlinkSync('real/file.yaml', join(root, 'file'));
  symlinkSync(join(root, 'real'), join(root, 'directory'));
  symlinkSync(outside, join(root, 'out'));
  symlinkSync(join(outside, 'secret'), join(root, 'stolen'));
  symlinkSync('gone', join(root, 'dangling'));
  const tree = diskTree(root);
  expect(text(tree.read('file'))).toBe('f');
  expect(text(tree.read('directory/file.yaml'))).toBe('f');
  expect(tree.list('directory')).toEqual([{ name: 'file.yaml', kind: 'file' }]);
  expect(tree.list('')).toContainEqual({ name: 'file', kind: 'link' });
  for (const path of ['out/secret', 'stolen', 'dangling', '../x', 'real/../../x'])
    expect(tree.read(path)).toBe('missing');
  expect(tree.list('out')).toBe('missing');
});

test('a loop of links is a loop', () => {
  const root = folder({ 'a.yaml': 'a' });
  symlinkSync('one', join(root, 'two'));
  symlinkSync('two', join(root, 'one'));
  const tree = diskTree(root);
  expect(tree.read('one')).toBe('loop');
  expect(tree.read('one/file')).toBe('loop');
  expect(tree.list('two')).toBe('loop');
});

test('a file beyond the limit is too large, and never read', () => {
  const root = folder({ 'huge.yaml': '' });
  truncateSync(join(root, 'huge.yaml'), largestFile + 1);
  expect(diskTree(root).read('huge.yaml')).toBe('too-large');
});

test.runIf(process.platform !== 'win32')('a pipe is not waited for', () => {
  const root = folder();
  execFileSync('mkfifo', [join(root, 'pipe')]);
  expect(diskTree(root).read('pipe')).toBe('missing');
  expect(diskTree(root).list('')).toEqual([{ name: 'pipe', kind: 'other' }]);
});

// The superuser may read everything.
test.runIf(process.getuid?.() !== 0)('what may not be read is denied', () => {
  const root = folder({ 'closed/a.yaml': 'a', 'closed.yaml': 'b' });
  chmodSync(join(root, 'closed'), 0);
  chmodSync(join(root, 'closed.yaml'), 0);
  const tree = diskTree(root);
  expect([tree.list('closed'), tree.read('closed/a.yaml'), tree.read('closed.yaml')]).toEqual([
    'denied',
    'denied',
    'denied',
  ]);
  chmodSync(join(root, 'closed'), 0o700);
});
