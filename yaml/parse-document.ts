import type { Dialect } from './dialect.ts';
import type { Node, ScalarStyle, Source } from './node.ts';
import {
  BLOCK_MAP,
  BLOCK_SEQUENCE,
  FLOW_MAP,
  FLOW_SEQUENCE,
  Grammar,
  INDENTLESS_SEQUENCE,
  misplacedColon,
} from './parse-grammar.ts';
import { Alias, Scalar } from './parse-node.ts';
import { scanBlock } from './scan-block.ts';
import {
  AMPERSAND,
  ASTERISK,
  AT,
  BACKTICK,
  BANG,
  COLON,
  COMMA,
  DASH,
  DOUBLE_QUOTE,
  GREATER,
  HASH,
  isBlank,
  isBlankOrEnd,
  isBreak,
  isBreakOrEnd,
  LEFT_BRACE,
  LEFT_BRACKET,
  LF,
  NOTHING,
  PERCENT,
  PIPE,
  QUESTION,
  RIGHT_BRACE,
  RIGHT_BRACKET,
  SINGLE_QUOTE,
  SPACE,
  TAB,
} from './scan-characters.ts';
import { Cursor, Refusal } from './scan-cursor.ts';
import { scanPlain } from './scan-plain.ts';
import { Directives, scanDirective, scanName, scanTag, type TagHandles } from './scan-properties.ts';
import { scanQuoted } from './scan-quoted.ts';

/** Both Go readers refuse deeper indentation and deeper flow collections. */
const MAX_DEPTH = 10_000;
/** A key without `?` must meet its colon within this many characters, on its line. */
const MAX_KEY_LENGTH = 1024;

const NOWHERE: Source = { path: '', text: '' };
/** What an alias stands for until its anchor is looked up. */
const NO_TARGET: Node = new Scalar(NOWHERE, 0, 0, '', 'plain');

/** A stretch of the text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A tag or an anchor that waits for its node. */
interface Property {
  readonly kind: 'tag' | 'anchor';
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** Where a key without `?` may have begun, per flow level. */
class SimpleKey {
  possible = false;
  /** A node in the very column of its block can only be a key. */
  required = false;
  start = 0;
  lineStart = 0;
  /** The node was handed over as a value already; a colon comes too late. */
  consumed = false;
  /** Whether a key was ever saved on this flow level. */
  saved = false;
  /** libyaml forgets that a flow collection may be a key if no key was saved inside of it, as in `{}`. */
  forgotten = false;
  /** Properties in front of a flow collection that is open, which belong to what surrounds it if it turns out to be a key. */
  properties: Property[] = [];
}

/**
 * Reads one document from one piece of a text: token after token, each handed to the grammar at once.
 * Only the last node is held back (`pending`), because the `:` that makes it a key comes after it.
 */
export class DocumentReader {
  readonly comments: Span[] = [];
  readonly grammar: Grammar;
  private readonly source: Source;
  private readonly dialect: Dialect;
  private readonly cursor: Cursor;
  private indent = -1;
  private readonly indents: number[] = [];
  private readonly keys: SimpleKey[] = [new SimpleKey()];
  private flowLevel = 0;
  private key: SimpleKey;
  /** Whether a key without `?` may begin at the next token. */
  private keyAllowed = true;
  private properties: Property[] = [];
  private pending: Node | null = null;
  private started = false;
  /** Whether the last token stands on the present line; a dash and a document marker do not count. */
  private behindToken = false;
  /** The directives read so far, until `---` puts them in force. */
  private directives: Directives | null = null;
  private tagHandles: TagHandles = new Map();
  /** Tokens seen after the root; -1 while the root is being read. */
  private tail = -1;
  private tailStart = 0;
  private ended = false;

