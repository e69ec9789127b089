import { explainDnsLabel, explainDnsSubdomain, explainPathSegment } from '../../../kubernetes/index.ts';
import type { KindSchema } from '../../../schemas/index.ts';
import { defineRule } from '../../rule.ts';
import { metadataOf, textAt } from '../../metadata.ts';

export const name = defineRule({
  id: 'metadata/name',
  severity: 'error',
  summary: 'An object has no name, or one that the API server does not take.',
  why: 'Most names become part of URLs and host names: lower-case letters, digits, `-` and `.`. Flux needs the name itself; `generateName` does not do.',
  good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
`,
  bad: `apiVersion: v1
kind: ConfigMap
metadata:
  name: My_Settings
`,
  *check(subject) {
    const metadata = metadataOf(subject);
    const path = ['metadata', 'name'];
    const text = textAt(metadata, 'name', subject.dialect);
    if (text === undefined) {
      const generated = textAt(metadata, 'generateName', subject.dialect) !== undefined;
      const help = generated
        ? 'Write a full name: an object with `generateName` cannot be applied.'
        : 'Add `name` below `metadata`.';
      yield { path, message: 'the object has no name', help };
      return;
    }
    if (!subject.plain && isPlaceholder(subject.kind, text)) return;
    const problem = explainPathSegment(text) ?? explainName(subject.kind, text);
    if (problem !== undefined) yield { path, message: `the name ${problem}`, help: 'Choose a name like `my-app`.' };
  },
});

function explainName({ group, kind, builtin }: KindSchema, text: string): string | undefined {
  if (builtin && (group === 'rbac.authorization.k8s.io' || group === 'policy')) return undefined;
  const isLabel = group === '' && (kind === 'Namespace' || kind === 'Service');
  return isLabel || (group === 'apps' && kind === 'StatefulSet') ? explainDnsLabel(text) : explainDnsSubdomain(text);
}

/** kustomize renames a Namespace to the namespace of the build, so people write `_` for a name that is still to come. */
function isPlaceholder({ group, kind }: KindSchema, text: string): boolean {
  return group === '' && kind === 'Namespace' && /^[-_.]+$/.test(text);
}
