import type { Dialect } from './dialect.ts';
import { parseDotFloat, parseNumber } from './number.ts';
import { parseTimestamp } from './timestamp.ts';

/** Why a scalar has no JSON value in a dialect. */
export interface ScalarProblem {
  readonly code: 'not-json' | 'wrong-tag' | 'bad-base64';
  readonly message: string;
  readonly help: string;
}

/** What a scalar means: integers that a double cannot hold exactly are bigint, all other numbers are number. */
export type Resolved = null | boolean | number | bigint | string | ScalarProblem;

/** Whether a scalar has no value. */
export function isProblem(value: Resolved): value is ScalarProblem {
  return typeof value === 'object' && value !== null;
}

/** What a plain, untagged scalar means. Only words that start like a number or a known word are looked at twice. */
export function resolvePlain(text: string, dialect: Dialect): Resolved {
  const first = text.charCodeAt(0);
  if (first >= 48 && first <= 57) return resolveDigit(text, dialect);
  switch (first) {
    case 43: // +
    case 45: // -
      return isFlag(text.charCodeAt(1)) ? text : resolveSigned(text, dialect);
    case 46: // .
      return INFINITE.has(text) ? notJson(text) : (parseDotFloat(text) ?? text);
    case 78: // N
    case 84: // T
    case 70: // F
    case 110: // n
    case 116: // t
    case 102: // f
    case 126: // ~
      return text.length <= 5 ? resolveWord(text, dialect) : text;
    case 89: // Y
    case 121: // y
    case 79: // O
    case 111: // o
      return dialect === 'kubectl' && text.length <= 3 ? (OLD_BOOLEANS.get(text) ?? text) : text;
  }
  return text === '' ? null : text;
}

const WORDS: ReadonlyMap<string, null | boolean> = new Map([
  ...['~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
]);

/** The further booleans of YAML 1.1, which only go-yaml v2 knows. */
const OLD_BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
]);

const INFINITE: ReadonlySet<string> = new Set(
  ['.inf', '.Inf', '.INF'].flatMap((word) => [word, `+${word}`, `-${word}`]).concat('.nan', '.NaN', '.NAN'),
);

function resolveWord(text: string, dialect: Dialect): null | boolean | string {
  const value = WORDS.get(text);
  if (value !== undefined) return value;
  return dialect === 'kubectl' ? (OLD_BOOLEANS.get(text) ?? text) : text;
}

/** Whether what follows a sign is a letter or another dash, as in `-c` and `--port`: then it is no number. */
function isFlag(second: number): boolean {
  return second === 45 || (second >= 97 && second <= 122);
}

function resolveSigned(text: string, dialect: Dialect): Resolved {
  return INFINITE.has(text) ? notJson(text) : (parseNumber(text, dialect === 'kustomize') ?? text);
}

/** kustomize writes timestamps in RFC 3339; kubectl leaves them as they stand. */
function resolveDigit(text: string, dialect: Dialect): Resolved {
  const timestamp = parseTimestamp(text);
  if (timestamp === undefined) return parseNumber(text, dialect === 'kustomize') ?? text;
  if (dialect === 'kubectl') return text;
  return timestamp === 'unwritable' ? notJson(text) : timestamp.rfc3339;
}

function notJson(text: string): ScalarProblem {
  return {
    code: 'not-json',
    message: `JSON, and so Kubernetes, has no value for ${text}`,
    help: `write "${text}" in quotes if text is meant`,
  };
}
