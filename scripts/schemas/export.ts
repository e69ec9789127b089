/**
 * Writes every kind as JSON Schema: `node scripts/schemas/export.ts DIR [--kubeconform]`.
 * Files are DIR/GROUP/KIND_VERSION.json in lower case, the core group `core`; with `--kubeconform`, where kubeconform's
 * default schema location looks for them with `-strict`: DIR/master-standalone-strict/KIND-GROUP-VERSION.json.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { KindSchema } from '../../schemas/index.ts';
import { toJsonSchema } from '../../schemas/index.ts';
import { allKinds, committedPacks } from './packs.ts';

function plainName({ group, version, kind }: KindSchema): string {
  return `${group || 'core'}/${kind.toLowerCase()}_${version}.json`;
}

/** kubeconform knows of a group only what stands before its first dot. */
function kubeconformName({ group, version, kind }: KindSchema): string {
  const suffix = group === '' ? version : `${group.split('.')[0]}-${version}`;
  return `master-standalone-strict/${kind.toLowerCase()}-${suffix}.json`;
}

const [folder, ...flags] = process.argv.slice(2);
if (folder === undefined || flags.some((flag) => flag !== '--kubeconform')) {
  console.error('Usage: node scripts/schemas/export.ts DIR [--kubeconform]');
  process.exitCode = 2;
} else {
  const nameOf = flags.length > 0 ? kubeconformName : plainName;
  const files = new Map<string, KindSchema>();
  for (const kind of allKinds(committedPacks())) {
    const name = nameOf(kind);
    if (files.has(name)) throw new Error(`Two kinds would be ${name}.`);
    files.set(name, kind);
  }
  for (const [name, kind] of files) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${JSON.stringify(toJsonSchema(kind))}\n`);
  }
  console.log(`${files.size} schemas in ${folder}`);
}
