import { defineRule } from '../../rule.ts';

export const depth = defineRule({
  id: 'schema/depth',
  severity: 'error',
  summary: 'An object is nested too deeply.',
  why: 'No field of a real kind is nested this deep; the object is damaged or made to harm.',
  good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  colour: blue
`,
  bad: `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: widgets.example.com}\nspec: {group: example.com, names: {kind: Widget, plural: widgets}, scope: Namespaced, versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: ${'{not: '.repeat(600)}{}${'}'.repeat(600)}}}]}\n`,
});
