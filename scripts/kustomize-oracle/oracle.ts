import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A tree of files, and which of its directories is built. */
export interface Case {
  readonly files: Readonly<Record<string, string>>;
  readonly directory: string;
}

export interface Answer {
  readonly ok: boolean;
  readonly error?: string;
  readonly panicked?: boolean;
  /** JSON texts: numbers must not pass through JavaScript. */
  readonly objects: readonly string[];
}

const folder = import.meta.dirname;

/** Builds the Go program into a cache keyed by its sources; null where there is no Go. */
export function buildOracle(): string | null {
  if (spawnSync('go', ['version']).status !== 0) return null;
  const hash = createHash('sha256');
  for (const file of ['go.mod', 'go.sum', 'main.go']) hash.update(readFileSync(join(folder, file)));
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'fluxsmith', 'kustomize-oracle');
  const binary = join(cache, hash.digest('hex').slice(0, 16));
  if (existsSync(binary)) return binary;
  mkdirSync(cache, { recursive: true });
  const build = spawnSync('go', ['build', '-o', binary, '.'], { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
  if (build.status !== 0) throw new Error('the Go program does not build');
  return binary;
}

/** What the real kustomize makes of each case, in order; `encoded` contents are base64. */
export async function ask(binary: string, cases: readonly Case[], encoded = false): Promise<Answer[]> {
  const child = spawn(binary, { stdio: ['pipe', 'pipe', 'inherit'] });
  const answers: Answer[] = [];
  const reading = (async () => {
    for await (const line of createInterface({ input: child.stdout })) answers.push(JSON.parse(line) as Answer);
  })();
  for (const { files, directory } of cases) {
    const line = `${JSON.stringify({ files, directory, encoded })}\n`;
    if (!child.stdin.write(line)) await new Promise((resolve) => child.stdin.once('drain', resolve));
  }
  child.stdin.end();
  await reading;
  if (answers.length !== cases.length) throw new Error(`the Go program broke on case ${answers.length}`);
  return answers;
}
