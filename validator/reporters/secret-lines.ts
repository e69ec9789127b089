import { parse, position } from '../../yaml/index.ts';
import type { Node, Source } from '../../yaml/index.ts';
import { fieldOf } from '../identity.ts';
import { field } from '../kustomization-files.ts';
import type { Place } from '../place.ts';

const lineBreak = /\r\n|\n|\r/;

/** What a text holds that may hold a secret. */
const suspicious = /kind["']?\s*:.*secret|stringdata|secretgenerator/i;

/**
 * The lines of a file as they may be shown: of a Secret only what says its name and type, of a generator of Secrets only
 * where it takes them from; other values, and encrypted ones, are replaced by `…`. Of a document that cannot be read and
 * may be a Secret no value is shown.
 */
export function shownLines(source: Source): string[] {
  const lines = source.text.split(lineBreak);
  if (suspicious.test(source.text)) for (const place of secretPlaces(source)) maskPlace(lines, source, place);
  return lines.map((line) => line.replace(/ENC\[[^\]]*\]?/g, 'ENC[…]'));
}

function secretPlaces(source: Source): Place[] {
  return parse(source, 'kustomize').documents.flatMap(({ root, start, end, problems }) => {
    const broken = problems.length > 0 || root === null;
    if (broken) return suspicious.test(source.text.slice(start, end)) ? [{ start, end }] : [];
    return [...secretsIn(root, false), ...generatedIn(root)];
  });
}

/** What a Secret says openly. A field that is misspelt may hold anything. */
const open = new Set(['apiVersion', 'kind', 'metadata', 'type', 'immutable']);

function secretsIn(root: Node, inSecrets: boolean): Node[] {
  const kind = fieldOf(root, 'kind');
  const name = kind?.kind === 'scalar' ? kind.text.toLowerCase() : '';
  const items = fieldOf(root, 'items');
  if (items?.kind === 'sequence') return items.items.flatMap((item) => secretsIn(item, name === 'secretlist'));
  const isSecret = name === 'secret' || (name === '' && (inSecrets || field(root, 'stringData') !== undefined));
  if (!isSecret) return [];
  const annotations = fieldOf(fieldOf(root, 'metadata'), 'annotations');
  const applied = fieldOf(annotations, 'kubectl.kubernetes.io/last-applied-configuration');
  return [...valuesBut(root, open), ...(applied ? [applied] : [])];
}

/** Where a generator says that its values come from. */
const origins = new Set(['name', 'namespace', 'behavior', 'type', 'files', 'envs', 'env', 'options']);

function generatedIn(root: Node): Node[] {
  const generators = field(root, 'secretGenerator');
  if (generators?.kind !== 'sequence') return generators ? [generators] : [];
  return generators.items.flatMap((item) => (item.kind === 'map' ? valuesBut(item, origins) : [item]));
}

function valuesBut(node: Node, names: ReadonlySet<string>): Node[] {
  if (node.kind !== 'map') return [];
  return node.values.filter((_, index) => {
    const key = node.keys[index];
    return key?.kind !== 'scalar' || !names.has(key.text);
  });
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
