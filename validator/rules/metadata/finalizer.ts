import { explainQualifiedName } from '../../../kubernetes/index.ts';
import { resolve } from '../../../yaml/index.ts';
import { fieldOf } from '../../identity.ts';
import { metadataOf } from '../../metadata.ts';
import { defineRule } from '../../rule.ts';

/** Finalizers that Kubernetes itself uses, which need no prefix. */
const standard = new Set(['foregroundDeletion', 'kubernetes', 'orphan']);
/** Groups of built-in kinds that take any name, as custom resources do. */
const lenient = new Set([
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'apiregistration.k8s.io',
  'coordination.k8s.io',
  'node.k8s.io',
  'policy',
]);

export const finalizer = defineRule({
  id: 'metadata/finalizer',
  severity: 'error',
  summary: 'A finalizer has a name that is not allowed.',
  why: 'A finalizer names the controller that must act before the object goes: a name with a DNS prefix, `example.com/backup`.',
  good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  finalizers:
    - example.com/backup
`,
  bad: `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  finalizers:
    - backup
`,
  *check(subject) {
    const list = fieldOf(metadataOf(subject), 'finalizers');
    if (list?.kind !== 'sequence') return;
    const path = ['metadata', 'finalizers'];
    for (const [index, item] of list.items.entries()) {
      const text = item.kind === 'scalar' ? resolve(item, subject.dialect) : undefined;
      if (typeof text !== 'string') continue;
      const problem = explainQualifiedName(text);
      if (problem !== undefined) {
        yield {
          path,
          mark: { path: [...path, index], at: 'value' },
          message: `the name of a finalizer ${problem}`,
          help: 'Write a name like `example.com/name`.',
        };
      } else if (
        subject.kind.builtin &&
        !lenient.has(subject.kind.group) &&
        !text.includes('/') &&
        !standard.has(text)
      ) {
        yield {
          path: [...path, index],
          message: 'the name of a finalizer needs a prefix',
          help: `Write \`example.com/${text}\`, with the domain of its controller.`,
        };
      }
    }
  },
});
