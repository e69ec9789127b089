import { parseArgs } from 'node:util';
import type { Dialect } from '../../yaml/index.ts';
import { mutate, random } from './mutate.ts';
import { buildOracle } from '../build-oracle.ts';
import { type Answers, ask } from './oracle.ts';
import { cases } from './cases.ts';
import { record } from './record.ts';
import { seeds } from './seeds.ts';
import { spellings } from './spellings.ts';
import { goVerdict, ourVerdict } from './verdict.ts';

/**
 * Compares our YAML reader with the two Go readers on the spellings, the cases and mutated texts; exit 1 where they disagree.
 * `--record` writes the Go readers' verdicts on the spellings and cases to yaml/golden/, for the tests.
 */
const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    show: { type: 'string', default: '20' },
    record: { type: 'boolean', default: false },
  },
});

const binary = buildOracle(import.meta.dirname);
if (binary === null) {
  console.log('SKIPPED: there is no Go here, so nothing was compared with the Go readers.');
  process.exit(0);
}

const spelled = spellings.map((spelling) => `k: ${spelling}\n`);
if (values.record) {
  record('spellings', spelled, await ask(binary, spelled));
  record('cases', cases, await ask(binary, cases));
}
const next = random(Number(values.seed));
const mutated = new Set<string>();
while (mutated.size < Number(values.count)) mutated.add(mutate(seeds, next).toWellFormed());
const texts = [...new Set([...spelled, ...cases, ...seeds, ...mutated])];
const lines = await ask(binary, texts);
const dialects: readonly Dialect[] = ['kubectl', 'kustomize'];
const counts = { texts: texts.length, accepted: 0, refused: 0, quirks: 0, panics: 0, disagreements: 0 };
let shown = 0;

for (const [index, text] of texts.entries()) {
  const line = lines[index] as string;
  const answers = JSON.parse(line) as Answers;
  for (const dialect of dialects) {
    const answer = answers[dialect];
    if (answer.panicked) {
      counts.panics++;
      continue;
    }
    if (answer.quirk !== undefined) counts.quirks++;
    const go = goVerdict(line, dialect);
    const ours = ourVerdict(text, dialect);
    counts[answer.ok ? 'accepted' : 'refused']++;
    if (go === ours) continue;
    counts.disagreements++;
    if (shown++ < Number(values.show)) {
      console.log(`${dialect}: ${JSON.stringify(text)}\n  Go:   ${go}   ${answer.error ?? ''}\n  ours: ${ours}\n`);
    }
  }
}
console.log(counts);
process.exitCode = counts.disagreements === 0 ? 0 : 1;
