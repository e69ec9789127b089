import { defineRule } from '../../rule.ts';

export const value = defineRule({
  id: 'yaml/value',
  severity: 'error',
  summary: 'A scalar has no value in JSON.',
  why: 'Kubernetes speaks JSON, which knows neither infinity nor values with foreign tags.',
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
  limit: .inf
`,
});
