import { defineRule } from '../../rule.ts';

export const alternatives = defineRule({
  id: 'schema/alternatives',
  severity: 'error',
  summary: 'A value fits none, or too many, of the forms that it can take.',
  why: 'Some fields exclude each other, or one of several must be set; the API server refuses other combinations.',
  good: `x
`,
  bad: `x
`,
});
