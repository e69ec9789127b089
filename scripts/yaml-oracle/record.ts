import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Dialect } from '../../yaml/index.ts';
import { goVerdict } from './verdict.ts';

const folder = join(import.meta.dirname, '..', '..', 'yaml', 'golden');

/** Writes the verdicts of both Go readers, by text, for the tests that run without Go. */
export function record(name: string, texts: readonly string[], lines: readonly string[]): void {
  const verdicts = texts.map((text, index) => {
    const line = lines[index] as string;
    const [kubectl, kustomize] = (['kubectl', 'kustomize'] satisfies Dialect[]).map((dialect) =>
      goVerdict(line, dialect),
    );
    return { text, kubectl, kustomize };
  });
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, `${name}.json`),
    `[\n${verdicts.map((verdict) => `  ${ascii(JSON.stringify(verdict))}`).join(',\n')}\n]\n`,
  );
}

/** The texts hold characters that editors and diffs do not show. */
function ascii(json: string): string {
  return json.replaceAll(/[^\n -~]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
