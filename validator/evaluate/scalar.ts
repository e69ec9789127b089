import { explainQuantity, fluxOperatorKinds, isQuantity } from '../../kubernetes/index.ts';
import { suggest } from '../../findings/index.ts';
import { resolve } from '../../yaml/index.ts';
import type { ScalarNode, ScalarType } from '../../yaml/index.ts';
import type { Evaluation } from './evaluate.ts';
import { explainFormat } from './format.ts';
import { matcherOf } from './pattern.ts';
import type { Shape } from './shape.ts';
import { got, listing, placeName, quote } from './words.ts';

type Known = Exclude<ScalarType, 'null' | 'invalid'>;

/** Judges a scalar that is neither null nor without a value. */
export function judgeScalar(evaluation: Evaluation, node: ScalarNode, type: Known, shape: Shape): void {
  if (!takes(evaluation, node, type, shape)) return evaluation.wrongType(node, shape);
  if (shape.kind === 'quantity') return quantity(evaluation, node, type);
  if (shape.kind === 'int-or-string' && shape.builtin && type !== 'string') return smallNumber(evaluation, node);
  if (!shape.constrained || evaluation.typesOnly) return;
  if (shape.schema.enum && !inEnum(evaluation, node, type, shape)) return;
  if (type === 'string') judgeText(evaluation, node, shape);
  else if (type !== 'boolean') judgeNumber(evaluation, node, shape);
}

/** Whether the type of a scalar is one that is due. A number without a fraction is a whole number: `2.0`, `1e1`. */
function takes(evaluation: Evaluation, node: ScalarNode, type: Known, shape: Shape): boolean {
  switch (shape.kind) {
    case 'any':
      return true;
    case 'string':
    case 'boolean':
      return type === shape.kind;
    case 'number':
      return type === 'number' || type === 'integer';
    case 'integer':
      return type === 'integer' || (type === 'number' && isWhole(evaluation, node, shape.builtin));
    case 'int-or-string':
      return type === 'integer' || type === 'string' || (type === 'number' && isWhole(evaluation, node, shape.builtin));
    case 'quantity':
      return type !== 'boolean';
    default:
      return false;
  }
}

/** Go types take whole numbers of any size and let them wrap; custom resources those that a double holds exactly. */
function isWhole(evaluation: Evaluation, node: ScalarNode, builtin: boolean): boolean {
  const value = Number(resolve(node, evaluation.dialect));
  return builtin ? Number.isInteger(value) : Number.isSafeInteger(value);
}

function quantity(evaluation: Evaluation, node: ScalarNode, type: Known): void {
  if (type !== 'string' || isQuantity(node.text.trim())) return;
  const hidden = evaluation.hidden(node);
  const message = `${placeName(evaluation.facts.path)} takes a quantity, not ${got(node, evaluation.dialect, hidden)}`;
  const why = hidden ? undefined : explainQuantity(node.text);
  evaluation.facts.add(
    'schema/quantity',
    message,
    why === undefined ? 'Write a number with a unit behind it, like `500m` or `1Gi`.' : sentence(why),
  );
}

/** The number of an int-or-string is read strictly: it does not wrap. */
function smallNumber(evaluation: Evaluation, node: ScalarNode): void {
  const value = Number(resolve(node, evaluation.dialect));
  if (value >= -(2 ** 31) && value < 2 ** 31) return;
  evaluation.facts.add(
    'schema/range',
    `${placeName(evaluation.facts.path)} takes whole numbers of 32 bits, not ${node.text}`,
    'Write a number between -2147483648 and 2147483647.',
  );
}

/** Go types read an empty text as absent, and give the default. */
function inEnum(evaluation: Evaluation, node: ScalarNode, type: Known, shape: Shape): boolean {
  const allowed = shape.schema.enum ?? [];
  const value = type === 'string' ? node.text : resolve(node, evaluation.dialect);
  if (allowed.some((each) => each === value) || (shape.builtin && value === '')) return true;
  if (isAddedByOperator(evaluation, value)) {
    evaluation.facts.undecided = true;
    return true;
  }
  const words = allowed.map((each) => (typeof each === 'string' ? each : JSON.stringify(each)));
  const meant = typeof value === 'string' && value !== '' ? suggest(value, words) : undefined;
  const hidden = evaluation.hidden(node);
  const message = `${placeName(evaluation.facts.path)} takes ${listing(words)}, not ${got(node, evaluation.dialect, hidden)}`;
  const help = words.length === 1 ? `Write ${listing(words)}.` : 'Write one of these words, in exactly these letters.';
  evaluation.facts.add('schema/enum', message, meant && !hidden ? `Did you mean \`${meant}\`?` : help);
  return false;
}

