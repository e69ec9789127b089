// The floor under the benchmark: read every file below a folder and parse it, nothing else.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '../../yaml/index.ts';

const folder = process.argv[2]!;
let documents = 0;
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const path = join(entry.parentPath, entry.name);
  documents += parse({ path, text: readFileSync(path, 'utf8') }, 'kubectl').documents.length;
}
console.log(documents);
