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
  colour: blue
`,
  bad: `apiVersion: v1
kind: ConfigMap
meta# fluxsmith-ignore-next-line schema/type: it was a number once
data:
  name: settings
# fluxsmith-ignore-next-line schema/type: it was a number once
data:
  colour: blue
`,
});