  constructor(source: Source, dialect: Dialect, start: number, end: number) {
    this.source = source;
    this.dialect = dialect;
    // kubectl's line reader ends the last line where nobody did; a block scalar sees the difference.
    const unended = dialect === 'kubectl' && end === source.text.length && source.text.charCodeAt(end - 1) !== LF;
    this.cursor = unended ? new Cursor(`${source.text}\n`, start, end + 1) : new Cursor(source.text, start, end);
    this.grammar = new Grammar(source);
    this.key = this.keys[0] as SimpleKey;
  }

  get readTo(): number {
    return Math.min(this.cursor.pos, this.source.text.length);
  }

  /** Content behind the document's end, which nobody reads. */
  get ignored(): Span | null {
    const { text, end } = this.cursor;
    if (this.tail < 0) return null;
    let start = this.tailStart;
    if (text.startsWith('...', start)) start += 3;
    for (; start < end; start++) {
      const code = text.charCodeAt(start);
      if (code === HASH) while (start < end && !isBreak(text.charCodeAt(start))) start++;
      else if (!isBlank(code) && !isBreak(code)) return { start, end };
    }
    return null;
  }

  /** The root node, null for a document without content. */
  read(): Node | null {
    do this.token();
    while (!this.finished());
    return this.grammar.root;
  }

  /**
   * The Go readers stop behind the first document and never look at the rest, apart from the few tokens that they
   * read ahead: one (kubectl) or three (kustomize), more where the first of them may be a key.
   */
  private finished(): boolean {
    if (this.ended) return true;
    if (this.properties.length > 1) this.settleProperties();
    if (this.tail < 0) return false;
    const key = this.keys[0] as SimpleKey;
    if (key.possible && this.keyIsNear(key) && !(key.consumed && key.forgotten) && key.start <= this.tailStart)
      return false;
    return this.tail >= (this.dialect === 'kustomize' ? 3 : 1);
  }

  /** Properties at the root that one node cannot carry are settled as soon as no key can begin with them. */
  private settleProperties(): void {
    if (!this.grammar.atStart || (this.key.possible && this.keyIsNear(this.key))) return;
    if (conforming(this.properties) < this.properties.length) this.flush();
  }

  private token(): void {
    const cursor = this.cursor;
    this.skipToToken();
    const column = cursor.pos - cursor.lineStart;
    if (this.flowLevel === 0 && column < this.indent) this.unroll(column);
    const code = cursor.at(cursor.pos);
    if (code === NOTHING) {
      this.end();
      return;
    }
    if (column === 0) {
      if (code === PERCENT) {
        this.directive();
        return;
      }
      if (cursor.atDocumentMarker()) {
        this.marker(code === DASH);
        return;
      }
    }
    if (this.directives !== null) throw this.directiveAlone();
    this.started = true;
    this.dispatch(code);
  }

  private dispatch(code: number): void {
    // Most tokens are words.
    if (code >= 0x61 && code <= 0x7a) {
      this.plain();
      return;
    }
    const next = this.cursor.at(this.cursor.pos + 1);
    switch (code) {
      case LEFT_BRACKET:
      case LEFT_BRACE:
        this.openFlow(code === LEFT_BRACE);
        return;
      case RIGHT_BRACKET:
      case RIGHT_BRACE:
        this.closeFlow(code === RIGHT_BRACE);
        return;
      case COMMA:
        this.comma();
        return;
      case DASH:
        if (isBlankOrEnd(next)) this.dash();
        else this.plain();
        return;
      case QUESTION:
        if (this.flowLevel > 0 || isBlankOrEnd(next)) this.explicitKey();
        else this.plain();
        return;
      case COLON:
        if (this.flowLevel > 0 || isBlankOrEnd(next)) this.colon();
        else this.plain();
        return;
      case ASTERISK:
        this.alias();
        return;
      case AMPERSAND:
        this.property('anchor');
        return;
      case BANG:
        this.property('tag');
        return;
      case SINGLE_QUOTE:
      case DOUBLE_QUOTE:
        this.quoted(code);
        return;
      case PIPE:
      case GREATER:
        if (this.flowLevel === 0) this.block();
        else throw this.cannotStart(code);
        return;
      case PERCENT:
      case AT:
      case BACKTICK:
      case TAB:
      case HASH:
        throw this.cannotStart(code);
      default:
        this.plain();
    }
  }

