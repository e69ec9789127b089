import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { gitAt } from './git.ts';
import { headTree, indexTree } from './index-tree.ts';
import { git, gitEnvironment, repository, write } from './testing/folder.ts';

const open = (root: string) => indexTree(gitAt(root, gitEnvironment));
const text = (content: unknown) => (content instanceof Uint8Array ? new TextDecoder().decode(content) : content);

test.each([['sha1'], ['sha256']])('reads what is staged, not what is on disk (%s)', (format) => {
  const root = repository({ 'a.yaml': 'staged', 'b/c.yaml': 'c', 'b/empty.yaml': '' }, `--object-format=${format}`);
  write(root, { 'a.yaml': 'edited', 'new.yaml': 'not added' });
  rmSync(join(root, 'b'), { recursive: true });
  const tree = open(root);
  expect(text(tree.read('a.yaml'))).toBe('staged');
  expect(text(tree.read('b/c.yaml'))).toBe('c');
  expect(text(tree.read('b/empty.yaml'))).toBe('');
  expect(tree.read('new.yaml')).toBe('missing');
  expect(tree.read('b')).toBe('directory');
  expect(tree.list('')).toEqual([
    { name: 'a.yaml', kind: 'file' },
    { name: 'b', kind: 'directory' },
  ]);
  expect(tree.list('b/c.yaml')).toBe('missing');
});

test.each([['sha1'], ['sha256']])('the last commit is a tree too (%s)', (format) => {
  const root = repository({ 'a b.yaml': 'committed', 'c/d.yaml': 'd' }, `--object-format=${format}`);
  expect(headTree(gitAt(root, gitEnvironment))).toBe(undefined);
  git(root, 'commit', '--quiet', '--message=one');
  write(root, { 'a b.yaml': 'staged' });
  git(root, 'add', '--all');
  const tree = headTree(gitAt(join(root, 'c'), gitEnvironment))!;
  expect([...tree.paths]).toEqual(['a b.yaml', 'c/d.yaml']);
  expect(text(tree.read('a b.yaml'))).toBe('committed');
  expect(tree.list('c')).toEqual([{ name: 'd.yaml', kind: 'file' }]);
});

test('fetches many files with one process, and each other when it is read', () => {
  const names = Array.from({ length: 100 }, (_, index) => `f${index}.yaml`);
  const root = repository(Object.fromEntries(names.map((name) => [name, `content of ${name}\n`])));
  const tree = open(root);
  tree.prefetch(names.slice(0, 50));
  for (const name of names) expect(text(tree.read(name))).toBe(`content of ${name}\n`);
});

test('names with spaces, quotes, line ends and letters of all languages', () => {
  const files = { 'a b.yaml': '1', 'say "hi".yaml': '2', 'zeile\numbruch.yaml': '3', 'größe/名前.yaml': '4' };
  const tree = open(repository(files));
  for (const [path, content] of Object.entries(files)) expect(text(tree.read(path))).toBe(content);
});

test('links are followed inside the index, loops and ways out are not', () => {
  const root = repository({ 'real/a.yaml': 'a', 'x/y/z.yaml': 'z' });
  symlinkSync('../real', join(root, 'x/real'));
  symlinkSync('x/real/a.yaml', join(root, 'link.yaml'));
  symlinkSync('two', join(root, 'one'));
  symlinkSync('one', join(root, 'two'));
  symlinkSync('../../etc/passwd', join(root, 'out'));
  symlinkSync('/etc/passwd', join(root, 'absolute'));
  git(root, 'add', '--all');
  const tree = open(root);
  expect(text(tree.read('link.yaml'))).toBe('a');
  expect(tree.list('x/real')).toEqual([{ name: 'a.yaml', kind: 'file' }]);
  expect(tree.list('')).toContainEqual({ name: 'one', kind: 'link' });
  expect(tree.read('one')).toBe('loop');
  expect(tree.read('out')).toBe('missing');
  expect(tree.read('absolute')).toBe('missing');
});

test('a submodule holds no files of this repository', () => {
  const inner = repository({ 'a.yaml': 'a' });
  git(inner, 'commit', '--quiet', '--message=one');
  const root = repository({ 'b.yaml': 'b' });
  git(root, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner, 'inner');
  const tree = open(root);
  expect(tree.list('')).toContainEqual({ name: 'inner', kind: 'other' });
  expect(tree.read('inner/a.yaml')).toBe('missing');
});

test('a file only announced with --intent-to-add is empty', () => {
  const root = repository({ 'a.yaml': 'a' });
  write(root, { 'b.yaml': 'b' });
  git(root, 'add', '--intent-to-add', 'b.yaml');
  expect(text(open(root).read('b.yaml'))).toBe('');
});

test('an unsolved conflict is refused by name', () => {
  const root = repository({ 'a.yaml': 'base' });
  git(root, 'commit', '--quiet', '--message=base');
  git(root, 'switch', '--quiet', '--create', 'other');
  write(root, { 'a.yaml': 'theirs' });
  git(root, 'commit', '--quiet', '--all', '--message=theirs');
  git(root, 'switch', '--quiet', 'main');
  write(root, { 'a.yaml': 'ours' });
  git(root, 'commit', '--quiet', '--all', '--message=ours');
  expect(() => git(root, 'merge', '--quiet', 'other')).toThrow();
  expect(() => open(root)).toThrow(/^a\.yaml has an unsolved merge conflict$/);
});
