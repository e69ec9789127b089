import { defineRule } from '../../rule.ts';

export const deadLink = defineRule({
  id: 'file/dead-link',
  severity: 'info',
  summary: 'A link leads to nothing inside the repository.',
  why: 'Flux gets only what the repository holds: behind such a link it finds nothing.',
  good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  colour: blue
`,
  bad: { 'app.yaml': { link: 'nowhere.yaml' } },
});
