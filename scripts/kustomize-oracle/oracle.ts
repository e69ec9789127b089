import { spawn } from 'node:child_process';
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
