import { emit } from '../../yaml/index.ts';
import type { Case } from './oracle.ts';
import type { Overlay } from './overlays.ts';

/** The files of an overlay as texts. What is no text already is printed as YAML, lists at the top level as documents. */
export function printed({ files, directory }: Overlay): Case {
  const texts = Object.entries(files).map(([path, content]) => [path, textOf(content)] as const);
  return { directory, files: Object.fromEntries(texts) };
}

function textOf(content: Overlay['files'][string]): string {
  if (typeof content === 'string') return content;
  return Array.isArray(content) ? content.map((document) => emit(document)).join('---\n') : emit(content);
}
