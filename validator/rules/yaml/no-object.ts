import { defineRule } from '../../rule.ts';

export const noObject = defineRule({
  id: 'yaml/no-object',
  severity: 'error',
  summary: 'A list or a single value stands where an object is due.',
  why: 'Every manifest is a map with apiVersion and kind; a List holds such maps.',
  good: `apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: ConfigMap
    metadata:
      name: settings
`,
  bad: `apiVersion: v1
kind: List
items:
  - settings
`,
});
