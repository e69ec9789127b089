import { defineRule } from '../../rule.ts';

export const tooLarge = defineRule({
  id: 'file/too-large',
  severity: 'error',
  summary: 'A file is too large to be a manifest.',
  why: 'Files beyond 32 MiB are not read; no manifest that an API server takes comes near.',
  good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  colour: blue
`,
  bad: { 'app.yaml': { failure: 'too-large' } },
});
