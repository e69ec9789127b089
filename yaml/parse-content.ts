import type { Node, ScalarStyle } from './node.ts';
import { Alias, Scalar } from './parse-node.ts';
import type { Property } from './parse-property.ts';
import type { Reading } from './parse-reading.ts';
import { scanBlock } from './scan-block.ts';
import { PIPE, SINGLE_QUOTE } from './scan-characters.ts';
import { Refusal } from './scan-cursor.ts';
import { scanPlain } from './scan-plain.ts';
import { scanName, scanTag } from './scan-properties.ts';
import { scanQuoted } from './scan-quoted.ts';

/** What an alias stands for until its anchor is looked up. */
const NO_TARGET: Node = new Scalar({ path: '', text: '' }, 0, 0, '', 'plain');

/** `*name`. */
export function alias(reading: Reading): void {
  const { cursor, held, source } = reading;
  const { pos } = cursor;
  reading.beginNode();
  const name = scanName(cursor);
  held.hold(new Alias(source, pos, cursor.pos, name, NO_TARGET));
}

/** `&name` or a tag. Behind the document the readers do not resolve tags any more. */
export function property(reading: Reading, kind: Property['kind']): void {
  const { cursor, held, dialect, tagHandles } = reading;
  const { pos } = cursor;
  reading.beginNode();
  const value =
    kind === 'anchor' ? scanName(cursor) : scanTag(cursor, held.behindRoot ? null : (tagHandles ?? NO_HANDLES));
  if (held.behindRoot) {
    held.tail++;
    return;
  }
  if (value === '!!' && dialect === 'kustomize')
    throw new Refusal('bad-tag', 'kustomize cannot print this tag.', 'Remove it.', pos, cursor.pos);
  held.properties.push({ kind, value, start: pos, end: cursor.pos });
}

const NO_HANDLES: ReadonlyMap<string, string> = new Map();

export function quoted(reading: Reading, quote: number): void {
  const { cursor } = reading;
  const { pos } = cursor;
  reading.beginNode();
  const text = scanQuoted(cursor, quote);
  holdScalar(reading, pos, text, quote === SINGLE_QUOTE ? 'single' : 'double');
}

/** `|` or `>`, never a key. */
export function block(reading: Reading): void {
  const { cursor, held, keys, indentation, blanks } = reading;
  const { pos } = cursor;
  const style = cursor.at(pos) === PIPE ? 'literal' : 'folded';
  if (held.node !== null) held.flush();
  keys.drop();
  keys.allowed = true;
  const text = scanBlock(cursor, indentation.column, blanks.note);
  blanks.behindToken = false;
  holdScalar(reading, pos, text, style);
}

export function plain(reading: Reading): void {
  const { cursor, keys, indentation, blanks } = reading;
  const { pos } = cursor;
  reading.beginNode();
  const text = scanPlain(cursor, indentation.column + 1, keys.flowLevel > 0);
  if (cursor.brokeLine) {
    keys.allowed = true;
    blanks.behindToken = false;
  }
  holdScalar(reading, pos, text, 'plain');
}

function holdScalar({ source, cursor, held }: Reading, start: number, text: string, style: ScalarStyle): void {
  held.hold(new Scalar(source, start, cursor.contentEnd, text, style));
}
