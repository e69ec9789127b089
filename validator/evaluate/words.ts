import type { Path } from '../../findings/index.ts';
import type { Dialect, Node, ScalarNode } from '../../yaml/index.ts';
import { isProblem, resolve } from '../../yaml/index.ts';
import type { Shape, ShapeKind } from './shape.ts';

/** The most characters of a value that a message quotes. */
const quoted = 60;

const dues: Readonly<Record<ShapeKind, string>> = {
  object: 'a map',
  array: 'a list',
  string: 'a string',
  integer: 'a whole number',
  number: 'a number',
  boolean: '`true` or `false`',
  'int-or-string': 'a whole number or a string',
  quantity: 'a quantity',
  any: 'a value',
};

/** What a shape takes, in words. */
export function due(shape: Shape): string {
  return dues[shape.kind];
}

/** How a sentence calls the place at a path: `image`, `containers[0]`, `the object`. */
export function placeName(path: Path): string {
  let indices = '';
  for (let i = path.length - 1; i >= 0; i--) {
    const step = path[i]!;
    if (typeof step === 'string') return `\`${step}${indices}\``;
    indices = `[${step}]${indices}`;
  }
  return indices === '' ? 'the object' : `\`${indices}\``;
}

/** What stands there, in words; a secret value is named by its type alone. */
export function got(node: Node, dialect: Dialect, secret: boolean): string {
  if (node.kind === 'map') return node.keys.length === 0 ? 'an empty map' : 'a map';
  if (node.kind === 'sequence') return node.items.length === 0 ? 'an empty list' : 'a list';
  if (node.kind === 'alias') return 'an alias';
  const value = resolve(node, dialect);
  if (value === null) return 'null';
  if (isProblem(value)) return 'a value that JSON does not know';
  if (typeof value === 'string') return secret ? 'a string' : `the string ${quote(node)}`;
  const type = typeof value === 'boolean' ? 'boolean' : 'number';
  return secret ? `a ${type}` : `the ${type} ${excerpt(node.text)}`;
}

/** A scalar's text as a message shows it. */
export function quote(node: ScalarNode): string {
  return JSON.stringify(excerpt(node.text));
}

function excerpt(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > quoted ? `${line.slice(0, quoted - 1).replace(/[\uD800-\uDBFF]$/, '')}…` : line;
}

/** The most words that a message lists. */
const listed = 12;

/** `a`, `b` or `c`; the rest of a long list is counted. */
export function listing(words: readonly string[], link = 'or'): string {
  const shown = words.slice(0, listed).map((word) => `\`${word}\``);
  if (words.length > listed) return `${shown.join(', ')} and ${words.length - listed} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} ${link} ${shown.at(-1)}`;
}

/** What turns a scalar of the wrong type into what is due; undefined where nothing simple does. */
export function repair(node: Node, shape: Shape, dialect: Dialect, secret: boolean): string | undefined {
  if (shape.kind === 'array' && node.kind !== 'sequence')
    return 'Write it as a list: each entry on a line of its own that starts with `- `.';
  if (shape.kind === 'object' && node.kind === 'sequence') return 'Remove the `- ` in front of the keys.';
  if (shape.kind === 'object' && node.kind === 'scalar') return 'Write its fields below it, indented by two spaces.';
  if (node.kind !== 'scalar' || secret) return undefined;
  const value = resolve(node, dialect);
  if (shape.kind === 'string' && node.style === 'plain') return `Put it in quotes: ${quote(node)}.`;
  const bare =
    typeof value === 'string' && node.style !== 'plain' ? resolve({ ...node, style: 'plain' }, dialect) : null;
  if (shape.kind === 'boolean' && typeof bare === 'boolean') return `Remove the quotes: ${node.text}.`;
  if (shape.kind === 'boolean' && typeof value === 'string') return booleanHelp(value);
  const numeric = shape.kind === 'integer' || shape.kind === 'number';
  return numeric && typeof bare === 'number' ? `Remove the quotes: ${node.text}.` : undefined;
}

function booleanHelp(text: string): string | undefined {
  if (/^(y|yes|on)$/i.test(text)) return 'Write `true`: kustomize reads this word as a string.';
  return /^(n|no|off)$/i.test(text) ? 'Write `false`: kustomize reads this word as a string.' : undefined;
}