  private cannotStart(code: number): Refusal {
    const { pos } = this.cursor;
    if (code === TAB) {
      return new Refusal(
        'tab-indentation',
        'A tab is used for indentation; YAML allows only spaces here.',
        'Replace the tab by spaces.',
        pos,
        pos + 1,
      );
    }
    const character = this.source.text.charAt(pos);
    return new Refusal('reserved-character', `No value can begin with ${character}.`, 'Quote the value.', pos, pos + 1);
  }

  // Blanks, comments and line breaks

  private skipToToken(): void {
    const cursor = this.cursor;
    const { text, end } = cursor;
    let pos = cursor.pos;
    let behindToken = this.behindToken;
    this.behindToken = true;
    for (;;) {
      const tabs = this.flowLevel > 0 || !this.keyAllowed;
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
      if (this.flowLevel === 0) this.keyAllowed = true;
    }
    cursor.pos = pos;
  }

  /** A comment, and with kustomize the comment lines that follow one on a line of its own: that reader lets tabs indent them. */
  private comment(behindToken: boolean): void {
    const cursor = this.cursor;
    for (;;) {
      const start = cursor.pos;
      while (!isBreakOrEnd(cursor.at(cursor.pos))) cursor.pos++;
      this.comments.push({ start, end: cursor.pos });
      if (this.dialect !== 'kustomize' || behindToken) return;
      const next = this.nextComment();
      if (next < 0) return;
      while (cursor.pos < next) {
        if (isBreak(cursor.at(cursor.pos))) cursor.nextLine();
        else cursor.pos++;
      }
    }
  }

  /** The offset of a comment on one of the next lines with only blanks between, -1 when other things come first. */
  private nextComment(): number {
    let offset = this.cursor.pos;
    for (;;) {
      const code = this.cursor.at(offset);
      if (code === HASH) return offset;
      if (!isBlank(code) && !isBreak(code)) return -1;
      offset++;
    }
  }

  // Keys without `?`

  private keyIsNear(key: SimpleKey): boolean {
    if (key.lineStart !== this.cursor.lineStart) return false;
    const length = this.cursor.pos - key.start;
    if (length <= MAX_KEY_LENGTH) return true;
    if (length > 2 * MAX_KEY_LENGTH) return false;
    return [...this.source.text.slice(key.start, this.cursor.pos)].length <= MAX_KEY_LENGTH;
  }

  /** The token at the cursor may begin a key. */
  private saveKey(): void {
    if (!this.keyAllowed) return;
    this.dropKey();
    const { pos, lineStart } = this.cursor;
    const key = this.key;
    key.possible = true;
    key.consumed = false;
    key.saved = true;
    key.forgotten = false;
    key.required = this.flowLevel === 0 && this.indent === pos - lineStart;
    key.start = pos;
    key.lineStart = lineStart;
  }

  private dropKey(): void {
    const key = this.key;
    if (key.possible && key.required) throw this.missingColon(key);
    key.possible = false;
  }

  private missingColon(key: SimpleKey): Refusal {
    const { text } = this.source;
    let end = key.start;
    while (end < this.cursor.end && !isBreak(text.charCodeAt(end))) end++;
    return new Refusal(
      'missing-colon',
      'A key without a colon: `key: value` was expected here.',
      'Add the colon and a space, or indent the line when it continues the value above.',
      key.start,
      end,
    );
  }

  // Held-back nodes and properties

  /** Holds a complete node back until the next token tells whether it is a key. */
  private hold(node: Node): void {
    if (this.tail >= 0) this.tail++;
    else this.pending = node;
  }

  /** Hands the held-back node, or the empty node that bare properties stand for, to the grammar. */
  private flush(): void {
    const node = this.pending;
    if (node === null && this.properties.length === 0) return;
    if (this.key.possible) {
      if (this.key.required) throw this.missingColon(this.key);
      this.key.consumed = true;
    }
    this.pending = null;
    if (this.properties.length === 0) {
      this.give(node as Node);
      return;
    }
    const properties = this.properties;
    this.properties = [];
    this.deliver(node, properties);
  }

