import { defineRule } from '../../rule.ts';

export const duplicateKey = defineRule({
  id: 'yaml/duplicate-key',
  severity: 'error',
  summary: 'A map has the same key twice.',
  why: 'kustomize, and so Flux, refuses the file; other readers keep the last value in silence.',
  good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  colour: blue
`,
  bad: `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  colour: blue
  colour: red
`,
});
