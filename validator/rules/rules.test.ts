import { readdirSync, readFileSync } from 'node:fs';
import { expect, describe, test } from 'vitest';
import { openPacks } from '../../schemas/index.ts';
import { memoryTree } from '../../tree/index.ts';
import type { Tree } from '../../tree/index.ts';
import type { Example } from '../rule.ts';
import { validate } from '../validate.ts';
import { rules } from './index.ts';

const folder = new URL('../../schemas/packs/', import.meta.url);
const opened = openPacks(memoryTree(readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder))])));
if (!('store' in opened)) throw new Error(opened.problems[0]?.message);
const schemas = opened.store;

function treeOf(example: Example): Tree {
  const files = Object.entries(typeof example === 'string' ? { 'app.yaml': example } : example);
  const readable = memoryTree(files.map(([path, content]) => [path, typeof content === 'string' ? content : '']));
  const failures = new Map(
    files.flatMap(([path, content]) => (typeof content === 'string' ? [] : [[path, content.failure] as const])),
  );
  return { read: (path) => failures.get(path) ?? readable.read(path), list: (path) => readable.list(path) };
}

function findingsIn(example: Example): readonly string[] {
  const { report } = validate({
    tree: treeOf(example),
    schemas,
    target: { kubernetes: '1.36', flux: '2.9' },
    version: '0.0.0',
    requireSchemas: true,
  });
  return report.findings.map(({ rule, severity }) => `${severity} ${rule}`);
}

describe.each(rules)('$id', ({ id, severity, good, bad, summary, why }) => {
  test('its good example has no finding', () => {
    expect(findingsIn(good)).toEqual([]);
  });
  test('its bad example has exactly this finding', () => {
    expect(findingsIn(bad)).toEqual([`${severity} ${id}`]);
  });
  test('it says what is wrong and why that matters', () => {
    expect(summary).toMatch(/^[A-Z].*\.$/);
    expect(why).toMatch(/^\S.*\.$/);
  });
});

test('ids are unique, of the form area/kebab-name, and sorted', () => {
  const ids = rules.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].sort());
  for (const id of ids) expect(id).toMatch(/^[a-z]+\/[a-z]+(-[a-z]+)*$/);
});

test('every rule file is in the table', () => {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' });
  const found = files
    .filter((file) => /[/\\]/.test(file) && file.endsWith('.ts'))
    .map((file) => file.replaceAll('\\', '/').replace(/\.ts$/, ''));
  expect(rules.map(({ id }) => id)).toEqual(found.sort());
});
