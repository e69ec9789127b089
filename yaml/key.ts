import type { Dialect } from './dialect.ts';
import type { ScalarNode } from './node.ts';
import { parseInteger } from './number.ts';
import type { ScalarProblem } from './plain.ts';
import { resolve } from './resolve.ts';
import { shortTag } from './tag.ts';
import { parseTimestamp } from './timestamp.ts';

/** Why a scalar cannot be a map key in a dialect. */
export interface KeyProblem {
  readonly code: 'key-type' | ScalarProblem['code'];
  readonly message: string;
  readonly help: string;
}

/**
 * The string that a key becomes in JSON. kubectl writes numbers and booleans out, but has no null and no integers beyond
 * int64. kustomize wants strings; only in the document's outermost map (`top`) it takes any scalar as it stands.
 */
export function keyText(node: ScalarNode, dialect: Dialect, top = false): string | KeyProblem {
  if (node.tag === '' && node.style !== 'plain') return node.text;
  return dialect === 'kubectl' ? kubectlKey(node) : kustomizeKey(node, top);
}

function kubectlKey(node: ScalarNode): string | KeyProblem {
  const value = resolve(node, 'kubectl');
  switch (typeof value) {
    case 'string':
      return value;
    case 'boolean':
      return String(value);
    case 'bigint':
      return BigInt.asIntN(64, value) === value ? String(value) : keyProblem(node);
    case 'number':
      return isFloat(node) ? float32Text(value) : String(value);
    default:
      if (value === null) return keyProblem(node);
      return value.code === 'not-json' ? node.text.toLowerCase().replace('+', '') : value;
  }
}

function kustomizeKey(node: ScalarNode, top: boolean): string | KeyProblem {
  // kustomize prints and reads each object once more, and its printer writes an empty key as "".
  if (node.text === '' && (node.tag === '' || node.tag === '!')) return '';
  const value = resolve(node, 'kustomize');
  const tag = shortTag(node.tag);
  if (typeof value === 'string') {
    const untagged = tag === '' || (tag === '!' && node.style === 'plain');
    const isString = untagged ? parseTimestamp(node.text) === undefined : tag === '!!str' || tag === '!';
    if (isString || (top && tag === '!!binary')) return value;
  }
  const refused = value === null || (typeof value === 'object' && value.code !== 'not-json');
  return top && !refused ? node.text : keyProblem(node);
}

function keyProblem(node: ScalarNode): KeyProblem {
  const shown = node.text === '' ? 'an empty value' : node.text;
  return {
    code: 'key-type',
    message: `${shown} is no string and cannot be a key here`,
    help: `write the key in quotes: ${JSON.stringify(node.text)}`,
  };
}

function isFloat(node: ScalarNode): boolean {
  return shortTag(node.tag) === '!!float' || parseInteger(node.text, false) === undefined;
}

/** Go's `FormatFloat(value, 'g', -1, 32)`: the shortest digits that name the nearest 32-bit float. */
function float32Text(value: number): string {
  const single = Math.fround(value);
  if (!Number.isFinite(single)) return single > 0 ? '.inf' : '-.inf';
  if (single === 0) return Object.is(single, -0) ? '-0' : '0';
  let digits = 1;
  while (digits < 9 && Math.fround(Number(single.toPrecision(digits))) !== single) digits++;
  const [mantissa = '', exponent = ''] = single.toExponential(digits - 1).split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(Number(`${mantissa}e${power}`));
  const sign = power < 0 ? '-' : '+';
  return `${mantissa}e${sign}${String(Math.abs(power)).padStart(2, '0')}`;
}
