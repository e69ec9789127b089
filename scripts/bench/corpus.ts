import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { documents } from './documents.ts';

/** How much of a repository the benchmark makes: documents, spread over fewer files as people do. */
export interface Size {
  readonly documents: number;
  readonly files: number;
}

/**
 * Writes the corpus into an empty folder: the same bytes on every machine. Each application has a folder of its own;
 * every fourth file or so holds two documents. Returns the bytes written.
 */
export function writeCorpus(folder: string, size: Size): number {
  const streams = gather(size);
  let bytes = 0;
  for (const [index, stream] of streams.entries()) {
    const path = join(folder, 'apps', `team-${String(index % 40).padStart(2, '0')}`, `part-${index}.yaml`);
    mkdirSync(dirname(path), { recursive: true });
    const text = `---\n${stream.join('---\n')}`;
    writeFileSync(path, text);
    bytes += Buffer.byteLength(text);
  }
  return bytes;
}

function gather({ documents: count, files }: Size): string[][] {
  const streams: string[][] = Array.from({ length: files }, () => []);
  // Spread the surplus evenly, so that a slice of the corpus looks like the whole.
  for (let index = 0; index < count; index++) streams[Math.floor((index * files) / count)]!.push(documents(index));
  return streams;
}
