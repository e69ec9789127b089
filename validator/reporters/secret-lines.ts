import { parse, position } from '../../yaml/index.ts';
import type { Node, Source } from '../../yaml/index.ts';
import { fieldOf } from '../identity.ts';
import type { Place } from '../place.ts';

const lineBreak = /\r\n|\n|\r/;

/**
 * The lines of a file as they may be shown: values of a Secret's `data` and `stringData`, and encrypted values, are
 * replaced by `…`. Of a Secret that cannot be read no value is shown.
 */
export function shownLines(source: Source): string[] {
  const lines = source.text.split(lineBreak);
  if (/kind["']?\s*:.*Secret/.test(source.text))
    for (const place of secretPlaces(source)) maskPlace(lines, source, place);
  return lines.map((line) => line.replace(/ENC\[[^\]]*\]?/g, 'ENC[…]'));
}

function secretPlaces(source: Source): Place[] {
  return parse(source, 'kustomize').documents.flatMap(({ root, start, end, problems }) => {
    const broken = problems.length > 0 || root === null;
    if (broken) return /kind["']?\s*:.*Secret/.test(source.text.slice(start, end)) ? [{ start, end }] : [];
    return secretsIn(root);
  });
}

function secretsIn(root: Node): Node[] {
  const items = fieldOf(root, 'items');
  if (items?.kind === 'sequence') return items.items.flatMap(secretsIn);
  const kind = fieldOf(root, 'kind');
  if (kind?.kind !== 'scalar' || kind.text !== 'Secret') return [];
  const annotations = fieldOf(fieldOf(root, 'metadata'), 'annotations');
  const applied = fieldOf(annotations, 'kubectl.kubernetes.io/last-applied-configuration');
  return [fieldOf(root, 'data'), fieldOf(root, 'stringData'), applied].filter((node) => node !== undefined);
}

function maskPlace(lines: string[], source: Source, { start, end }: Place): void {
  const first = position(source, start);
  const last = position(source, end);
  for (let number = first.line; number <= last.line; number++) {
    const line = lines[number - 1];
    if (line === undefined) return;
    if (number === last.line && number > first.line && last.column === 1) return;
    const from = number === first.line ? first.column - 1 : 0;
    lines[number - 1] = line.slice(0, from) + maskLine(line.slice(from));
  }
}

/** A key stays readable; what stands behind it, or a line without one, does not. */
function maskLine(line: string): string {
  const found = /^(\s*(?:- )?[\w.$/-]+:)(\s+\S.*)?$/.exec(line);
  if (found) return found[2] === undefined ? line : `${found[1]} …`;
  return line.trim() === '' ? line : `${/^\s*/.exec(line)?.[0] ?? ''}…`;
}