/** Whether the Flux Operator, where it runs, makes the definition take a kind that Flux by itself does not know. */
function isAddedByOperator({ kind, judging, facts }: Evaluation, value: unknown): boolean {
  if (judging.plain || kind.group !== 'notification.toolkit.fluxcd.io') return false;
  const [, list, , field] = facts.path;
  const named = field === 'kind' && (list === 'eventSources' || list === 'resources');
  return named && typeof value === 'string' && fluxOperatorKinds.has(value);
}

function judgeText(evaluation: Evaluation, node: ScalarNode, shape: Shape): void {
  const { format, minLength, maxLength, pattern } = shape.schema;
  const place = (): string => placeName(evaluation.facts.path);
  if (minLength !== undefined || maxLength !== undefined)
    judgeLength(evaluation, node, minLength ?? 0, maxLength ?? Infinity);
  if (format !== undefined && (!shape.builtin || evaluation.kind.builtin)) {
    const why = explainFormat(format, node.text, shape.builtin);
    const shown = evaluation.hidden(node) ? 'this' : quote(node);
    if (why !== undefined)
      evaluation.facts.add(
        'schema/format',
        `${place()} takes ${why}; ${shown} is none`,
        formatHelp(evaluation, format, why),
      );
  }
  if (pattern !== undefined) judgePattern(evaluation, node, pattern);
}

/** Plain text where base64 is due is the most frequent slip. */
function formatHelp({ kind }: Evaluation, format: string, due: string): string {
  if (format !== 'byte') return `Write ${due}.`;
  const elsewhere = kind.builtin && kind.kind === 'Secret' ? ', or write it as it is under `stringData`' : '';
  return `Encode it as base64${elsewhere}.`;
}

/** Lengths count characters, not UTF-16 units. */
function judgeLength(evaluation: Evaluation, node: ScalarNode, least: number, most: number): void {
  const units = node.text.length;
  if (units >= 2 * least && units <= most) return;
  let length = 0;
  for (const _ of node.text) length++;
  const place = placeName(evaluation.facts.path);
  if (length < least) {
    const message =
      length === 0 ? `${place} must not be empty` : `${place} needs at least ${least} characters, and has ${length}`;
    evaluation.facts.add('schema/length', message, length === 0 ? 'Give it a value, or remove it.' : 'Make it longer.');
  }
  if (length > most)
    evaluation.facts.add(
      'schema/length',
      `${place} takes at most ${most} characters, and has ${length}`,
      `Shorten it by ${length - most}.`,
    );
}

function judgePattern(evaluation: Evaluation, node: ScalarNode, pattern: string): void {
  const matches = matcherOf(pattern)?.(node.text);
  if (matches === undefined) evaluation.facts.undecided = true;
  if (matches !== false) return;
  const shown = got(node, evaluation.dialect, evaluation.hidden(node));
  evaluation.facts.add(
    'schema/pattern',
    `${placeName(evaluation.facts.path)} does not take ${shown}`,
    `It must match \`${pattern}\`.`,
  );
}

function judgeNumber(evaluation: Evaluation, node: ScalarNode, shape: Shape): void {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, format } = shape.schema;
  const value = resolve(node, evaluation.dialect);
  if (typeof value !== 'number' && typeof value !== 'bigint') return;
  const place = placeName(evaluation.facts.path);
  const range = (takes: string, help: string): void =>
    evaluation.facts.add('schema/range', `${place} takes ${takes}, not ${node.text}`, help);
  if (minimum !== undefined && (exclusiveMinimum ? value <= minimum : value < minimum)) {
    if (exclusiveMinimum) range(`numbers above ${minimum}`, `Write more than ${minimum}.`);
    else range(`numbers from ${minimum}`, `Write ${minimum} or more.`);
  }
  if (maximum !== undefined && (exclusiveMaximum ? value >= maximum : value > maximum)) {
    if (exclusiveMaximum) range(`numbers below ${maximum}`, `Write less than ${maximum}.`);
    else range(`numbers up to ${maximum}`, `Write ${maximum} or less.`);
  }
  if (multipleOf !== undefined && !Number.isInteger(Number(value) / multipleOf))
    range(`multiples of ${multipleOf}`, `Write a multiple of ${multipleOf}.`);
  if (format === 'int32' || format === 'int64') judgeWidth(evaluation, node, value, format, shape.builtin);
}

/** A whole number beyond its type wraps around in Go types, and is refused in a custom resource. */
function judgeWidth(
  evaluation: Evaluation,
  node: ScalarNode,
  value: number | bigint,
  format: 'int32' | 'int64',
  builtin: boolean,
): void {
  const bound = format === 'int32' ? 2 ** 31 : 2 ** 63;
  if (value >= -bound && value < bound) return;
  const message = `${placeName(evaluation.facts.path)} takes whole numbers of ${format.slice(3)} bits, not ${node.text}`;
  if (builtin)
    evaluation.facts.add(
      'schema/overflow',
      message,
      'The server keeps only the lowest bits: another number than the one written.',
    );
  else evaluation.facts.add('schema/range', message, 'Write a smaller number.');
}

function sentence(text: string): string {
  return `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}.`;
}
