import { defineRule } from '../../rule.ts';

export const format = defineRule({
  id: 'schema/format',
  severity: 'error',
  summary: 'A text does not have the form that the field asks for.',
  why: 'The API server reads times, base64 and the like strictly, and refuses the object otherwise.',
  good: `apiVersion: v1
kind: Secret
metadata:
  name: token
data:
  token: Zmx1eA==
`,
  bad: `apiVersion: v1
kind: Secret
metadata:
  name: token
data:
  token: not base64
`,
});
