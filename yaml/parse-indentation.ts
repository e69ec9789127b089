import { BLOCK_MAP, type BLOCK_SEQUENCE, type Grammar } from './parse-grammar.ts';
import type { Held } from './parse-held.ts';
import { MAX_DEPTH, tooDeep } from './parse-simple-keys.ts';

/** The columns of the open block collections. */
export class Indentation {
  /** The column of the innermost one, -1 outside of all. */
  column = -1;
  private readonly outer: number[] = [];
  private readonly grammar: Grammar;
  private readonly held: Held;

  constructor(grammar: Grammar, held: Held) {
    this.grammar = grammar;
    this.held = held;
  }

  /** Opens a block collection, with the properties held, when the column is deeper than the present one; tells whether it did. */
  open(column: number, kind: typeof BLOCK_MAP | typeof BLOCK_SEQUENCE, start: number): boolean {
    if (column <= this.column) return false;
    this.outer.push(this.column);
    this.column = column;
    if (this.outer.length > MAX_DEPTH) throw tooDeep(start);
    const { held, grammar } = this;
    let tag = '';
    let anchor = '';
    if (held.properties.length > 0) ({ tag, anchor } = held.takeProperties());
    if (held.behindRoot) held.tail++;
    else if (kind === BLOCK_MAP) grammar.openMap(kind, start, tag, anchor);
    else grammar.openSequence(kind, start, tag, anchor);
    return true;
  }

  /** Closes the block collections that are deeper than the column. */
  close(column: number): void {
    if (this.column <= column) return;
    const { held } = this;
    held.flush();
    while (this.column > column) {
      if (held.behindRoot) held.tail++;
      else this.grammar.endBlock();
      this.column = this.outer.pop() as number;
      held.checkRoot();
    }
  }
}
