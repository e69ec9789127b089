import { expect, test } from 'vitest';
import { memoryTree } from '../../tree/index.ts';
import { clusterObjects } from './cluster-objects.ts';
import { secretReferences } from './secret-references.ts';
import { secretsBrought } from './secret-sources.ts';

function objectsIn(text: string) {
  return clusterObjects(memoryTree([['c/x.yaml', text]]), 'c');
}

test.each<[what: string, fields: string, found: string[]]>([
  ['an environment variable', 'spec: { env: [{ valueFrom: { secretKeyRef: { name: s, key: k } } }] }', ['own/s[k]:4']],
  ['all variables', 'spec: { envFrom: [{ secretRef: { name: s } }] }', ['own/s[]:4']],
  ['an optional one', 'spec: { env: [{ valueFrom: { secretKeyRef: { name: s, key: k, optional: true } } }] }', []],
  ['a volume', 'spec: { volumes: [{ secret: { secretName: s } }] }', ['own/s[]:4']],
  ['a pull secret', 'spec: { imagePullSecrets: [{ name: s }] }', ['own/s[]:4']],
  [
    'values of a chart',
    'spec:\n  valuesFrom:\n    - { kind: Secret, name: s, valuesKey: v }\n    - { kind: ConfigMap, name: c }',
    ['own/s[v]:6'],
  ],
  [
    'a value of a chart, with its keys',
    'spec: { values: { admin: { existingSecret: s, userKey: u, passwordKey: p } } }',
    ['own/s[u,p]:4'],
  ],
  ['an empty value of a chart', 'spec: { values: { existingSecret: "" } }', []],
  ['a source', 'spec: { secretRef: { name: s } }', ['own/s[]:4']],
  ['decryption', 'spec: { decryption: { provider: sops, secretRef: { name: s } } }', ['own/s[age.agekey]:4']],
  ['a token elsewhere', 'spec: { apiTokenSecretRef: { name: s, namespace: other, key: t } }', ['other/s[t]:4']],
  ['a key that is made', 'spec: { acme: { privateKeySecretRef: { name: s } } }', []],
])('%s', (_, fields, found) => {
  const { objects } = objectsIn(
    `apiVersion: example.com/v1\nkind: Thing\nmetadata: { name: a, namespace: own }\n${fields}\n`,
  );
  const references = objects.flatMap(secretReferences);
  expect(
    references.map(({ namespace, name, keys, at }) => `${namespace}/${name}[${keys}]:${at.split(':')[1]}`),
  ).toEqual(found);
});

test('a release looks where its objects go, a cluster-wide issuer in the namespace of cert-manager', () => {
  const { objects } = objectsIn(`apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: a, namespace: own }
spec: { targetNamespace: there, values: { existingSecret: s } }
---
apiVersion: cert-manager.io/v1
kind: ClusterIssuer
metadata: { name: b }
spec: { acme: { solvers: [{ dns01: { cloudflare: { apiTokenSecretRef: { name: t, key: token } } } }] } }
`);
  expect(objects.flatMap(secretReferences).map(({ namespace, name }) => `${namespace}/${name}`)).toEqual([
    'there/s',
    'cert-manager/t',
  ]);
});

test('in a list of objects, with the line of each', () => {
  const { objects } = objectsIn(`apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Pod
    metadata: { name: a, namespace: own }
    spec: { imagePullSecrets: [{ name: s }] }
  - nothing
`);
  expect(objects.flatMap(secretReferences)).toEqual([{ namespace: 'own', name: 's', keys: [], at: 'c/x.yaml:7' }]);
});

test('at any depth', () => {
  const depth = 9_000;
  const { objects } = objectsIn(
    `{apiVersion: v1, kind: Thing, metadata: {name: a}, spec: ${'{a: '.repeat(depth)}{secretName: s}${'}'.repeat(depth)}}`,
  );
  expect(objects.flatMap(secretReferences).map(({ name }) => name)).toEqual(['s']);
});

test('text that is no reference is none', () => {
  const { objects } = objectsIn(`apiVersion: v1
kind: ConfigMap
metadata: { name: a }
data: { secretName: s }
`);
  expect(objects.flatMap(secretReferences)).toEqual([]);
});

test('Secrets come from Git in several ways', () => {
  const committed = clusterObjects(
    memoryTree([
      ['c/kustomization.yaml', 'namespace: own\nresources: [x.yaml]\nsecretGenerator: [{ name: generated }]\n'],
      [
        'c/x.yaml',
        [
          'apiVersion: v1\nkind: Secret\nmetadata: { name: plain, namespace: overridden }\n',
          'apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: { name: e }\nspec: { target: { name: fetched } }\n',
          'apiVersion: cert-manager.io/v1\nkind: Certificate\nmetadata: { name: c }\nspec: { secretName: tls }\n',
        ].join('---\n'),
      ],
    ]),
    'c',
  );
  expect([...secretsBrought(committed)].toSorted()).toEqual([
    'flux-system/flux-system',
    'own/fetched',
    'own/generated',
    'own/plain',
    'own/tls',
  ]);
});
