import { defineRule } from '../../rule.ts';

export const key = defineRule({
  id: 'yaml/key',
  severity: 'error',
  summary: 'A key is not a string.',
  why: 'Objects are JSON, whose keys are strings; kustomize, and so Flux, refuses numbers, truth values and maps as keys.',
  good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  "1": one
`,
  bad: `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  1: one
`,
});
