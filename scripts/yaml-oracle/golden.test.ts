import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ourVerdict } from './verdict.ts';

interface Recorded {
  readonly text: string;
  readonly kubectl: string;
  readonly kustomize: string;
}

/** What the two Go readers said when `compare.ts --record` asked them. */
describe.each(['spellings', 'cases'])('the Go readers and ours agree on the recorded %s', (name) => {
  const recorded = JSON.parse(
    readFileSync(join(import.meta.dirname, '..', '..', 'yaml', 'golden', `${name}.json`), 'utf8'),
  ) as Recorded[];
  const named = recorded.map((entry) => [JSON.stringify(entry.text).slice(0, 80), entry] as const);
  test.each(named)('%s', (_, { text, kubectl, kustomize }) => {
    expect({ kubectl: ourVerdict(text, 'kubectl'), kustomize: ourVerdict(text, 'kustomize') }).toEqual({
      kubectl,
      kustomize,
    });
  });
});
