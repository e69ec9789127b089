import type { Dialect } from './dialect.ts';
import type { Source } from './node.ts';
import { Blanks, type Span } from './parse-blanks.ts';
import { Grammar } from './parse-grammar.ts';
import { Held } from './parse-held.ts';
import { Indentation } from './parse-indentation.ts';
import { SimpleKeys } from './parse-simple-keys.ts';
import { LF } from './scan-characters.ts';
import { Cursor } from './scan-cursor.ts';
import type { Directives, TagHandles } from './scan-properties.ts';

/** The state of reading one document; the handlers of tokens work on it. */
export class Reading {
  readonly source: Source;
  readonly dialect: Dialect;
  readonly cursor: Cursor;
  readonly grammar: Grammar;
  readonly keys: SimpleKeys;
  readonly held: Held;
  readonly blanks: Blanks;
  readonly indentation: Indentation;
  /** The directives read so far, until `---` puts them in force. */
  directives: Directives | null = null;
  tagHandles: TagHandles | undefined;
  /** Whether `---` or content was seen. */
  started = false;
  /** Whether the end of the piece was reached. */
  ended = false;

  constructor(source: Source, dialect: Dialect, start: number, end: number, comments: Span[]) {
    this.source = source;
    this.dialect = dialect;
    this.cursor = cursorOver(source.text, dialect, start, end);
    this.grammar = new Grammar(source);
    this.keys = new SimpleKeys(this.cursor);
    this.held = new Held(this.cursor, this.grammar, this.keys);
    this.blanks = new Blanks(this.cursor, this.keys, dialect, comments);
    this.indentation = new Indentation(this.grammar, this.held);
  }

  get inBlock(): boolean {
    return this.keys.flowLevel === 0;
  }

  /** Before a token that may be a node or belong to one. */
  beginNode(): void {
    if (this.held.node !== null) this.held.flush();
    this.keys.save(this.indentation.column);
    this.keys.allowed = false;
  }
}

/** kubectl's line reader ends the last line where nobody did; a block scalar sees the difference. */
function cursorOver(text: string, dialect: Dialect, start: number, end: number): Cursor {
  const unended = dialect === 'kubectl' && end === text.length && text.charCodeAt(end - 1) !== LF;
  return unended ? new Cursor(`${text}\n`, start, end + 1) : new Cursor(text, start, end);
}
