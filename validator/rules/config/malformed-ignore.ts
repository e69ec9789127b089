import { defineRule } from '../../rule.ts';

export const malformedIgnore = defineRule({
  id: 'config/malformed-ignore',
  severity: 'error',
  summary: 'A comment that should silence a finding is incomplete.',
  why: 'A finding is silenced for a stated reason only; without rule and reason the comment does nothing.',
  good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  # fluxsmith-ignore-next-line schema/type: the build turns it into text
  count: 1
`,
  bad: `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  # fluxsmith-ignore-next-line schema/type
  colour: blue
`,
});
