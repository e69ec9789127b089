import { BYTE_ORDER_MARK, CR, DASH, DOT, isBlankOrEnd, isBreak, LF, NOTHING } from './scan-characters.ts';

/** The place of reading: one piece of a text, from `pos` up to `end`. Offsets are UTF-16 units of the whole text. */
export class Cursor {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Whether the text is ASCII and LF its only line break, so that lines can be found natively. */
  private readonly simple: boolean;
  pos: number;
  /** Where the present line begins; columns are `pos - lineStart`. */
  lineStart: number;
  /** After a scalar: one past its own last unit (`pos` may have moved on over blanks). */
  contentEnd: number;
  /** After a plain scalar: whether line breaks were passed behind its last word. */
  brokeLine: boolean;

  constructor(text: string, start: number, end: number, simple: boolean) {
    this.text = text;
    this.start = start;
    this.simple = simple;
    this.end = end;
    this.pos = start;
    this.lineStart = start;
    this.contentEnd = start;
    this.brokeLine = false;
    if (this.at(start) === BYTE_ORDER_MARK) this.skipMarks();
  }

  /** A byte order mark belongs to no line. A second one is skipped too, but counts as a column. */
  private skipMarks(): void {
    this.pos++;
    this.lineStart++;
    if (this.at(this.pos) === BYTE_ORDER_MARK) this.pos++;
  }

  at(offset: number): number {
    return offset < this.end ? this.text.charCodeAt(offset) : NOTHING;
  }

  /** The offset of the next line break, or the end. */
  lineEnd(from: number): number {
    const { text, end } = this;
    if (this.simple) {
      const lineBreak = text.indexOf('\n', from);
      return lineBreak < 0 || lineBreak > end ? end : lineBreak;
    }
    let offset = from;
    while (offset < end && !isBreak(text.charCodeAt(offset))) offset++;
    return offset;
  }

  /** Moves over the line break at `pos`. CR LF counts as one, and so does CR CR LF: the Go tools make LF of CR LF before they read. */
  nextLine(): void {
    this.pos += this.text.charCodeAt(this.pos) === CR ? this.returnLength() : 1;
    this.lineStart = this.pos;
  }

  private returnLength(): number {
    const next = this.at(this.pos + 1);
    if (next === LF) return 2;
    return next === CR && this.at(this.pos + 2) === LF ? 3 : 1;
  }

  /** Whether `---` or `...` stands at the beginning of the line at `pos`, followed by a blank or the end. */
  atDocumentMarker(): boolean {
    if (this.pos !== this.lineStart) return false;
    const first = this.at(this.pos);
    if (first !== DASH && first !== DOT) return false;
    return this.at(this.pos + 1) === first && this.at(this.pos + 2) === first && isBlankOrEnd(this.at(this.pos + 3));
  }
}

/** Thrown inside the reader where a document cannot be read further; `parse` turns it into a problem of that document. */
export class Refusal {
  readonly code: string;
  readonly message: string;
  readonly help: string;
  readonly start: number;
  readonly end: number;

  constructor(code: string, message: string, help: string, start: number, end: number) {
    this.code = code;
    this.message = message;
    this.help = help;
    this.start = start;
    this.end = end;
  }
}
