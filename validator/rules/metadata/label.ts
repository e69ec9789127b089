import { explainLabelValue, explainQualifiedName } from '../../../kubernetes/index.ts';
import { entriesOf, mapAt, metadataOf } from '../../metadata.ts';
import { defineRule } from '../../rule.ts';

export const label = defineRule({
  id: 'metadata/label',
  severity: 'error',
  summary: 'A label has a key or a value that is not allowed.',
  why: 'Labels are matched by selectors: keys are names with an optional DNS prefix, values at most 63 letters, digits, `-`, `_` and `.`.',
  good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  labels:
    app.kubernetes.io/version: 1.2.3
`,
  bad: `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  labels:
    app.kubernetes.io/version: 1.2.3+build
`,
  *check(subject) {
    const path = ['metadata', 'labels'];
    for (const [key, value] of entriesOf(mapAt(metadataOf(subject), 'labels'), subject.dialect)) {
      const keyProblem = explainQualifiedName(key);
      if (keyProblem !== undefined)
        yield {
          path,
          mark: { path: [...path, key], at: 'key' },
          message: `the key of a label ${keyProblem}`,
          help: 'Write a key like `example.com/name`.',
        };
      const problem = explainLabelValue(value);
      if (problem !== undefined)
        yield {
          path,
          mark: { path: [...path, key], at: 'value' },
          message: `the value of a label ${problem}`,
          help: 'Write a value like `1.2.3`, or make it an annotation.',
        };
    }
  },
});
