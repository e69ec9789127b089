import { fieldOf } from '../../identity.ts';
import { metadataOf } from '../../metadata.ts';
import { resolve } from '../../../yaml/index.ts';
import { defineRule } from '../../rule.ts';

export const serverField = defineRule({
  id: 'metadata/server-field',
  severity: 'error',
  summary: 'A field of the metadata that only the API server sets is set.',
  why: 'An object exported from a cluster carries `uid` and `managedFields`; the API server refuses to apply them anew.',
  good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
`,
  bad: `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  uid: 5a6b0e1c-0000-4000-8000-000000000000
`,
  *check(subject) {
    for (const field of ['managedFields', 'uid']) {
      const value = fieldOf(metadataOf(subject), field);
      if (!value) continue;
      const content = value.kind === 'scalar' ? resolve(value, subject.dialect) : 'content';
      if (content === null || content === '') continue;
      yield {
        path: ['metadata', field],
        at: 'key',
        message: `\`${field}\` is set by the API server alone`,
        help: 'Remove it.',
      };
    }
  },
});
