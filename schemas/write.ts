import type { PackHeader, PackIndex, PackKind } from './pack.ts';
import { checksum, packFormat } from './pack.ts';
import { sha256 } from './sha256.ts';

/** The bytes of a pack file, from its kinds and the JSON of its definitions by name. */
export function writePack(
  about: Pick<PackHeader, 'name' | 'version' | 'licence' | 'sources'>,
  kinds: readonly PackKind[],
  definitions: ReadonlyMap<string, string>,
): Uint8Array {
  const encoder = new TextEncoder();
  const lines = [...definitions].sort(([a], [b]) => (a < b ? -1 : 1));
  const index: PackIndex = {
    kinds,
    definitions: lines.map(([name, json]) => [name, encoder.encode(json).length]),
  };
  const body = encoder.encode([JSON.stringify(index), ...lines.map(([, json]) => json), ''].join('\n'));
  const header: PackHeader = {
    format: packFormat,
    ...about,
    hash: sha256(body),
    bytes: body.length,
    checksum: checksum(body),
  };
  const first = encoder.encode(`${JSON.stringify(header)}\n`);
  const file = new Uint8Array(first.length + body.length);
  file.set(first);
  file.set(body, first.length);
  return file;
}
