import { defineRule } from '../../rule.ts';

export const nullValue = defineRule({
  id: 'schema/null',
  severity: 'error',
  summary: 'A value is null where something must stand.',
  why: 'A custom resource keeps null as a value, and lists that are merged by key take no null at all; often a value was forgotten after the colon.',
  good: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: apps
  namespace: flux-system
spec:
  interval: 10m
  prune: true
  path: ./apps
  sourceRef:
    kind: GitRepository
    name: flux-system
  timeout: 5m
`,
  bad: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: apps
  namespace: flux-system
spec:
  interval: 10m
  prune: true
  path: ./apps
  sourceRef:
    kind: GitRepository
    name: flux-system
  timeout:
`,
});
