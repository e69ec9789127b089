import type { Path } from '../../findings/index.ts';
import type { Dialect, Node, ScalarNode } from '../../yaml/index.ts';
import { isProblem, resolve } from '../../yaml/index.ts';
import { explainFormat } from './format.ts';
import { matcherOf } from './pattern.ts';
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

/** What turns a value of the wrong type into what is due. */
export function repair(node: Node, shape: Shape, dialect: Dialect, secret: boolean): string {
  if (shape.kind === 'array') return 'Write it as a list: each entry on a line of its own that starts with `- `.';
  if (shape.kind === 'object') return repairToMap(node);
  if (node.kind !== 'scalar') return `Write ${due(shape)} behind the colon, and nothing below it.`;
  if (secret) return shape.kind === 'string' ? 'Put it in quotes.' : `Write ${due(shape)}.`;
  if (shape.kind === 'string') return repairToString(node, shape);
  const bare = node.style === 'plain' ? null : resolve({ ...node, style: 'plain' }, dialect);
  if (shape.kind === 'boolean') return typeof bare === 'boolean' ? unquoted(node) : booleanHelp(node.text);
  const numeric = shape.kind === 'integer' || shape.kind === 'number';
  return numeric && typeof bare === 'number' ? unquoted(node) : scalarHelp(node, shape, dialect);
}

/** Quotes help only where the text in them is taken then: a time of 5 lacks its unit. */
function repairToString(node: ScalarNode, { schema: { pattern, format }, builtin }: Shape): string {
  if (node.style !== 'plain' || node.tag !== '') return 'Remove the tag in front.';
  const matches = pattern === undefined ? undefined : matcherOf(pattern);
  if (matches?.(node.text) === false) {
    const minutes = `${node.text}m`;
    return matches(minutes) === true
      ? `Give the number a unit, like \`${minutes}\`.`
      : `Write a string that matches \`${pattern}\`.`;
  }
  const why = format === undefined ? undefined : explainFormat(format, node.text, builtin);
  return why === undefined ? `Put it in quotes: ${quote(node)}.` : `Write ${why}.`;
}

function repairToMap(node: Node): string {
  const dashes = node.kind === 'sequence' && node.style === 'block';
  return dashes ? 'Remove the `- ` in front of the keys.' : 'Write its fields below it, indented by two spaces.';
}

function unquoted(node: ScalarNode): string {
  return `Remove the quotes: ${node.text}.`;
}

function booleanHelp(text: string): string {
  if (/^(y|yes|on)$/i.test(text)) return 'Write `true`: kustomize reads this word as a string.';
  if (/^(n|no|off)$/i.test(text)) return 'Write `false`: kustomize reads this word as a string.';
  return 'Write `true` or `false`, without quotes.';
}

/** A fraction names its whole neighbour; anything else what is due, by example. */
function scalarHelp(node: ScalarNode, shape: Shape, dialect: Dialect): string {
  const value = resolve(node, dialect);
  if (shape.kind === 'quantity') return 'Write a number with a unit behind it, like `500m` or `1Gi`.';
  if (shape.kind === 'number') return 'Write a number without quotes.';
  const whole = typeof value === 'number' && Math.abs(value) < 2 ** 31 ? Math.trunc(value) : undefined;
  const example = whole === undefined ? '' : `, like ${whole}`;
  return shape.kind === 'integer'
    ? `Write a whole number without quotes${example}.`
    : `Write a whole number${example}, or a string in quotes.`;
}
