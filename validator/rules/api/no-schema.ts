import { defineRule } from '../../rule.ts';

export const noSchema = defineRule({
  id: 'api/no-schema',
  severity: 'error',
  summary: 'There is no schema for the kind.',
  why: 'With --require-schemas nothing may go unjudged; a kind without schema would.',
  good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  colour: blue
`,
  bad: `apiVersion: example.com/v1
kind: Widget
metadata:
  name: one
`,
});
