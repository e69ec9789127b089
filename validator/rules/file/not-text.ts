import { defineRule } from '../../rule.ts';

export const notText = defineRule({
  id: 'file/not-text',
  severity: 'error',
  summary: 'A file is not text.',
  why: 'Manifests are UTF-8 text; the readers of Kubernetes refuse anything else.',
  good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  colour: blue
`,
  bad: '\u0000\u0001\u0002',
});
