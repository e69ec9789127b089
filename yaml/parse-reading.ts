import type { Dialect } from './dialect.ts';
import type { Source } from './node.ts';
import { Blanks, type Span } from './parse-blanks.ts';
import { Grammar } from './parse-grammar.ts';
import { Held } from './parse-held.ts';
import { Indentation } from './parse-indentation.ts';
import { SimpleKeys } from './parse-simple-keys.ts';
import type { Cursor } from './scan-cursor.ts';
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

  constructor(source: Source, dialect: Dialect, cursor: Cursor, comments: Span[]) {
    this.source = source;
    this.dialect = dialect;
    this.cursor = cursor;
    this.grammar = new Grammar(source);
    this.keys = new SimpleKeys(cursor);
    this.held = new Held(cursor, this.grammar, this.keys);
    this.blanks = new Blanks(cursor, this.keys, dialect, comments);
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
