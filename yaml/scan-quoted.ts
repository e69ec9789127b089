import {
  BACKSLASH,
  DOUBLE_QUOTE,
  hexValue,
  isBlank,
  isBlankOrEnd,
  isBreak,
  NOTHING,
  SINGLE_QUOTE,
} from './scan-characters.ts';
import { type Cursor, Refusal } from './scan-cursor.ts';
import { foldedBreak, joinBreaks } from './scan-plain.ts';

/** Reads a quoted scalar from its opening to behind its closing quote. */
export function scanQuoted(cursor: Cursor, quote: number): string {
  const { text, end } = cursor;
  const start = cursor.pos;
  let pos = start + 1;
  while (pos < end) {
    const code = text.charCodeAt(pos);
    if (code === quote) {
      if (quote === SINGLE_QUOTE && pos + 1 < end && text.charCodeAt(pos + 1) === SINGLE_QUOTE) break;
      cursor.pos = pos + 1;
      cursor.contentEnd = pos + 1;
      return text.slice(start + 1, pos);
    }
    if (isBreak(code) || (code === BACKSLASH && quote === DOUBLE_QUOTE)) break;
    pos++;
  }
  cursor.pos = start + 1;
  return scanQuotedParts(cursor, quote, start);
}

/** The general case: doubled quotes, escapes and folded lines. */
function scanQuotedParts(cursor: Cursor, quote: number, start: number): string {
  let value = '';
  for (;;) {
    if (cursor.atDocumentMarker()) throw unexpectedMarker(cursor);
    if (cursor.pos >= cursor.end) throw unclosed(start);
    let escapedBreak = false;
    let from = cursor.pos;
    for (;;) {
      const code = cursor.at(cursor.pos);
      if (isBlankOrEnd(code)) break;
      if (code === quote) {
        if (quote === DOUBLE_QUOTE || cursor.at(cursor.pos + 1) !== SINGLE_QUOTE) break;
        value += cursor.text.slice(from, cursor.pos + 1);
        cursor.pos += 2;
        from = cursor.pos;
      } else if (code === BACKSLASH && quote === DOUBLE_QUOTE) {
        value += cursor.text.slice(from, cursor.pos);
        if (isBreak(cursor.at(cursor.pos + 1))) {
          cursor.pos++;
          cursor.nextLine();
          escapedBreak = true;
          from = cursor.pos;
          break;
        }
        value += scanEscape(cursor);
        from = cursor.pos;
      } else cursor.pos++;
    }
    value += cursor.text.slice(from, cursor.pos);
    if (cursor.at(cursor.pos) === quote) {
      cursor.pos++;
      cursor.contentEnd = cursor.pos;
      return value;
    }
    value += scanGap(cursor, escapedBreak);
  }
}

/** Blanks and breaks between two words: blanks alone are kept, breaks are folded and take the blanks around them along. */
function scanGap(cursor: Cursor, escapedBreak: boolean): string {
  const from = cursor.pos;
  while (isBlank(cursor.at(cursor.pos))) cursor.pos++;
  const blanks = escapedBreak ? '' : cursor.text.slice(from, cursor.pos);
  if (!isBreak(cursor.at(cursor.pos))) return blanks;
  const first = escapedBreak ? '' : foldedBreak(cursor);
  let more = '';
  for (;;) {
    const code = cursor.at(cursor.pos);
    if (isBlank(code)) cursor.pos++;
    else if (isBreak(code)) more += foldedBreak(cursor);
    else break;
  }
  return first === '' ? more : joinBreaks(first, more);
}

const SIMPLE_ESCAPES = new Map<string, string>([
  ['0', '\0'],
  ['a', '\x07'],
  ['b', '\b'],
  ['t', '\t'],
  ['\t', '\t'],
  ['n', '\n'],
  ['v', '\v'],
  ['f', '\f'],
  ['r', '\r'],
  ['e', '\x1b'],
  [' ', ' '],
  ['"', '"'],
  ["'", "'"],
  ['\\', '\\'],
  ['N', '\x85'],
  ['_', '\xa0'],
  ['L', '\u2028'],
  ['P', '\u2029'],
]);

const HEX_LENGTHS = new Map<string, number>([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);

/** Reads the escape sequence at the backslash under the cursor. */
function scanEscape(cursor: Cursor): string {
  const start = cursor.pos;
  const name = cursor.at(start + 1) === NOTHING ? '' : cursor.text.charAt(start + 1);
  const simple = SIMPLE_ESCAPES.get(name);
  if (simple !== undefined) {
    cursor.pos = start + 2;
    return simple;
  }
  const length = HEX_LENGTHS.get(name);
  if (length === undefined) {
    throw new Refusal(
      'unknown-escape',
      `\\${name} is no escape sequence of a double-quoted string.`,
      'Write \\\\ for a backslash, or use single quotes.',
      start,
      start + 2,
    );
  }
  let value = 0;
  for (let offset = start + 2; offset < start + 2 + length; offset++) {
    const digit = hexValue(cursor.at(offset));
    if (digit < 0) throw badHex(name, length, start, offset);
    value = value * 16 + digit;
  }
  if ((value >= 0xd800 && value <= 0xdfff) || value > 0x10ffff) {
    throw new Refusal('invalid-code-point', 'This escape names no Unicode character.', '', start, start + 2 + length);
  }
  cursor.pos = start + 2 + length;
  return String.fromCodePoint(value);
}

function badHex(name: string, length: number, start: number, offset: number): Refusal {
  return new Refusal('bad-escape', `\\${name} needs ${length} hexadecimal digits.`, '', start, offset + 1);
}

function unexpectedMarker(cursor: Cursor): Refusal {
  return new Refusal(
    'marker-in-quotes',
    'A document marker stands inside a quoted string.',
    'Close the string before it, or indent the line.',
    cursor.pos,
    cursor.pos + 3,
  );
}

function unclosed(start: number): Refusal {
  return new Refusal(
    'unclosed-quote',
    'This quoted string is never closed.',
    'Add the closing quote.',
    start,
    start + 1,
  );
}
