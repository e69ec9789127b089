import { defineRule } from '../../rule.ts';

export const length = defineRule({
  id: 'schema/length',
  severity: 'error',
  summary: 'A text, list or map is too short or too long.',
  why: 'The API server refuses what is shorter or longer than the schema states.',
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
  targetNamespace: apps
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
  targetNamespace: ""
`,
});
