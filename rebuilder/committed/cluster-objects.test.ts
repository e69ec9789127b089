import { expect, test } from 'vitest';
import { memoryTree } from '../../tree/index.ts';
import { clusterObjects } from './cluster-objects.ts';

const map = (name: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\n`;

function flux(name: string, path: string): string {
  return `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: ${name} }\nspec: { path: ${path} }\n`;
}

function names(files: { readonly [path: string]: string | Uint8Array }): string[] {
  const { objects } = clusterObjects(memoryTree(Object.entries(files)), 'clusters/lab');
  return objects.map(({ name, namespace }) => (namespace === undefined ? name : `${namespace}/${name}`)).toSorted();
}

test('follows Flux Kustomizations and kustomizations, and nothing else', () => {
  expect(
    names({
      'clusters/lab/apps.yaml': flux('apps', './apps/clusters/lab'),
      'clusters/other/apps.yaml': flux('other', './apps'),
      'apps/clusters/lab/kustomization.yaml':
        'namespace: outer\nresources: [../../notes, https://example.com/remote.yaml]\n',
      'apps/notes/kustomization.yml': 'namespace: inner\nresources: [a.yaml]\ncomponents: [../part]\n',
      'apps/notes/a.yaml': map('a'),
      'apps/notes/unlisted.yaml': map('unlisted'),
      'apps/part/kustomization.yaml': 'kind: Component\nresources: [b.yaml]\n',
      'apps/part/b.yaml': map('b'),
    }),
  ).toEqual(['apps', 'outer/a', 'outer/b']);
});

test('a folder without a kustomization is every manifest below it, as Flux has it', () => {
  expect(
    names({
      'clusters/lab/apps.yaml': flux('apps', 'apps'),
      'apps/a.yaml': `${map('a')}---\n${map('b')}`,
      'apps/deep/c.yml': map('c'),
      'apps/notes.txt': map('d'),
    }),
  ).toEqual(['a', 'apps', 'b', 'c']);
});

test('circles end, and what cannot be read is passed over', () => {
  expect(
    names({
      'clusters/lab/self.yaml': flux('self', 'clusters/lab'),
      'clusters/lab/broken.yaml': 'a: [',
      'clusters/lab/binary.yaml': new Uint8Array([0xff, 0xfe, 0x00]),
      'clusters/lab/list.yaml': '- a\n',
      'clusters/lab/nameless.yaml': 'apiVersion: v1\nkind: ConfigMap\n',
      'clusters/lab/lost.yaml': flux('lost', '../../..'),
    }),
  ).toEqual(['lost', 'self']);
});
