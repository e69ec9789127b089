import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { SchemaStore } from '../../schemas/index.ts';
import { openPacks } from '../../schemas/index.ts';
import { memoryTree } from '../../tree/index.ts';

/** Where the packs of this checkout are. */
export const packsFolder = join(import.meta.dirname, '..', '..', 'schemas', 'packs');

/** The schemas of the packs of this checkout; throws where a pack cannot be used. */
export function committedPacks(): SchemaStore {
  const files = readdirSync(packsFolder).map((name) => [name, readFileSync(join(packsFolder, name))] as const);
  const opened = openPacks(memoryTree(files));
  if ('problems' in opened) throw new Error(opened.problems.map(({ message }) => message).join('\n'));
  return opened.store;
}

/** All kinds of a store, sorted by group, kind and version. */
export function allKinds(store: SchemaStore) {
  return store
    .groups()
    .flatMap((group) =>
      store
        .kinds(group)
        .flatMap((kind) => store.versions(group, kind).flatMap((version) => store.kind(group, version, kind) ?? [])),
    );
}
