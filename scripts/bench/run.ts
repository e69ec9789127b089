// `npm run bench`: the shipped bundle beside kubeconform, and one staged file beside a bare start of Node. Not gating.
import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { writeCorpus } from './corpus.ts';
import { kubeconform } from './kubeconform.ts';
import { race } from './measure.ts';
import type { Contestant, Cost } from './measure.ts';

const checkout = join(import.meta.dirname, '../..');
const fluxsmith = join(checkout, 'cli/fluxsmith.cjs');
const node = process.execPath;
const rounds = Number(process.argv[2] ?? 5);

if (!existsSync(join(checkout, 'dist/cli.js')))
  throw new Error('there is no bundle to measure: run "npm run build" first');
const work = mkdtempSync(join(tmpdir(), 'fluxsmith-bench-'));
try {
  const corpus = join(work, 'corpus');
  const bytes = writeCorpus(corpus, { documents: 10_000, files: 8_000 });
  console.log(`corpus: 10,000 documents in 8,000 files, ${(bytes / 1e6).toFixed(1)} MB; Node ${process.versions.node}`);
  print('validate the whole corpus', race([...ours(corpus), await parseOnly(corpus), ...peers(corpus)], rounds));
  print('validate one staged file of it', race(staged(corpus), 3 * rounds));
} finally {
  rmSync(work, { recursive: true });
}

function ours(corpus: string): Contestant[] {
  return [{ name: 'fluxsmith validate', command: [node, fluxsmith, 'validate', corpus] }];
}

/** The reader alone, bundled as the program is. */
async function parseOnly(corpus: string): Promise<Contestant> {
  const bundle = await rolldown({ input: join(import.meta.dirname, 'parse-only.ts'), platform: 'node' });
  const file = join(work, 'parse-only.js');
  await bundle.write({ file, minify: true });
  return { name: 'read and parse only', command: [node, file, corpus] };
}

function peers(corpus: string): Contestant[] {
  const binary = kubeconform();
  if (!binary) {
    console.log('SKIPPED: kubeconform needs Go to be built, and there is none');
    return [];
  }
  const schemas = join(work, 'schemas');
  execFileSync(node, [join(checkout, 'scripts/schemas/export.ts'), schemas, '--kubeconform'], { stdio: 'ignore' });
  const template = `${schemas}/{{.NormalizedKubernetesVersion}}-standalone{{.StrictSuffix}}/{{.ResourceKind}}{{.KindSuffix}}.json`;
  const workers = [...new Set([1, availableParallelism(), 2 * availableParallelism(), 8])].sort((a, b) => a - b);
  return workers.map((n) => ({
    name: `kubeconform -n ${n}`,
    command: [binary, '-n', String(n), '-strict', '-schema-location', template, corpus],
  }));
}

/** A repository with the corpus committed and one changed file in the index. */
function staged(corpus: string): Contestant[] {
  const git = (...args: string[]): void => void execFileSync('git', ['-C', corpus, ...args], { stdio: 'ignore' });
  git('init');
  git('add', '.');
  git('-c', 'user.name=bench', '-c', 'user.email=bench@example.com', 'commit', '--quiet', '--message', 'corpus');
  appendFileSync(join(corpus, 'apps/team-05/part-5.yaml'), '# changed\n');
  git('add', '.');
  return [
    { name: 'fluxsmith validate --staged', command: [node, fluxsmith, 'validate', '--staged'], cwd: corpus },
    { name: 'bare Node start', command: [node, '-e', '0'] },
  ];
}

/** The first row is ours: the last columns are its time over the row's. */
function print(title: string, costs: ReadonlyMap<string, Cost>): void {
  const [own] = costs.values();
  console.log(`\n${title.padEnd(32)}   wall ms    cpu ms   memory MB   ours/this: wall    cpu`);
  for (const [name, { wall, cpu, memory }] of costs) {
    const figures = [wall, cpu, memory].map((figure) => figure.toFixed(0).padStart(10)).join('');
    console.log(`${name.padEnd(32)}${figures}${ratio(own!.wall, wall, 17)}${ratio(own!.cpu, cpu, 7)}`);
  }
}

function ratio(ours: number, theirs: number, width: number): string {
  return (ours / theirs).toFixed(2).padStart(width);
}
