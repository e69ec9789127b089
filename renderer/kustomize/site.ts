import type { Accumulation } from './accumulation.ts';
import { Failure } from './failure.ts';
import type { Place } from './failure.ts';
import { caught } from './files.ts';
import type { Files } from './files.ts';
import { readKustomization } from './kustomization.ts';
import type { KustomizationFile } from './kustomization.ts';
import type { Schemas } from './strategic-merge/schemas.ts';

/** What the accumulations of one build or of many share. */
export interface Site {
  readonly files: Files;
  readonly schemas: Schemas;
  readonly kustomizations: Map<string, KustomizationFile | Failure>;
  /** What directories gathered, by path. */
  readonly accumulations: Map<string, Accumulation>;
}

/** The kustomization of a directory, read once. */
export function kustomizationAt(site: Site, directory: string, place: Place): KustomizationFile {
  let file = site.kustomizations.get(directory);
  if (file === undefined) {
    file = caught(() => readKustomization(site.files, directory, place));
    if (!(file instanceof Failure && file.code === 'missing-kustomization')) site.kustomizations.set(directory, file);
  }
  if (file instanceof Failure) throw file;
  return file;
}

/** A directory must not be, or contain, one of those that led to it. */
export function judgeCycle(directory: string, chain: readonly string[], place: Place): void {
  const visited = chain.find((path) => directory === '' || path === directory || path.startsWith(`${directory}/`));
  if (visited === undefined) return;
  throw new Failure('cycle', `${directory || 'The top'} leads back to ${visited || 'the top'}.`, place);
}
