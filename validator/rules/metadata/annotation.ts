import { explainAnnotationKey } from '../../../kubernetes/index.ts';
import { entriesOf, mapAt, metadataOf } from '../../metadata.ts';
import { defineRule } from '../../rule.ts';

/** All keys and values of an object's annotations together, in bytes of UTF-8. */
const mostBytes = 262_144;
const encoder = new TextEncoder();

export const annotation = defineRule({
  id: 'metadata/annotation',
  severity: 'error',
  summary: 'An annotation has a key that is not allowed, or all together are too large.',
  why: 'Keys are names with an optional DNS prefix; the API server takes at most 256 KiB of annotations on one object.',
  good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  annotations:
    example.com/owner: any text, of any length that is sensible
`,
  bad: `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  annotations:
    the owner: me
`,
  *check(subject) {
    const path = ['metadata', 'annotations'];
    let units = 0;
    const entries = [...entriesOf(mapAt(metadataOf(subject), 'annotations'), subject.dialect)];
    for (const [key, value] of entries) {
      units += key.length + value.length;
      const problem = explainAnnotationKey(key);
      if (problem !== undefined)
        yield {
          path,
          mark: { path: [...path, key], at: 'key' },
          message: `the key of an annotation ${problem}`,
          help: 'Write a key like `example.com/name`.',
        };
    }
    if (units * 3 <= mostBytes) return;
    const bytes = entries.flat().reduce((sum, text) => sum + encoder.encode(text).length, 0);
    if (bytes > mostBytes)
      yield {
        path,
        at: 'key',
        message: `the annotations take ${bytes} bytes, and at most ${mostBytes} are allowed`,
        help: 'Move long texts into a ConfigMap.',
      };
  },
});
