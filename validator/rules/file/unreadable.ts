import { defineRule } from '../../rule.ts';

export const unreadable = defineRule({
  id: 'file/unreadable',
  severity: 'error',
  summary: 'A file or folder cannot be read.',
  why: 'What cannot be read cannot be judged, and would fail in Flux as well.',
  good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  colour: blue
`,
  bad: { 'app.yaml': { failure: 'denied' } },
});
