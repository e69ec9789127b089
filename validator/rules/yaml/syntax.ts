import { defineRule } from '../../rule.ts';

export const syntax = defineRule({
  id: 'yaml/syntax',
  severity: 'error',
  summary: 'The text is not YAML.',
  why: 'kubectl, kustomize and Flux stop at the first error of a file; nothing in it reaches the cluster.',
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
  name: [settings
`,
});
