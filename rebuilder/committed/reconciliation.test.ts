import { expect, test } from 'vitest';
import { memoryTree } from '../../tree/index.ts';
import { clusterObjects } from './cluster-objects.ts';
import { reconciliationMinutes } from './reconciliation.ts';

function minutes(kustomizations: { readonly [name: string]: string }): number {
  const text = Object.entries(kustomizations).map(
    ([name, spec]) => `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: ${name}, namespace: flux-system }
spec: { path: ./nothing, ${spec} }
`,
  );
  return reconciliationMinutes(clusterObjects(memoryTree([['c/flux.yaml', text.join('---\n')]]), 'c'));
}

test.each<[what: string, kustomizations: { readonly [name: string]: string }, minutes: number]>([
  ['nothing', {}, 5],
  ['one', { a: 'timeout: 1h5m, wait: true' }, 66],
  ['the interval where there is no timeout', { a: 'interval: 30m, wait: true' }, 31],
  ['one that checks the health of some objects', { a: 'timeout: 20m, healthChecks: [{ kind: Deployment }]' }, 21],
  ['one that waits for nothing', { a: 'interval: 24h' }, 6],
  ['two beside each other', { a: 'timeout: 10m, wait: true', b: 'timeout: 20m, wait: true' }, 21],
  ['a chain', { a: 'timeout: 10m, wait: true, dependsOn: [{ name: b }]', b: 'timeout: 20m, wait: true' }, 32],
  [
    'one that depends on what is not here',
    { a: 'timeout: 10m, wait: true, dependsOn: [{ name: b, namespace: x }]' },
    11,
  ],
  [
    'one that depends on itself',
    { a: 'timeout: 10m, wait: true, dependsOn: [{ name: a }]', b: 'timeout: 7m, wait: true' },
    8,
  ],
  ['what is no duration', { a: 'timeout: soon, wait: true', b: 'timeout: -3h, wait: true' }, 6],
])('%s', (_, kustomizations, expected) => {
  expect(minutes(kustomizations)).toBe(expected);
});
