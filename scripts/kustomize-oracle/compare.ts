import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { Kustomizer } from '../../renderer/index.ts';
import { memoryTree } from '../../tree/index.ts';
import { buildOracle } from '../build-oracle.ts';
import { ask } from './oracle.ts';
import type { Answer, Case } from './oracle.ts';
import { featuresOf, overlays } from './overlays.ts';
import type { Overlay } from './overlays.ts';
import { printed } from './print.ts';
import { shrink } from './shrink.ts';

/** Compares our builds of random overlays with those of the real kustomize; exit 1 where they disagree. */
const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    show: { type: 'string', default: '5' },
  },
});

const binary = buildOracle(import.meta.dirname);
if (binary === null) {
  console.log('SKIPPED: there is no Go here, so nothing was compared with kustomize.');
  process.exit(0);
}

const drawn = fc.sample(overlays, { numRuns: Number(values.count), seed: Number(values.seed) });
const cases = drawn.map(printed);
const answers = await ask(binary, cases);
const counts = { overlays: cases.length, built: 0, refused: 0, panics: 0, disagreements: 0 };
const features = new Map<string, number>();
const open: Overlay[] = [];

for (const [index, answer] of answers.entries()) {
  const overlay = drawn[index] as Overlay;
  for (const feature of featuresOf(overlay)) features.set(feature, (features.get(feature) ?? 0) + 1);
  if (answer.panicked) counts.panics++;
  counts[answer.ok ? 'built' : 'refused']++;
  if (isSame(cases[index] as Case, answer)) continue;
  counts.disagreements++;
  open.push(overlay);
}
const shown = new Set<string>();
for (const overlay of open.slice(0, 4 * Number(values.show))) {
  if (shown.size >= Number(values.show)) break;
  const small = printed(
    await shrink(overlay, async (candidates) => {
      const tried = candidates.map(printed);
      return (await ask(binary, tried)).map((answer, index) => !isSame(tried[index] as Case, answer));
    }),
  );
  const text = Object.entries(small.files)
    .map(([path, content]) => `--- ${path}\n${content}`)
    .join('');
  const [answer] = await ask(binary, [small]);
  if (shown.has(text)) continue;
  shown.add(text);
  console.log(`${text}kustomize: ${textOf(answer as Answer)}\nours:      ${ourText(small)}\n`);
}
console.log(Object.fromEntries([...features].sort(([one], [other]) => (one < other ? -1 : 1))));
console.log(counts);
process.exitCode = counts.disagreements === 0 ? 0 : 1;

function isSame(example: Case, answer: Answer): boolean {
  const build = ourBuild(example);
  if (build.ok !== answer.ok) return false;
  return (
    !build.ok ||
    (build.objects.length === answer.objects.length &&
      build.objects.every(({ text }, index) => same(text, answer.objects[index] as string)))
  );
}

/** Texts that differ only in the order in which JavaScript keeps keys that look like numbers are the same. */
function same(ours: string, theirs: string): boolean {
  return ours === theirs || JSON.stringify(JSON.parse(ours)) === JSON.stringify(JSON.parse(theirs));
}

function ourBuild({ files, directory }: Case) {
  return new Kustomizer(memoryTree(Object.entries(files))).build(directory);
}

function ourText(example: Case): string {
  const build = ourBuild(example);
  if (build.ok) return build.objects.map(({ text }) => text).join('\n           ');
  const { code, message, file, line, column } = build.error;
  return `${code} at ${file}:${line}:${column}: ${message}`;
}

function textOf({ ok, error, panicked, objects }: Answer): string {
  if (ok) return objects.join('\n           ');
  return `${panicked ? 'PANIC ' : 'refused: '}${error?.slice(0, 600)}`;
}
