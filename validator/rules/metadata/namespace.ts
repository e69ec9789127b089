import { explainDnsLabel } from '../../../kubernetes/index.ts';
import { metadataOf, textAt } from '../../metadata.ts';
import { defineRule } from '../../rule.ts';

export const namespace = defineRule({
  id: 'metadata/namespace',
  severity: 'error',
  summary: 'The namespace of an object is not the name of one.',
  why: 'Namespaces are DNS labels: lower-case letters, digits and `-`, at most 63 of them. No other namespace can exist.',
  good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  namespace: apps
`,
  bad: `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  namespace: My_Apps
`,
  *check(subject) {
    if (subject.kind.scope === 'Cluster') return;
    const text = textAt(metadataOf(subject), 'namespace', subject.dialect);
    const problem = text === undefined ? undefined : explainDnsLabel(text);
    if (problem !== undefined)
      yield {
        path: ['metadata', 'namespace'],
        message: `the namespace ${problem}`,
        help: 'Choose a name like `my-apps`.',
      };
  },
});
