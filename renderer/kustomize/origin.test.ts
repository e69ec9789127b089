import { expect, test } from 'vitest';
import { memoryTree } from '../../tree/index.ts';
import { Kustomizer, originOf } from '../index.ts';
import type { RenderedObject } from '../index.ts';

/** How an inline patch may stand in a kustomization; each sets /spec/x to `found`. */
const patch = ['apiVersion: v1', 'kind: A', 'metadata: {name: a}', 'spec:', '  x: found'];
const styles: Readonly<Record<string, string>> = {
  literal: `|\n      ${patch.join('\n      ')}\n`,
  'literal with an indented first line': `|2-\n\n      ${patch.join('\n      ')}\n`,
  'single quotes': "'{apiVersion: v1, kind: A, metadata: {name: a}, spec: {x: found}}'\n",
  'double quotes': '"{apiVersion: v1, kind: A, metadata: {name: a}, spec: {x: found}}"\n',
  'a JSON patch': '|-\n      - op: add\n        path: /spec\n        value: {x: found}\n    target: {kind: A}\n',
};

function build(kustomization: string): RenderedObject {
  const files = [
    ['kustomization.yaml', kustomization],
    ['a.yaml', 'apiVersion: v1\nkind: A\nmetadata: {name: a}\n'],
  ] as const;
  const result = new Kustomizer(memoryTree(files)).build('');
  if (!result.ok) throw new Error(result.error.message);
  return result.objects[0] as RenderedObject;
}

test.each(Object.entries(styles))('editing at the origin changes the field: %s', (_, text) => {
  const kustomization = `# comment\nresources: [a.yaml]\npatches:\n  - patch: ${text}`;
  const { root } = build(kustomization);
  const spec = root.values[root.keys.findIndex((key) => key.kind === 'scalar' && key.text === 'spec')];
  const x = spec?.kind === 'map' ? spec.values[0] : undefined;
  const origin = x && originOf(x);
  expect(origin?.source.path).toBe('kustomization.yaml');
  expect(kustomization.slice(origin?.start, (origin?.start ?? 0) + 5)).toBe('found');
});
