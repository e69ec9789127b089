import { defineRule } from '../../rule.ts';

export const quantity = defineRule({
  id: 'schema/quantity',
  severity: 'error',
  summary: 'An amount of a resource cannot be read.',
  why: 'Quantities are a number with one of a few units and nothing between; `512MB` and `10 Gi` are none.',
  good: `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: models
spec:
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: 20Gi
`,
  bad: `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: models
spec:
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: 20GB
`,
});
