import { execFile } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parseAllDocuments } from 'yaml';
import type { CrdKind, JsonValue } from '../../schemas/index.ts';
import { readCrd } from '../../schemas/index.ts';
import { build } from './go.ts';

const run = promisify(execFile);

/** The kinds of all custom resource definitions in the YAML files of a folder, by file name. */
export function crdsInFolder(folder: string): readonly CrdKind[] {
  const files = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));
  return files.sort().flatMap((name) => crdsInText(readFileSync(join(folder, name), 'utf8')));
}

/** The custom resource definitions that controller-gen makes of a module which `go/crds` requires. */
export async function crdsOfTypes(module: string): Promise<readonly CrdKind[]> {
  const generator = await build('controller-gen');
  const { stdout } = await run(generator, ['crd:crdVersions=v1', `paths=${module}/...`, 'output:crd:stdout'], {
    cwd: join(import.meta.dirname, 'go', 'crds'),
    maxBuffer: 64 << 20,
  });
  return crdsInText(stdout);
}

function crdsInText(text: string): readonly CrdKind[] {
  return parseAllDocuments(text).flatMap((document) => readCrd(document.toJS() as JsonValue));
}
