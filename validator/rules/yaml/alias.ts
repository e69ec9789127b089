import { defineRule } from '../../rule.ts';

export const alias = defineRule({
  id: 'yaml/alias',
  severity: 'error',
  summary: 'An alias cannot be replaced by what it stands for.',
  why: 'The readers of Kubernetes replace aliases before anything else; one without an anchor, in a circle or far too large fails the file.',
  good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  first: &colour blue
  second: *colour
`,
  bad: `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  first: &a [*a]
`,
});
