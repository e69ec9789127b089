import type { Finding } from '../../findings/index.ts';
import type { Source } from '../../yaml/index.ts';
import { shownLines } from './secret-lines.ts';

/** The columns a tab reaches to. */
const tabStop = 4;

export interface FrameStyle {
  /** Columns that a line of the frame may take. */
  readonly width: number;
  readonly dim: (text: string) => string;
  readonly strong: (text: string) => string;
}

const shown = new WeakMap<Source, string[]>();

/** The line of a finding with the one before and after, and carets under the range that it is about. */
export function codeFrame(source: Source, finding: Finding, style: FrameStyle): string[] {
  let lines = shown.get(source);
  if (!lines) shown.set(source, (lines = shownLines(source)));
  if (lines[finding.line - 1] === undefined) return [];
  return frameOf(lines, finding, style);
}

/** Of a very long line only the surroundings of the column are measured. */
const measured = 2000;

function frameOf(lines: readonly string[], full: Finding, style: FrameStyle): string[] {
  const offset = Math.max(0, full.column - measured);
  const finding = { ...full, column: full.column - offset, endColumn: full.endColumn - offset };
  const near = (number: number): string => (lines[number - 1] ?? '').slice(offset, offset + 2 * measured);
  const line = near(finding.line);
  const last = Math.min(finding.line + 1, lines.length);
  const digits = String(last).length;
  const room = Math.max(20, style.width - digits - 5);
  const window = windowOf(line, finding, room);
  const frame: string[] = [];
  for (let number = Math.max(1, finding.line - 1); number <= last; number++) {
    const text = near(number);
    if (number !== finding.line && text.trim() === '') continue;
    frame.push(`  ${style.dim(`${String(number).padStart(digits)} |`)} ${cut(text, window, room)}`.trimEnd());
    if (number === finding.line)
      frame.push(`  ${style.dim(`${' '.repeat(digits)} |`)} ${style.strong(carets(line, finding, window, room))}`);
  }
  return frame;
}

/** Where the shown part of a long line begins, in columns of the terminal. */
function windowOf(line: string, { column }: Finding, room: number): number {
  const at = columnsOf(line.slice(0, column - 1));
  return columnsOf(line) <= room || at < room - 10 ? 0 : Math.max(0, at - Math.floor(room / 3));
}

function carets(line: string, finding: Finding, window: number, room: number): string {
  const start = columnsOf(line.slice(0, finding.column - 1)) - window;
  const endColumn = finding.endLine === finding.line ? finding.endColumn : line.length + 1;
  const end = Math.min(columnsOf(line.slice(0, endColumn - 1)) - window, room);
  return ' '.repeat(Math.max(0, start)) + '^'.repeat(Math.max(1, end - start));
}

/** The part of a line that fits, from a column on, with `…` where something is left out. */
function cut(line: string, from: number, room: number): string {
  let column = 0;
  let text = '';
  for (const character of line) {
    const width = widthOf(character, column);
    if (column >= from && column + width <= from + room)
      text += character === '\t' ? ' '.repeat(width) : visible(character);
    else if (column < from && column + width > from) text += ' '.repeat(column + width - from);
    column += width;
  }
  if (from > 0) text = `…${text.slice(1)}`;
  return column > from + room ? `${text.slice(0, -1)}…` : text;
}

function visible(character: string): string {
  const code = character.codePointAt(0)!;
  return code < 32 || (code >= 127 && code < 160) || (code >= 0xd800 && code <= 0xdfff) || isBidi(code)
    ? '\ufffd'
    : character;
}

/** Characters that turn the direction of text can hide what a line says. */
function isBidi(code: number): boolean {
  return (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}

/** How many columns a text takes in a terminal. */
function columnsOf(text: string): number {
  let column = 0;
  for (const character of text) column += widthOf(character, column);
  return column;
}

function widthOf(character: string, column: number): number {
  const code = character.codePointAt(0)!;
  if (code === 9) return tabStop - (column % tabStop);
  if (code < 0x300) return 1;
  if (/^[\p{Mn}\p{Me}\p{Cf}]$/u.test(character) && !isBidi(code)) return 0;
  return isWide(code) ? 2 : 1;
}

/** East Asian wide characters and pictographs. */
function isWide(code: number): boolean {
  return (
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf && code !== 0x303f) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x1f300 && code <= 0x1faff) ||
    (code >= 0x20000 && code <= 0x3fffd)
  );
}
