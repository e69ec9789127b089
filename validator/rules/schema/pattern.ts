import { defineRule } from '../../rule.ts';

export const pattern = defineRule({
  id: 'schema/pattern',
  severity: 'error',
  summary: 'A text does not match the pattern of the field.',
  why: 'Custom resources state the form of names, durations and addresses as patterns; the API server refuses what does not match.',
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
`,
  bad: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: apps
  namespace: flux-system
spec:
  interval: 10 minutes
  prune: true
  path: ./apps
  sourceRef:
    kind: GitRepository
    name: flux-system
`,
});
