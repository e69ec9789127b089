import type { Property } from './parse-property.ts';
import { type Cursor, Refusal } from './scan-cursor.ts';

/** A key without `?` must meet its colon within this many characters, on its line. */
const MAX_LENGTH = 1024;
/** Both Go readers refuse deeper indentation and deeper flow collections. */
export const MAX_DEPTH = 10_000;

/** Where a key without `?` may have begun on one flow level. */
export class SimpleKey {
  possible = false;
  /** A node in the very column of its block can only be a key. */
  required = false;
  start = 0;
  lineStart = 0;
  /** The node was handed over as a value already; a colon comes too late. */
  consumed = false;
  /** Whether a key was ever saved on this level. */
  saved = false;
  /** libyaml forgets that a flow collection may be a key if no key was saved inside of it, as in `{}`. */
  forgotten = false;
  /** Properties in front of an open flow collection, which belong to what surrounds it if it turns out to be a key. */
  properties: Property[] = [];
}

/** The possible keys of all open flow levels. */
export class SimpleKeys {
  /** Whether a key without `?` may begin at the next token. */
  allowed = true;
  flowLevel = 0;
  readonly outermost = new SimpleKey();
  current: SimpleKey = this.outermost;
  private readonly levels: SimpleKey[] = [this.outermost];
  private readonly cursor: Cursor;

  constructor(cursor: Cursor) {
    this.cursor = cursor;
  }

  /** The token at the cursor may begin a key. `indent` is the column of the present block. */
  save(indent: number): void {
    if (!this.allowed) return;
    this.drop();
    const { pos, lineStart } = this.cursor;
    const key = this.current;
    key.possible = true;
    key.consumed = false;
    key.saved = true;
    key.forgotten = false;
    key.required = this.flowLevel === 0 && indent === pos - lineStart;
    key.start = pos;
    key.lineStart = lineStart;
  }

  /** No colon will make a key of what the current level saved. */
  drop(): void {
    const key = this.current;
    if (key.possible && key.required) throw this.missingColon(key);
    key.possible = false;
  }

  /** Whether a colon at the cursor is still close enough. */
  isNear(key: SimpleKey): boolean {
    if (key.lineStart !== this.cursor.lineStart) return false;
    const length = this.cursor.pos - key.start;
    if (length <= MAX_LENGTH) return true;
    // Characters outside of the basic plane are two units here and one character there.
    return length <= 2 * MAX_LENGTH && [...this.cursor.text.slice(key.start, this.cursor.pos)].length <= MAX_LENGTH;
  }

  openFlow(): void {
    this.flowLevel++;
    if (this.flowLevel > MAX_DEPTH) throw tooDeep(this.cursor.pos);
    let key = this.levels[this.flowLevel];
    if (key === undefined) {
      key = new SimpleKey();
      this.levels.push(key);
    }
    key.possible = false;
    key.saved = false;
    this.current = key;
    this.allowed = true;
  }

  /** Leaves the current level; tells whether a key was saved on it. */
  closeFlow(): boolean {
    this.drop();
    const { saved } = this.current;
    if (this.flowLevel > 0) this.flowLevel--;
    this.current = this.levels[this.flowLevel] as SimpleKey;
    this.allowed = false;
    return saved;
  }

  missingColon({ start }: SimpleKey): Refusal {
    return new Refusal(
      'missing-colon',
      'A key without a colon: `key: value` was expected here.',
      'Add the colon and a space, or indent the line when it continues the value above.',
      start,
      this.cursor.lineEnd(start),
    );
  }
}

export function tooDeep(offset: number): Refusal {
  return new Refusal('too-deep', `The nesting is deeper than ${MAX_DEPTH} levels.`, '', offset, offset + 1);
}
