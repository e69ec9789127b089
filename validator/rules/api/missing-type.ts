import { defineRule } from '../../rule.ts';

export const missingType = defineRule({
  id: 'api/missing-type',
  severity: 'error',
  summary: 'An object does not say its apiVersion or kind.',
  why: 'Without both, as strings, no server can tell what the object is.',
  good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  colour: blue
`,
  bad: `kind: ConfigMap
metadata:
  name: settings
`,
});
