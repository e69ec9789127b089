import { expect, test } from 'vitest';
import { memoryTree } from '../../tree/index.ts';
import { claimsOf } from './claims.ts';
import { clusterObjects } from './cluster-objects.ts';

test.each([
  ['3', 3],
  ['0', 0],
  ['${REPLICAS}', 1],
  ['-1', 1],
  ['1000000000', 1000],
])('a StatefulSet with %s replicas has as many volumes: %i', (replicas, count) => {
  const set = `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db, namespace: db }
spec:
  replicas: ${replicas}
  volumeClaimTemplates: [{ metadata: { name: data }, spec: { resources: { requests: { storage: 3Gi } } } }]
`;
  const { objects } = clusterObjects(memoryTree([['c/set.yaml', set]]), 'c');
  expect(objects.flatMap((object) => claimsOf(object, objects))).toHaveLength(count);
});
