import { defineRule } from '../../rule.ts';

export const noFile = defineRule({
  id: 'file/no-file',
  severity: 'info',
  summary: 'A pipe, a socket or a device is named like a manifest.',
  why: 'It has no content that could be judged; Git does not keep it either.',
  good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  colour: blue
`,
  bad: { 'app.yaml': { other: 'pipe' } },
});
