import { defineRule } from '../../rule.ts';

export const folderLoop = defineRule({
  id: 'file/folder-loop',
  severity: 'warning',
  summary: 'A link leads to a folder that holds the link itself.',
  why: 'Programs that follow links walk in circles there. What is in the folder is judged once, where it stands.',
  good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  colour: blue
`,
  bad: { 'apps/again': { link: 'apps' } },
});
