import {
  COLON,
  CR,
  HASH,
  isBlank,
  isBlankOrEnd,
  isBreak,
  LF,
  LINE_SEPARATOR,
  NEL,
  PARAGRAPH_SEPARATOR,
  SPACE,
  TAB,
} from './scan-characters.ts';
import { type Cursor, Refusal } from './scan-cursor.ts';

const IN_BLOCK = stops('\t\n\r :');
const IN_FLOW = stops('\t\n\r :,?[]{}');

/** Which characters below 0x80 may end a word of a plain scalar. */
function stops(characters: string): Uint8Array {
  const table = new Uint8Array(0x80);
  for (const character of characters) table[character.charCodeAt(0)] = 1;
  return table;
}

/**
 * Reads an unquoted scalar and moves over the blanks behind it. Lines are folded: one break is a space, more are kept less one.
 * `indent` is the least column of a further line in the block context.
 */
export function scanPlain(cursor: Cursor, indent: number, flow: boolean): string {
  const { text, end } = cursor;
  const table = flow ? IN_FLOW : IN_BLOCK;
  const start = cursor.pos;
  let value = '';
  let lineContent = start;
  let last = start;
  let pos = start;
  cursor.brokeLine = false;
  for (;;) {
    pos = endOfWords(text, pos, end, table);
    if (pos > last) last = lastOfWords(text, pos);
    cursor.pos = pos;
    if (pos >= end) break;
    const code = text.charCodeAt(pos);
    if (!isBreak(code)) break;
    value += text.slice(lineContent, last);
    if (code === LF && !flow && endsAtNextLine(cursor, indent)) {
      cursor.brokeLine = true;
      cursor.contentEnd = last;
      return value;
    }
    const fold = skipToContinuation(cursor, indent, start);
    if (!continues(cursor, indent, flow)) {
      cursor.brokeLine = true;
      cursor.contentEnd = last;
      return value;
    }
    pos = cursor.pos;
    if (endsPlain(cursor, flow)) {
      cursor.brokeLine = true;
      cursor.contentEnd = last;
      return value;
    }
    value += fold;
    lineContent = pos;
    last = pos;
  }
  cursor.contentEnd = last;
  return value + text.slice(lineContent, last);
}

/** The offset of what ends the words of this line: a break, an indicator, a comment or the end; blanks before it are passed. */
function endOfWords(text: string, from: number, end: number, table: Uint8Array): number {
  let pos = from;
  while (pos < end) {
    const code = text.charCodeAt(pos);
    if (code < 0x80) {
      if (table[code] === 0) {
        pos++;
        continue;
      }
      if (code === SPACE || code === TAB) {
        do pos++;
        while (pos < end && isBlank(text.charCodeAt(pos)));
        if (pos < end && text.charCodeAt(pos) === HASH) return pos;
        continue;
      }
      if (code === COLON && !isBlankOrEnd(pos + 1 < end ? text.charCodeAt(pos + 1) : 0)) {
        pos++;
        continue;
      }
      return pos;
    }
    if (code === NEL || code === LINE_SEPARATOR || code === PARAGRAPH_SEPARATOR) return pos;
    pos++;
  }
  return pos;
}

/** One past the last character that is no blank. */
function lastOfWords(text: string, pos: number): number {
  let last = pos;
  while (isBlank(text.charCodeAt(last - 1))) last--;
  return last;
}

/** The usual end: the next line has content further left. Moves to that content; tells whether it is so. */
function endsAtNextLine(cursor: Cursor, indent: number): boolean {
  const { text, end } = cursor;
  const lineStart = cursor.pos + 1;
  let pos = lineStart;
  while (pos < end && text.charCodeAt(pos) === SPACE) pos++;
  if (pos >= end || pos - lineStart >= indent) return false;
  const code = text.charCodeAt(pos);
  if (code === TAB || isBreak(code)) return false;
  cursor.pos = pos;
  cursor.lineStart = lineStart;
  return true;
}

/** Moves from a line break to the next character that is no blank; gives what the breaks amount to. */
function skipToContinuation(cursor: Cursor, indent: number, start: number): string {
  const first = foldedBreak(cursor);
  let more = '';
  for (;;) {
    const code = cursor.at(cursor.pos);
    if (code === SPACE) cursor.pos++;
    else if (code === TAB) {
      if (cursor.pos - cursor.lineStart < indent) throw tabRefused(cursor, start);
      cursor.pos++;
    } else if (isBreak(code)) more += foldedBreak(cursor);
    else break;
  }
  return joinBreaks(first, more);
}

/** Whether the character reached on a later line still belongs to the scalar. */
function continues(cursor: Cursor, indent: number, flow: boolean): boolean {
  if (!flow && cursor.pos - cursor.lineStart < indent) return false;
  return cursor.pos < cursor.end && !cursor.atDocumentMarker() && cursor.at(cursor.pos) !== HASH;
}

/** Whether an indicator stands where a further word would begin. */
function endsPlain(cursor: Cursor, flow: boolean): boolean {
  const code = cursor.at(cursor.pos);
  if (code === COLON) return isBlankOrEnd(cursor.at(cursor.pos + 1));
  return flow && code < 0x80 && IN_FLOW[code] === 1;
}

function tabRefused(cursor: Cursor, start: number): Refusal {
  return new Refusal(
    'tab-indentation',
    'A tab is used for indentation; YAML allows only spaces here.',
    start === cursor.pos ? '' : 'Replace the tab by spaces.',
    cursor.pos,
    cursor.pos + 1,
  );
}

/** Moves over a line break and gives what it stands for: LF for all but the two Unicode separators, which stay themselves. */
export function foldedBreak(cursor: Cursor): string {
  const code = cursor.text.charCodeAt(cursor.pos);
  cursor.nextLine();
  if (code === LF || code === CR || code === NEL) return '\n';
  return code === LINE_SEPARATOR ? '\u2028' : '\u2029';
}

/** Folds a first break and those after it: a lone LF becomes a space, an LF before others vanishes. */
export function joinBreaks(first: string, more: string): string {
  if (first !== '\n') return first + more;
  return more === '' ? ' ' : more;
}
