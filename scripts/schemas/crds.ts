import { execFile } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parseAllDocuments } from 'yaml';
import type { JsonObject, JsonValue } from '../../schemas/index.ts';
import { isObject } from '../../schemas/index.ts';
import { build, download } from './go.ts';
import type { PackRecipe } from './sources.ts';

const run = promisify(execFile);

/** The CustomResourceDefinition objects of a part of a pack; none where its kinds come from elsewhere. */
export async function crdsOf(part: PackRecipe['parts'][number]): Promise<readonly JsonObject[]> {
  if ('folder' in part) return crdsInFolder(join((await download(part.module, part.version)).folder, part.folder));
  return part.program === 'controller-gen' ? crdsOfTypes(part.module) : [];
}

function crdsInFolder(folder: string): readonly JsonObject[] {
  const files = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));
  return files.sort().flatMap((name) => crdsInText(readFileSync(join(folder, name), 'utf8')));
}

/** What controller-gen makes of the Go types of a module that `go/crds` requires. */
async function crdsOfTypes(module: string): Promise<readonly JsonObject[]> {
  const generator = await build('controller-gen');
  const { stdout } = await run(generator, ['crd:crdVersions=v1', `paths=${module}/...`, 'output:crd:stdout'], {
    cwd: join(import.meta.dirname, 'go', 'crds'),
    maxBuffer: 64 << 20,
  });
  return crdsInText(stdout);
}

function crdsInText(text: string): readonly JsonObject[] {
  const objects = parseAllDocuments(text).map((document) => document.toJS() as JsonValue);
  return objects.filter(isObject).filter(({ kind }) => kind === 'CustomResourceDefinition');
}
