import { readdirSync, readFileSync } from 'node:fs';
import { expect, describe, test } from 'vitest';
import type { Finding } from '../../findings/index.ts';
import { openPacks } from '../../schemas/index.ts';
import { memoryTree } from '../../tree/index.ts';
import type { Entry, Tree } from '../../tree/index.ts';
import type { Example, ExampleOddity } from '../rule.ts';
import { validate } from '../validate.ts';
import { rules } from './index.ts';

const folder = new URL('../../schemas/packs/', import.meta.url);
const opened = openPacks(memoryTree(readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder))])));
if (!('store' in opened)) throw new Error(opened.problems[0]?.message);
const schemas = opened.store;

function treeOf(example: Example): Tree {
  const files = Object.entries(typeof example === 'string' ? { 'app.yaml': example } : example);
  const readable = memoryTree(files.map(([path, content]) => [path, typeof content === 'string' ? content : '']));
  const oddities = new Map(files.filter((file): file is [string, ExampleOddity] => typeof file[1] !== 'string'));
  const real = (path: string): string => {
    for (const [link, oddity] of oddities) {
      if ('link' in oddity && `${path}/`.startsWith(`${link}/`)) return real(oddity.link + path.slice(link.length));
    }
    return path;
  };
  const kindOf = (path: string, kind: Entry['kind']): Entry['kind'] => {
    const oddity = oddities.get(path);
    return !oddity || 'failure' in oddity ? kind : 'link' in oddity ? 'link' : 'other';
  };
  return {
    read: (path) => {
      const oddity = oddities.get(real(path));
      return oddity && 'failure' in oddity ? oddity.failure : readable.read(real(path));
    },
    list: (path) => {
      const entries = readable.list(real(path));
      const below = path === '' ? '' : `${path}/`;
      return typeof entries === 'string'
        ? entries
        : entries.map(({ name, kind }) => ({ name, kind: kindOf(below + name, kind) }));
    },
  };
}

function judge(example: Example): readonly Finding[] {
  return validate({
    tree: treeOf(example),
    schemas,
    target: { kubernetes: '1.36', flux: '2.9' },
    version: '0.0.0',
    requireSchemas: true,
  }).report.findings;
}

function findingsIn(example: Example): readonly string[] {
  return judge(example).map(({ rule, severity }) => `${severity} ${rule}`);
}

describe.each(rules)('$id', ({ id, severity, good, bad, summary, why }) => {
  test('its good example has no finding', () => {
    expect(findingsIn(good)).toEqual([]);
  });
  test('its bad example has exactly this finding', () => {
    expect(findingsIn(bad)).toEqual([`${severity} ${id}`]);
  });
  test('its findings say what to do', () => {
    for (const { help } of judge(bad)) expect(help).toMatch(/^\S.*[.?]$/);
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
