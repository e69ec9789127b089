import { defineRule } from '../../rule.ts';

export const malformedVersion = defineRule({
  id: 'api/malformed-version',
  severity: 'error',
  summary: 'An apiVersion is not of the form `version` or `group/version`.',
  why: 'No server can tell which group and version is meant.',
  good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  colour: blue
`,
  bad: `apiVersion: core/v1/x
kind: ConfigMap
metadata:
  name: settings
data:
  colour: blue
`,
});