  /** Hands a node with its properties over. Properties that one node cannot carry stand for empty nodes, as the Go readers see it. */
  private deliver(node: Node | null, properties: readonly Property[]): void {
    if (this.tail >= 0) {
      this.tail += properties.length + (node === null ? 0 : 1);
      return;
    }
    const grammar = this.grammar;
    if (properties.length > 0) {
      const used = conforming(properties);
      const whole = used === properties.length && (node === null || takes(node, properties));
      const owner = whole && node !== null ? node : grammar.empty((properties[used - 1] as Property).end);
      this.endow(owner, properties.slice(0, used));
      if (!whole || node === null) {
        this.give(owner);
        if (used < properties.length || node !== null) this.deliver(node, properties.slice(used));
        return;
      }
    }
    if (node !== null) this.give(node);
  }

  private give(node: Node): void {
    if (node.kind === 'alias') this.resolveAlias(node as Alias);
    this.grammar.deliver(node);
    this.checkDone();
  }

  private checkDone(): void {
    if (!this.grammar.done || this.tail >= 0) return;
    this.tail = 0;
    this.tailStart = this.cursor.pos;
  }

  private resolveAlias(alias: Alias): void {
    const target = this.grammar.anchors.get(alias.name);
    if (target === undefined) {
      throw new Refusal(
        'unknown-anchor',
        `There is no anchor &${alias.name} above this alias.`,
        'Quote the value when it is meant to be text.',
        alias.start,
        alias.end,
      );
    }
    alias.target = target;
  }

  private endow(node: Node, properties: readonly Property[]): void {
    for (const property of properties) {
      if (property.kind === 'tag') node.tag = property.value;
      else {
        node.anchor = property.value;
        this.grammar.anchors.set(property.value, node);
      }
    }
  }

  /** Takes the waiting properties for a collection that begins here; those that do not fit together become empty nodes first. */
  private takeProperties(): { tag: string; anchor: string } {
    let properties = this.properties;
    this.properties = [];
    while (properties.length > 0 && conforming(properties) < properties.length) {
      const used = conforming(properties);
      this.deliver(null, properties.slice(0, used));
      properties = properties.slice(used);
    }
    if (this.tail >= 0) this.tail += properties.length;
    return {
      tag: properties.find(({ kind }) => kind === 'tag')?.value ?? '',
      anchor: properties.find(({ kind }) => kind === 'anchor')?.value ?? '',
    };
  }

  // Indentation

  /** Opens a block collection when the column is deeper than the present block; tells whether it did. */
  private roll(column: number, kind: typeof BLOCK_MAP | typeof BLOCK_SEQUENCE, start: number): boolean {
    if (column <= this.indent) return false;
    this.indents.push(this.indent);
    this.indent = column;
    if (this.indents.length > MAX_DEPTH) throw tooDeep(start);
    if (this.tail >= 0) {
      this.tail++;
      return true;
    }
    if (this.properties.length === 0) this.open(kind, start, '', '');
    else {
      const { tag, anchor } = this.takeProperties();
      if (this.tail < 0) this.open(kind, start, tag, anchor);
      else this.tail++;
    }
    return true;
  }

  private open(kind: typeof BLOCK_MAP | typeof BLOCK_SEQUENCE, start: number, tag: string, anchor: string): void {
    if (kind === BLOCK_MAP) this.grammar.openMap(kind, start, tag, anchor);
    else this.grammar.openSequence(kind, start, tag, anchor);
  }

  /** Closes the block collections that are deeper than the column. */
  private unroll(column: number): void {
    if (this.indent > column) this.flush();
    while (this.indent > column) {
      if (this.tail >= 0) this.tail++;
      else this.grammar.endBlock();
      this.indent = this.indents.pop() as number;
      this.checkDone();
    }
  }

