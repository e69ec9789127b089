import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** What one Go reader makes of a text. */
export interface Answer {
  readonly ok: boolean;
  readonly documents?: readonly unknown[];
  readonly error?: string;
  readonly panicked?: boolean;
  /** Set where kyaml answers otherwise because of the comments, which it prints and reads again. */
  readonly quirk?: string;
}

/** The answers of both, with the JSON line they came in: numbers must not pass through JavaScript. */
export interface Answers {
  readonly kubectl: Answer;
  readonly kustomize: Answer;
}

/** Asks both Go readers about each text. The answers come as JSON lines, in order. */
export async function ask(binary: string, texts: readonly string[]): Promise<string[]> {
  const child = spawn(binary, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const reading = (async () => {
    for await (const line of createInterface({ input: child.stdout, crlfDelay: Number.POSITIVE_INFINITY }))
      lines.push(line);
  })();
  for (const text of texts) {
    const bytes = Buffer.from(text, 'utf8');
    if (!child.stdin.write(`${bytes.length}\n`)) await drained(child.stdin);
    if (!child.stdin.write(bytes)) await drained(child.stdin);
  }
  child.stdin.end();
  await reading;
  if (lines.length !== texts.length)
    throw new Error(`the Go program broke on text ${lines.length}: ${JSON.stringify(texts[lines.length])}`);
  return lines;
}

function drained(stream: NodeJS.WritableStream): Promise<void> {
  return new Promise((resolve) => {
    stream.once('drain', () => resolve());
  });
}
