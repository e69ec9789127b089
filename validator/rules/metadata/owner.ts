import { dealias, resolve } from '../../../yaml/index.ts';
import type { Dialect, Node } from '../../../yaml/index.ts';
import { fieldOf } from '../../identity.ts';
import { metadataOf, textAt } from '../../metadata.ts';
import { defineRule } from '../../rule.ts';

export const owner = defineRule({
  id: 'metadata/owner',
  severity: 'error',
  summary: 'A reference to an owner is not complete, or two owners are the controller.',
  why: 'The garbage collector follows owners by uid, so each reference names apiVersion, kind, name and uid, and only one owner controls.',
  good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  ownerReferences:
    - apiVersion: apps/v1
      kind: Deployment
      name: web
      uid: 5a6b0e1c-0000-4000-8000-000000000000
`,
  bad: `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  ownerReferences:
    - apiVersion: apps/v1
      kind: Deployment
      name: web
      uid: ""
`,
  *check(subject) {
    const list = fieldOf(metadataOf(subject), 'ownerReferences');
    if (list?.kind !== 'sequence') return;
    const path = ['metadata', 'ownerReferences'];
    const owners = list.items.map(dealias);
    for (const [index, item] of owners.entries()) {
      if (item.kind !== 'map') continue;
      for (const field of ['apiVersion', 'kind', 'name', 'uid']) {
        if (textAt(item, field, subject.dialect) !== undefined) continue;
        const mark = { path: [...path, index, field], at: 'value' } as const;
        yield {
          path: [...path, field],
          mark,
          message: `a reference to an owner needs \`${field}\``,
          help: `Add \`${field}\`, or remove the reference: the cluster writes it.`,
        };
      }
    }
    const controllers = owners.flatMap((item, index) => (isController(item, subject.dialect) ? [index] : []));
    const [, second] = controllers;
    if (second === undefined) return;
    const mark = { path: [...path, second, 'controller'], at: 'key' } as const;
    yield {
      path,
      mark,
      message: 'only one owner can be the controller',
      help: 'Keep `controller: true` on one of them.',
    };
  },
});

function isController(item: Node, dialect: Dialect): boolean {
  const value = fieldOf(item, 'controller');
  return value?.kind === 'scalar' && resolve(value, dialect) === true;
}