  // Tokens

  private end(): void {
    this.ended = true;
    this.leave();
  }

  /** What the end, a document marker and a directive have in common. */
  private leave(): void {
    this.flush();
    if (this.flowLevel === 0) this.unroll(-1);
    this.dropKey();
    this.keyAllowed = false;
    const open = this.tail < 0 ? this.grammar.openStart : -1;
    if (open >= 0)
      throw new Refusal('unclosed-flow', 'This bracket or brace is never closed.', 'Close it.', open, open + 1);
    if (this.ended && this.tail < 0 && this.directives !== null) throw this.directiveAlone();
  }

  private directiveAlone(): Refusal {
    const { pos } = this.cursor;
    return new Refusal(
      'bad-directive',
      'A line that begins with % must be followed by a line with ---.',
      'Remove the % line; Kubernetes needs no directive.',
      pos,
      pos,
    );
  }

  private directive(): void {
    const { pos } = this.cursor;
    this.leave();
    if (this.tail < 0 && !this.started) {
      this.directives ??= new Directives();
      scanDirective(this.cursor, this.directives, this.onComment);
      return;
    }
    scanDirective(this.cursor, null, this.onComment);
    this.endEmpty(pos);
    this.tail++;
  }

  private onComment = (start: number): void => {
    this.comments.push({ start, end: this.cursor.pos });
  };

  /** `---` or `...`. */
  private marker(starts: boolean): void {
    const { pos } = this.cursor;
    this.leave();
    this.behindToken = false;
    this.cursor.pos += 3;
    if (this.tail >= 0) {
      this.tail++;
      return;
    }
    if (this.started) {
      this.endEmpty(pos);
      this.tail++;
      return;
    }
    if (!starts)
      throw new Refusal('misplaced-marker', 'A document ends here that never began.', 'Remove the line.', pos, pos + 3);
    this.started = true;
    if (this.directives !== null) this.tagHandles = this.directives.handles;
    this.directives = null;
  }

  /** A document that was begun by `---` ends without content. */
  private endEmpty(offset: number): void {
    if (this.tail >= 0) return;
    this.tail = 0;
    this.tailStart = offset;
  }

  private openFlow(isMap: boolean): void {
    const { pos } = this.cursor;
    this.beginNode();
    const outer = this.key;
    this.flowLevel++;
    if (this.flowLevel > MAX_DEPTH) throw tooDeep(pos);
    this.key = this.keys[this.flowLevel] ?? this.addKey();
    this.key.possible = false;
    this.key.saved = false;
    this.keyAllowed = true;
    this.cursor.pos++;
    if (this.tail >= 0) {
      this.tail++;
      return;
    }
    let tag = '';
    let anchor = '';
    if (this.properties.length > 0) {
      const split = outer.possible ? outer.start : 0;
      outer.properties = this.properties.filter(({ start }) => start < split);
      this.properties = this.properties.filter(({ start }) => start >= split);
      ({ tag, anchor } = this.takeProperties());
    }
    if (isMap) this.grammar.openMap(FLOW_MAP, pos, tag, anchor);
    else this.grammar.openSequence(FLOW_SEQUENCE, pos, tag, anchor);
  }

  private addKey(): SimpleKey {
    const key = new SimpleKey();
    this.keys.push(key);
    return key;
  }

  private closeFlow(isMap: boolean): void {
    const { pos } = this.cursor;
    this.flush();
    this.dropKey();
    const { saved } = this.key;
    if (this.flowLevel > 0) this.flowLevel--;
    this.key = this.keys[this.flowLevel] as SimpleKey;
    this.keyAllowed = false;
    this.cursor.pos++;
    if (this.tail >= 0) {
      this.tail++;
      return;
    }
    this.pending = this.grammar.closeFlow(pos, isMap);
    this.key.forgotten = !saved && this.pending?.start === this.key.start;
    this.properties = this.key.properties;
    this.key.properties = [];
  }

