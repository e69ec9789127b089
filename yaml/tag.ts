import { decodeBinary } from './binary.ts';
import type { Dialect } from './dialect.ts';
import type { ScalarNode } from './node.ts';
import { parseInteger, parseNumber } from './number.ts';
import { isProblem, resolvePlain } from './plain.ts';
import type { Resolved, ScalarProblem } from './plain.ts';
import { parseTimestamp } from './timestamp.ts';

const CORE = 'tag:yaml.org,2002:';

/** A tag of the YAML core as `!!name`, whichever way it was written. */
export function shortTag(tag: string): string {
  return tag.startsWith(CORE) ? `!!${tag.slice(CORE.length)}` : tag;
}

/** A scalar with a tag: what the text resolves to must be of the tag's type, quoted or not; foreign tags give text. */
export function resolveTagged(node: ScalarNode, dialect: Dialect): Resolved {
  const tag = shortTag(node.tag);
  switch (tag) {
    case '!':
      return dialect === 'kustomize' && node.style === 'plain' ? resolvePlain(node.text, dialect) : node.text;
    case '!!binary':
      return decodeBinary(node.text) ?? badBase64();
    case '!!null':
    case '!!bool':
    case '!!int':
    case '!!float':
      return resolveCore(tag, node.text, dialect);
    case '!!timestamp':
      if (parseTimestamp(node.text) === undefined) return wrongTag(tag, node.text);
      return resolvePlain(node.text, dialect);
    default:
      return node.text;
  }
}

function resolveCore(tag: string, text: string, dialect: Dialect): Resolved {
  const value = resolveUntimed(text, dialect);
  if (isProblem(value)) return tag === '!!float' ? value : wrongTag(tag, text);
  if (tag === '!!null') return value === null ? null : wrongTag(tag, text);
  if (tag === '!!bool') return typeof value === 'boolean' ? value : wrongTag(tag, text);
  if (typeof value !== 'number' && typeof value !== 'bigint') return wrongTag(tag, text);
  const integer = parseInteger(text, dialect === 'kustomize') !== undefined;
  if (tag === '!!int') return integer ? value : wrongTag(tag, text);
  return !integer || fitsInt64(value) ? Number(value) : wrongTag(tag, text);
}

/** As a plain scalar, but a tag other than `!!timestamp` keeps the readers from looking for a timestamp. */
function resolveUntimed(text: string, dialect: Dialect): Resolved {
  if (parseTimestamp(text) === undefined) return resolvePlain(text, dialect);
  return parseNumber(text, dialect === 'kustomize') ?? text;
}

function fitsInt64(value: number | bigint): boolean {
  return typeof value === 'number' || BigInt.asIntN(64, value) === value;
}

function wrongTag(tag: string, text: string): ScalarProblem {
  return {
    code: 'wrong-tag',
    message: `${JSON.stringify(text)} is no ${tag}`,
    help: 'remove the tag or correct the value',
  };
}

function badBase64(): ScalarProblem {
  return {
    code: 'bad-base64',
    message: 'the value of a !!binary scalar is not base64',
    help: 'encode it as standard base64 with padding',
  };
}
