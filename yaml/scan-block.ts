import {
  DASH,
  GREATER,
  HASH,
  isBlank,
  isBreak,
  isBreakOrEnd,
  isDigit,
  PLUS,
  SPACE,
  TAB,
  ZERO,
} from './scan-characters.ts';
import { type Cursor, Refusal } from './scan-cursor.ts';
import { foldedBreak } from './scan-plain.ts';

/** The first line of a block scalar: `|` or `>` with its indicators. */
interface Header {
  readonly folded: boolean;
  /** -1 strips all final breaks, 0 keeps one, 1 keeps all. */
  readonly chomping: -1 | 0 | 1;
  /** The indentation indicator, 0 where none stands. */
  readonly increment: number;
}

/**
 * Reads a literal or folded scalar and moves behind its last line.
 * `parent` is the indentation of the enclosing block, -1 at the top.
 */
export function scanBlock(cursor: Cursor, parent: number, onComment: (start: number) => void): string {
  const header = scanHeader(cursor, onComment);
  cursor.contentEnd = cursor.pos;
  if (isBreak(cursor.at(cursor.pos))) cursor.nextLine();
  let indent = header.increment === 0 ? 0 : Math.max(parent, 0) + header.increment;
  const leading = scanBreaks(cursor, indent);
  if (indent === 0) indent = Math.max(leading.widest, parent + 1, 1);
  return scanLines(cursor, header, indent, leading.breaks);
}

function scanLines(cursor: Cursor, header: Header, indent: number, leadingBreaks: string): string {
  const { text, end } = cursor;
  let value = '';
  let lineBreak = '';
  let breaks = leadingBreaks;
  let blankBefore = false;
  while (cursor.pos - cursor.lineStart === indent && cursor.pos < end) {
    const blank = isBlank(text.charCodeAt(cursor.pos));
    if (header.folded && !blankBefore && !blank && lineBreak === '\n') {
      if (breaks === '') value += ' ';
    } else value += lineBreak;
    value += breaks;
    blankBefore = blank;
    const from = cursor.pos;
    const pos = cursor.lineEnd(from);
    value += text.slice(from, pos);
    cursor.pos = pos;
    cursor.contentEnd = pos;
    lineBreak = pos < end ? foldedBreak(cursor) : '';
    breaks = scanBreaks(cursor, indent).breaks;
  }
  if (header.chomping !== -1) value += lineBreak;
  if (header.chomping === 1) value += breaks;
  return value;
}

function scanHeader(cursor: Cursor, onComment: (start: number) => void): Header {
  const start = cursor.pos;
  const folded = cursor.at(cursor.pos++) === GREATER;
  let chomping = scanChomping(cursor);
  const increment = scanIncrement(cursor, start);
  if (chomping === 0 && increment !== 0) chomping = scanChomping(cursor);
  while (isBlank(cursor.at(cursor.pos))) cursor.pos++;
  if (cursor.at(cursor.pos) === HASH) {
    const comment = cursor.pos;
    cursor.pos = cursor.lineEnd(comment);
    onComment(comment);
  }
  if (!isBreakOrEnd(cursor.at(cursor.pos))) {
    throw new Refusal(
      'block-scalar-header',
      `Only indicators and a comment may follow ${folded ? '>' : '|'} on its line.`,
      'Begin the text on the next line, or quote the value.',
      cursor.pos,
      cursor.pos + 1,
    );
  }
  return { folded, chomping, increment };
}

function scanChomping(cursor: Cursor): -1 | 0 | 1 {
  const code = cursor.at(cursor.pos);
  if (code !== PLUS && code !== DASH) return 0;
  cursor.pos++;
  return code === PLUS ? 1 : -1;
}

function scanIncrement(cursor: Cursor, start: number): number {
  const code = cursor.at(cursor.pos);
  if (!isDigit(code)) return 0;
  if (code === ZERO) {
    throw new Refusal(
      'block-scalar-indent',
      'The indentation of a block scalar must be 1 to 9.',
      '',
      start,
      cursor.pos + 1,
    );
  }
  cursor.pos++;
  return code - ZERO;
}

/** Moves over indentation and empty lines. With `indent` 0 it is not known yet, and `widest` is the widest line seen. */
function scanBreaks(cursor: Cursor, indent: number): { breaks: string; widest: number } {
  let breaks = '';
  let widest = 0;
  for (;;) {
    while ((indent === 0 || cursor.pos - cursor.lineStart < indent) && cursor.at(cursor.pos) === SPACE) cursor.pos++;
    const column = cursor.pos - cursor.lineStart;
    if (column > widest) widest = column;
    const code = cursor.at(cursor.pos);
    if (code === TAB && (indent === 0 || column < indent)) {
      throw new Refusal(
        'tab-indentation',
        'A tab is used for indentation; YAML allows only spaces here.',
        'Replace the tab by spaces.',
        cursor.pos,
        cursor.pos + 1,
      );
    }
    if (!isBreak(code)) return { breaks, widest };
    breaks += foldedBreak(cursor);
  }
}