  private comma(): void {
    const { pos } = this.cursor;
    this.flush();
    this.dropKey();
    this.keyAllowed = true;
    this.cursor.pos++;
    if (this.tail >= 0) this.tail++;
    else this.grammar.comma(pos);
  }

  private dash(): void {
    const cursor = this.cursor;
    const { pos } = cursor;
    if (this.flowLevel > 0) {
      if (this.tail < 0)
        throw new Refusal(
          'dash-in-flow',
          'A list with dashes cannot stand between brackets or braces.',
          '',
          pos,
          pos + 1,
        );
    } else {
      if (!this.keyAllowed)
        throw new Refusal(
          'misplaced-dash',
          'A list cannot begin here, behind other text on the line.',
          'Begin it on a line of its own, or quote the text.',
          pos,
          pos + 1,
        );
      if (this.pending !== null) this.flush();
      if (!this.roll(pos - cursor.lineStart, BLOCK_SEQUENCE, pos) && this.tail < 0) this.openIndentless(pos);
    }
    this.dropKey();
    this.keyAllowed = true;
    this.behindToken = false;
    cursor.pos++;
    if (this.tail >= 0) this.tail++;
    else this.grammar.dash(pos);
  }

  private openIndentless(pos: number): void {
    if (!this.grammar.takesIndentless) {
      this.flush();
      return;
    }
    const { tag, anchor } = this.takeProperties();
    this.grammar.openSequence(INDENTLESS_SEQUENCE, pos, tag, anchor);
  }

  private explicitKey(): void {
    const cursor = this.cursor;
    const { pos } = cursor;
    const inBlock = this.flowLevel === 0;
    if (inBlock && !this.keyAllowed)
      throw new Refusal(
        'misplaced-key',
        'A ? cannot begin a key here.',
        'Quote the text when it is meant to be text.',
        pos,
        pos + 1,
      );
    if (this.pending !== null) this.flush();
    if (!inBlock || !this.roll(pos - cursor.lineStart, BLOCK_MAP, pos)) this.flush();
    this.dropKey();
    this.keyAllowed = inBlock;
    cursor.pos++;
    if (this.tail >= 0) this.tail++;
    else this.grammar.key(pos);
    this.tabsBeforeComment();
  }

  private colon(): void {
    const key = this.key;
    if (key.possible && this.keyIsNear(key)) this.colonOfSimpleKey(key);
    else this.colonOfComplexKey(key);
  }

  private colonOfSimpleKey(key: SimpleKey): void {
    const { pos } = this.cursor;
    if (key.consumed && !key.forgotten) throw misplacedColon(pos);
    if (key.forgotten && !key.consumed && this.comesTooLate()) {
      key.required = false;
      this.flush();
    }
    key.possible = false;
    this.keyAllowed = false;
    this.cursor.pos++;
    const column = key.start - key.lineStart;
    const node = this.pending;
    let own = this.properties;
    this.pending = null;
    if (own.length > 0) {
      this.properties = own.filter(({ start }) => start < key.start);
      own = own.filter(({ start }) => start >= key.start);
    }
    if ((this.flowLevel > 0 || !this.roll(column, BLOCK_MAP, key.start)) && this.properties.length > 0) {
      const outer = this.properties;
      this.properties = [];
      this.deliver(null, outer);
    }
    if (this.tail >= 0) {
      this.tail += 2;
      return;
    }
    this.properties = [];
    this.grammar.key(key.start);
    this.deliver(node, own);
    this.grammar.colon(pos);
  }

  /** Whether the held-back collection was handed over before its colon was seen. kustomize's reader looks three tokens ahead, and so sees it behind `{}`. */
  private comesTooLate(): boolean {
    const node = this.pending;
    if (this.tail >= 0 || node === null) return false;
    return this.dialect === 'kubectl' || this.source.text.slice(node.start + 1, node.end - 1).trim() !== '';
  }

