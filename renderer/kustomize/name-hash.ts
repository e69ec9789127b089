import type { MapNode } from '../../yaml/index.ts';
import { sha256 } from '../../schemas/index.ts';
import { jsonText } from './json-text.ts';
import { fieldOf, textOf } from './nodes.ts';

const encoder = new TextEncoder();
const letters: Readonly<Record<string, string>> = { 0: 'g', 1: 'h', 3: 'k', a: 'm', e: 't' };

/** The suffix for the name of a generated ConfigMap or Secret: ten characters that its content decides. */
export function nameHash(root: MapNode): string {
  const isSecret = textOf(fieldOf(root, 'kind')) === 'Secret';
  const content = (field: string) => `"${field}":${contentOf(root, field)}`;
  const members = [content('data'), `"kind":"${isSecret ? 'Secret' : 'ConfigMap'}"`, '"name":""'];
  const extra = isSecret ? 'stringData' : 'binaryData';
  if (fieldOf(root, extra)?.kind === 'map') members.push(content(extra));
  if (isSecret) members.push(content('type'));
  const text = `{${members.sort().join(',')}}`.replace(/[<>&\u2028\u2029]/g, escaped);
  return sha256(encoder.encode(text))
    .slice(0, 10)
    .replace(/[013ae]/g, (digit) => letters[digit] as string);
}

function contentOf(root: MapNode, field: string): string {
  const value = fieldOf(root, field);
  return value === undefined || value.kind === 'scalar' ? JSON.stringify(textOf(value)) : jsonText(value);
}

/** Go's JSON keeps these out of HTML and JavaScript. */
function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
