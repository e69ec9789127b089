import { defineRule } from '../../rule.ts';

export const loop = defineRule({
  id: 'file/loop',
  severity: 'error',
  summary: 'Links lead in a circle.',
  why: 'The path has no end; nothing behind it can be read.',
  good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  colour: blue
`,
  bad: { 'app.yaml': { failure: 'loop' } },
});
