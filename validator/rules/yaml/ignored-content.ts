import { defineRule } from '../../rule.ts';

export const ignoredContent = defineRule({
  id: 'yaml/ignored-content',
  severity: 'warning',
  summary: 'Text behind the end of a document is dropped.',
  why: 'The readers of Kubernetes take one value per document and pass over what follows it, so what is written there has no effect.',
  good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  colour: blue
`,
  bad: `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
...
data:
  colour: blue
`,
});
