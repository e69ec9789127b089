import { defineRule } from '../../rule.ts';

export const unknownKind = defineRule({
  id: 'api/unknown-kind',
  severity: 'error',
  summary: 'A group of the API has no such kind.',
  why: 'The API server answers that it knows no such kind.',
  good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  colour: blue
`,
  bad: `apiVersion: v1
kind: ConfigMaps
metadata:
  name: settings
data:
  colour: blue
`,
});
