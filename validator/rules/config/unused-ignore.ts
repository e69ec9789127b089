import { defineRule } from '../../rule.ts';

export const unusedIgnore = defineRule({
  id: 'config/unused-ignore',
  severity: 'warning',
  summary: 'A comment silences nothing.',
  why: 'What it silenced is gone; left behind, it would hide the next mistake.',
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
  # fluxsmith-ignore-next-line schema/type: it was a number once
  colour: blue
`,
});
