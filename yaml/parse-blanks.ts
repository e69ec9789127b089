import type { Dialect } from './dialect.ts';
import type { SimpleKeys } from './parse-simple-keys.ts';
import { HASH, isBlank, isBreak, SPACE, TAB } from './scan-characters.ts';
import type { Cursor } from './scan-cursor.ts';

/** A stretch of the text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What stands between tokens: blanks, comments and line breaks. */
export class Blanks {
  readonly comments: Span[];
  /** Whether the last token stands on the present line; a dash and a document marker do not count. */
  behindToken = false;
  private readonly cursor: Cursor;
  private readonly keys: SimpleKeys;
  private readonly dialect: Dialect;

  constructor(cursor: Cursor, keys: SimpleKeys, dialect: Dialect, comments: Span[]) {
    this.comments = comments;
    this.cursor = cursor;
    this.keys = keys;
    this.dialect = dialect;
  }

  /** Moves to the next token. In the block context a new line may begin with a key, and so not with a tab. */
  skip(): void {
    const { cursor, keys } = this;
    const { text, end } = cursor;
    const inBlock = keys.flowLevel === 0;
    let { pos } = cursor;
    let { behindToken } = this;
    this.behindToken = true;
    for (;;) {
      const tabs = !inBlock || !keys.allowed;
      while (pos < end) {
        const code = text.charCodeAt(pos);
        if (code !== SPACE && (code !== TAB || !tabs)) break;
        pos++;
      }
      if (pos >= end) break;
      const code = text.charCodeAt(pos);
      if (code === HASH) {
        cursor.pos = pos;
        this.comment(behindToken);
        pos = cursor.pos;
        if (pos >= end) break;
      } else if (!isBreak(code)) break;
      cursor.pos = pos;
      cursor.nextLine();
      pos = cursor.pos;
      behindToken = false;
      if (inBlock) keys.allowed = true;
    }
    cursor.pos = pos;
  }

  /** Notes the comment from `start` to the cursor. */
  readonly note = (start: number): void => {
    this.comments.push({ start, end: this.cursor.pos });
  };

  /** kustomize's reader looks for a comment behind `?` and `:` and so allows tabs in front of it, where tabs are refused otherwise. */
  skipTabsBeforeComment(): void {
    const { cursor } = this;
    if (this.dialect !== 'kustomize') return;
    let offset = cursor.pos;
    while (isBlank(cursor.at(offset))) offset++;
    if (cursor.at(offset) === HASH) cursor.pos = offset;
  }

  /** A comment, and with kustomize the comment lines that follow one on a line of its own: that reader lets tabs indent them. */
  private comment(behindToken: boolean): void {
    const { cursor } = this;
    for (;;) {
      const start = cursor.pos;
      cursor.pos = cursor.lineEnd(start);
      this.note(start);
      const next = this.dialect === 'kustomize' && !behindToken ? this.nextComment() : -1;
      if (next < 0) return;
      while (cursor.pos < next) {
        if (isBreak(cursor.at(cursor.pos))) cursor.nextLine();
        else cursor.pos++;
      }
    }
  }

  /** The offset of a comment on one of the next lines with only blanks between, -1 when other things come first. */
  private nextComment(): number {
    const { cursor } = this;
    let offset = cursor.pos;
    for (;;) {
      const code = cursor.at(offset);
      if (code === HASH) return offset;
      if (!isBlank(code) && !isBreak(code)) return -1;
      offset++;
    }
  }
}