  private colonOfComplexKey(key: SimpleKey): void {
    const cursor = this.cursor;
    const { pos } = cursor;
    const inBlock = this.flowLevel === 0;
    if (key.possible && key.required) throw this.missingColon(key);
    if (inBlock && !this.keyAllowed) throw misplacedColon(pos);
    if (this.pending !== null) this.flush();
    if (!inBlock || !this.roll(pos - cursor.lineStart, BLOCK_MAP, pos)) this.flush();
    this.keyAllowed = inBlock;
    cursor.pos++;
    if (this.tail >= 0) this.tail++;
    else this.grammar.colon(pos);
    this.tabsBeforeComment();
  }

  /** kustomize's reader looks for a comment behind `?` and `:` and so allows tabs in front of it, where tabs are refused otherwise. */
  private tabsBeforeComment(): void {
    if (this.dialect !== 'kustomize') return;
    let offset = this.cursor.pos;
    while (isBlank(this.cursor.at(offset))) offset++;
    if (this.cursor.at(offset) === HASH) this.cursor.pos = offset;
  }

  /** Before a token that may be a node or belong to one. */
  private beginNode(): void {
    if (this.pending !== null) this.flush();
    this.saveKey();
    this.keyAllowed = false;
  }

  private alias(): void {
    const { pos } = this.cursor;
    this.beginNode();
    const name = scanName(this.cursor);
    this.hold(new Alias(this.source, pos, this.cursor.pos, name, NO_TARGET));
  }

  private property(kind: Property['kind']): void {
    const { pos } = this.cursor;
    this.beginNode();
    const value = kind === 'anchor' ? scanName(this.cursor) : scanTag(this.cursor, this.handles());
    if (this.tail >= 0) {
      this.tail++;
      return;
    }
    if (value === '!!' && this.dialect === 'kustomize')
      throw new Refusal('bad-tag', 'kustomize cannot print this tag.', 'Remove it.', pos, this.cursor.pos);
    this.properties.push({ kind, value, start: pos, end: this.cursor.pos });
  }

  /** The declared tag handles; null behind the document, where the readers do not resolve tags any more. */
  private handles(): TagHandles | null {
    return this.tail >= 0 ? null : this.tagHandles;
  }

  private quoted(quote: number): void {
    const cursor = this.cursor;
    const { pos } = cursor;
    this.beginNode();
    const text = scanQuoted(cursor, quote);
    this.hold(this.scalar(pos, text, quote === SINGLE_QUOTE ? 'single' : 'double'));
  }

  private block(): void {
    const cursor = this.cursor;
    const { pos } = cursor;
    const style = cursor.at(pos) === PIPE ? 'literal' : 'folded';
    if (this.pending !== null) this.flush();
    this.dropKey();
    this.keyAllowed = true;
    const text = scanBlock(cursor, this.indent, this.onComment);
    this.behindToken = false;
    this.hold(this.scalar(pos, text, style));
  }

  private plain(): void {
    const cursor = this.cursor;
    const { pos } = cursor;
    this.beginNode();
    const text = scanPlain(cursor, this.indent + 1, this.flowLevel > 0);
    if (cursor.brokeLine) {
      this.keyAllowed = true;
      this.behindToken = false;
    }
    this.hold(this.scalar(pos, text, 'plain'));
  }

  private scalar(start: number, text: string, style: ScalarStyle): Scalar {
    return new Scalar(this.source, start, this.cursor.contentEnd, text, style);
  }
}

/** How many of the properties one node may carry: a tag and an anchor, in either order. */
function conforming(properties: readonly Property[]): number {
  const [first, second] = properties;
  return first !== undefined && second !== undefined && first.kind !== second.kind ? 2 : 1;
}

/** Whether a complete node can still take the properties. */
function takes(node: Node, properties: readonly Property[]): boolean {
  if (node.kind === 'alias') return false;
  return properties.every(({ kind }) => (kind === 'tag' ? node.tag : node.anchor) === '');
}

function tooDeep(offset: number): Refusal {
  return new Refusal('too-deep', `The nesting is deeper than ${MAX_DEPTH} levels.`, '', offset, offset + 1);
}
