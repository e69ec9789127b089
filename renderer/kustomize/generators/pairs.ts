import { reprint, Scalar } from '../../../yaml/index.ts';
import type { ScalarNode, Source } from '../../../yaml/index.ts';
import { Failure } from '../failure.ts';
import { join } from '../files.ts';
import type { Files } from '../files.ts';
import type { GeneratorArgs } from '../kustomization-shape.ts';
import { stringNode } from '../nodes.ts';
import type { Text } from '../shape.ts';

/** An entry of a generated ConfigMap or Secret: its text with the place it came from, or bytes that are no text. */
export interface Pair {
  readonly key: string;
  readonly value: ScalarNode | { readonly bytes: Uint8Array; readonly node: ScalarNode };
}

/** The entries that a generator asks for: from env files, literals and files, in this order. No key comes twice. */
export function readPairs(args: GeneratorArgs, files: Files, directory: string): Pair[] {
  const envs = [...(args.envs ?? []), ...(args.env && args.env.text !== '' ? [args.env] : [])];
  const pairs = [
    ...envs.flatMap((path) => readEnvFile(path, files, directory)),
    ...(args.literals ?? []).map(readLiteral),
    ...(args.files ?? []).map((source) => readFile(source, files, directory)),
  ];
  const seen = new Set<string>();
  for (const { key } of pairs) {
    if (seen.has(key)) throw new Failure('duplicate-key', `The key ${key} is generated twice.`, args.at);
    seen.add(key);
  }
  return pairs.toSorted((one, other) => (one.key < other.key ? -1 : 1));
}

/** `key=value`, with one pair of quotes around the value taken off. */
function readLiteral({ text, node }: Text): Pair {
  const equals = text.indexOf('=');
  if (equals <= 0) throw new Failure('bad-literal', `${JSON.stringify(text)} must be key=value.`, node);
  const value = text.slice(equals + 1);
  const isQuoted = value.length > 1 && value[0] === value.at(-1) && (value[0] === '"' || value[0] === "'");
  return { key: text.slice(0, equals), value: printable(isQuoted ? value.slice(1, -1) : value, node) };
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** `path`, or `key=path`. */
function readFile({ text, node }: Text, files: Files, directory: string): Pair {
  const parts = text.split('=');
  const [key = '', path = ''] = parts.length === 1 ? [text.split('/').at(-1), text] : parts;
  if (parts.length > 2 || key === '' || path === '') {
    throw new Failure('bad-file-source', `${JSON.stringify(text)} must be a path or key=path.`, node);
  }
  const resolved = join(directory, path) ?? path;
  const bytes = files.bytes(resolved, node);
  const content = decoded(bytes);
  if (content === undefined) return { key, value: { bytes, node } };
  const source: Source = { path: resolved, text: content };
  return { key, value: printable(content, new Scalar(source, 0, content.length, content, 'double')) };
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Lines of `KEY=value`; all that stands behind the first equals sign is the value, quotes and comments too. */
function readEnvFile({ text, node }: Text, files: Files, directory: string): Pair[] {
  const path = join(directory, text) ?? text;
  const content = decoded(files.bytes(path, node));
  if (content === undefined) throw new Failure('not-utf8', `${path} is not UTF-8 text.`, node);
  const source: Source = { path, text: content };
  const pairs: Pair[] = [];
  for (const { 0: line, index } of content.matchAll(/[^\n]+/g)) {
    const start = index + (/^\ufeff?\s*/.exec(line)?.[0].length ?? 0);
    const entry = content.slice(start, index + line.length).replace(/\r$/, '');
    if (entry === '' || entry.startsWith('#')) continue;
    const equals = entry.indexOf('=');
    const key = equals < 0 ? entry : entry.slice(0, equals);
    const value = equals < 0 ? '' : entry.slice(equals + 1);
    if (key !== '')
      pairs.push({
        key,
        value: new Scalar(source, start + entry.length - value.length, start + entry.length, value, 'double'),
      });
  }
  return pairs;
}

/** kustomize prints texts of several lines as blocks, and cannot read one again that begins with a tab. */
function printable(text: string, at: ScalarNode): ScalarNode {
  if (text.includes('\n') && reprint(text, 'literal') === undefined) {
    throw new Failure('leading-tab', 'kustomize cannot read a text of several lines again that begins with a tab.', at);
  }
  return stringNode(text, at);
}
