import { changesInPrint } from './expand-print.ts';
import type { Node, Source } from './node.ts';
import { Mapping, Scalar, Sequence } from './parse-node.ts';
import { hasUnusualKeys } from './parse-keys.ts';
import { Refusal } from './scan-cursor.ts';

/** What a frame of the stack is reading. A pair is the single-entry map that `[a: b]` stands for. */
const DOCUMENT = 0;
export const BLOCK_MAP = 1;
export const BLOCK_SEQUENCE = 2;
/** A sequence whose dashes stand in the column of the key above it. It has no indentation of its own. */
export const INDENTLESS_SEQUENCE = 3;
export const FLOW_MAP = 4;
export const FLOW_SEQUENCE = 5;
const FLOW_PAIR = 6;
type FrameKind = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/** Where a frame stands. Documents use ENTRY and DONE; sequences ENTRY (before `-` or after `[` and `,`) and NODE or DONE. */
const ENTRY = 0;
const KEY = 1;
const COLON = 2;
const VALUE = 3;
const DONE = 4;
const NODE = 5;

class Frame {
  kind: FrameKind = DOCUMENT;
  state = ENTRY;
  map: Mapping | null = null;
  sequence: Sequence | null = null;
  /** Behind the last indicator: where an empty node stands. */
  mark = 0;
}

/**
 * Builds the node tree of one document from its tokens. The stack is explicit: depth costs no call stack.
 * The states follow the productions of YAML 1.1 as libyaml reads them, with its liberties (`{a, b}`, `[? a]`, missing values).
 */
export class Grammar {
  root: Node | null = null;
  aliases = false;
  /** Whether there is anything that `expand` has to look at. */
  unusual = false;
  readonly anchors = new Map<string, Node>();
  private readonly source: Source;
  private readonly frames: Frame[] = [new Frame()];
  private depth = 0;
  private top: Frame;

  constructor(source: Source) {
    this.source = source;
    this.top = this.frames[0] as Frame;
  }

  /** Whether the root node is complete; what follows belongs to no document. */
  get done(): boolean {
    return this.depth === 0 && this.top.state === DONE;
  }

  /** Where the innermost open `[` or `{` stands; -1 where none is open. */
  get openBracket(): number {
    for (let depth = this.depth; depth > 0; depth--) {
      const { kind, map, sequence } = this.frames[depth] as Frame;
      if (kind === FLOW_MAP || kind === FLOW_SEQUENCE) return (map ?? sequence)?.start ?? -1;
    }
    return -1;
  }

  /** Whether nothing of the root has been seen. */
  get atStart(): boolean {
    return this.depth === 0 && this.top.state === ENTRY;
  }

  /** Whether a dash in the column of the enclosing map may begin a sequence here. */
  get takesIndentless(): boolean {
    return this.top.kind === BLOCK_MAP && (this.top.state === KEY || this.top.state === VALUE);
  }

  get kind(): FrameKind {
    return this.top.kind;
  }

  empty(offset: number): Scalar {
    return new Scalar(this.source, offset, offset, '', 'plain');
  }

  /** Puts a complete node where the top frame wants one. */
  deliver(node: Node): void {
    const top = this.top;
    if (node.kind === 'alias') {
      this.aliases = true;
      this.unusual = true;
    } else if (node.kind === 'map') {
      if (!this.unusual && hasUnusualKeys(node)) this.unusual = true;
    } else if (!this.unusual && changesInPrint(node, top.kind >= FLOW_MAP)) this.unusual = true;
    switch (top.kind) {
      case DOCUMENT:
        this.root = node;
        top.state = DONE;
        return;
      case BLOCK_MAP:
      case FLOW_MAP:
      case FLOW_PAIR:
        this.deliverToMap(top, top.map as Mapping, node);
        return;
      case INDENTLESS_SEQUENCE:
      case BLOCK_SEQUENCE:
        if (top.state !== NODE) throw misplaced(node.start, node.end);
        (top.sequence as Sequence).items.push(node);
        top.state = ENTRY;
        return;
      default:
        if (top.state !== ENTRY) throw expectedComma(node.start, ']');
        (top.sequence as Sequence).items.push(node);
        top.state = DONE;
    }
  }

  private deliverToMap(top: Frame, map: Mapping, node: Node): void {
    if (top.state === VALUE) {
      map.values.push(node);
      if (top.kind === BLOCK_MAP) top.state = ENTRY;
      else this.endFlowEntry(top, node.end);
    } else if (top.state === KEY) {
      map.keys.push(node);
      top.state = COLON;
      top.mark = node.end;
    } else if (top.kind === FLOW_MAP && top.state === ENTRY) {
      map.keys.push(node);
      map.values.push(this.empty(node.end));
      this.unusual = true;
      top.state = DONE;
    } else if (top.kind === BLOCK_MAP) throw misplaced(node.start, node.end);
    else throw expectedComma(node.start, top.kind === FLOW_MAP ? '}' : ']');
  }

  private endFlowEntry(top: Frame, end: number): void {
    if (top.kind === FLOW_MAP) {
      top.state = DONE;
      return;
    }
    const map = top.map as Mapping;
    map.end = end;
    this.pop();
    this.deliver(map);
  }

  openMap(kind: typeof BLOCK_MAP | typeof FLOW_MAP, start: number, tag: string, anchor: string): void {
    if (kind === BLOCK_MAP) this.checkTakesBlock(start);
    const map = new Mapping(this.source, start, kind === BLOCK_MAP ? 'block' : 'flow');
    map.tag = tag;
    this.anchor(map, anchor);
    this.push(kind, start + 1).map = map;
  }

  openSequence(
    kind: typeof BLOCK_SEQUENCE | typeof INDENTLESS_SEQUENCE | typeof FLOW_SEQUENCE,
    start: number,
    tag: string,
    anchor: string,
  ): void {
    if (kind !== FLOW_SEQUENCE) this.checkTakesBlock(start);
    const sequence = new Sequence(this.source, start, kind === FLOW_SEQUENCE ? 'flow' : 'block');
    sequence.tag = tag;
    this.anchor(sequence, anchor);
    this.push(kind, start + 1).sequence = sequence;
  }

  private anchor(node: Node, anchor: string): void {
    if (anchor === '') return;
    node.anchor = anchor;
    this.anchors.set(anchor, node);
  }

  /** A block collection begins only where a node is due. Flow collections may still turn out to be keys: they are judged when complete. */
  private checkTakesBlock(start: number): void {
    const { kind, state } = this.top;
    if (kind === DOCUMENT ? state === ENTRY : kind === BLOCK_MAP ? state === KEY || state === VALUE : state === NODE)
      return;
    throw misplaced(start, start + 1);
  }

  /** `-` in the block context, in a sequence that is open. */
  dash(offset: number): void {
    const top = this.top;
    if (top.kind !== BLOCK_SEQUENCE && top.kind !== INDENTLESS_SEQUENCE) throw misplaced(offset, offset + 1);
    if (top.state === NODE) (top.sequence as Sequence).items.push(this.empty(top.mark));
    top.state = NODE;
    top.mark = offset + 1;
  }

  /** `?`, or the place where a simple key begins. */
  key(offset: number): void {
    if (this.top.kind === INDENTLESS_SEQUENCE) this.closeSequence();
    const top = this.top;
    if (top.kind === BLOCK_MAP) this.fillBlockEntry(top);
    else if (top.kind === FLOW_SEQUENCE && top.state === ENTRY) {
      this.push(FLOW_PAIR, offset).map = new Mapping(this.source, offset, 'flow');
    } else if (top.kind !== FLOW_MAP || top.state !== ENTRY) throw misplaced(offset, offset + 1);
    this.top.state = KEY;
    this.top.mark = offset;
  }

  /** Completes an entry of a block map that lacks its key or value. */
  private fillBlockEntry(top: Frame): void {
    const map = top.map as Mapping;
    if (top.state === KEY) map.keys.push(this.empty(top.mark));
    if (top.state !== ENTRY) map.values.push(this.empty(top.mark));
    top.state = ENTRY;
  }

  /** `:`. */
  colon(offset: number): void {
    if (this.top.kind === INDENTLESS_SEQUENCE) this.closeSequence();
    const top = this.top;
    if (top.kind !== BLOCK_MAP && top.kind !== FLOW_MAP && top.kind !== FLOW_PAIR) throw misplacedColon(offset);
    if (this.swallowedByPair(offset)) return;
    if (top.state === KEY) (top.map as Mapping).keys.push(this.empty(offset));
    else if (top.state !== COLON) throw misplacedColon(offset);
    top.state = VALUE;
    top.mark = offset + 1;
  }

  /** The indentation of the innermost block collection is left. */
  endBlock(): void {
    if (this.top.kind === INDENTLESS_SEQUENCE) this.closeSequence();
    const top = this.top;
    if (top.kind === BLOCK_SEQUENCE) {
      this.closeSequence();
      return;
    }
    if (top.kind !== BLOCK_MAP) throw misplaced(top.mark - 1, top.mark);
    this.fillBlockEntry(top);
    const map = top.map as Mapping;
    map.end = (map.values[map.values.length - 1] ?? map).end;
    this.pop();
    this.deliver(map);
  }

  private closeSequence(): void {
    const top = this.top;
    const sequence = top.sequence as Sequence;
    if (top.state === NODE) sequence.items.push(this.empty(top.mark));
    sequence.end = (sequence.items[sequence.items.length - 1] ?? sequence).end;
    this.pop();
    this.deliver(sequence);
  }

  /** libyaml loses the token behind an empty `?` in a flow sequence: `[? , ]` is one pair, and `[? : a]` is an error. */
  private swallowedByPair(offset: number): boolean {
    const top = this.top;
    if (top.kind !== FLOW_PAIR || top.state !== KEY) return false;
    (top.map as Mapping).keys.push(this.empty(offset));
    top.state = COLON;
    top.mark = offset + 1;
    this.unusual = true;
    return true;
  }

  /** `,` in the flow context. */
  comma(offset: number): void {
    if (this.swallowedByPair(offset)) return;
    this.fillFlowEntry(offset);
    if (this.top.state !== DONE) throw misplaced(offset, offset + 1);
    this.top.state = ENTRY;
  }

  /** `]` or `}`; gives the collection that is complete now, if one is. */
  closeFlow(offset: number, closesMap: boolean): Node | null {
    if (!closesMap && this.swallowedByPair(offset)) return null;
    this.fillFlowEntry(offset);
    const top = this.top;
    if (top.kind !== (closesMap ? FLOW_MAP : FLOW_SEQUENCE)) throw wrongBracket(offset, closesMap);
    const node = closesMap ? (top.map as Mapping) : (top.sequence as Sequence);
    node.end = offset + 1;
    this.pop();
    return node;
  }

  /** Completes an entry of a flow collection that lacks its key or value. */
  private fillFlowEntry(offset: number): void {
    const top = this.top;
    if (top.kind !== FLOW_MAP && top.kind !== FLOW_PAIR) return;
    const { state } = top;
    const map = top.map as Mapping;
    if (state === KEY) map.keys.push(this.empty(offset));
    if (state !== ENTRY && state !== DONE) this.unusual = true;
    if (state === KEY || state === COLON || state === VALUE) {
      map.values.push(this.empty(state === VALUE ? top.mark : offset));
      this.endFlowEntry(top, top.mark);
    }
  }

  private push(kind: FrameKind, mark: number): Frame {
    this.depth++;
    let frame = this.frames[this.depth];
    if (frame === undefined) {
      frame = new Frame();
      this.frames.push(frame);
    }
    frame.kind = kind;
    frame.state = ENTRY;
    frame.mark = mark;
    this.top = frame;
    return frame;
  }

  private pop(): void {
    this.top.map = null;
    this.top.sequence = null;
    this.depth--;
    this.top = this.frames[this.depth] as Frame;
  }
}

function misplaced(start: number, end: number): Refusal {
  return new Refusal(
    'misplaced',
    'This does not fit here: a key with a colon, or the end of the block, was expected.',
    'Check the indentation of this line and of the lines above it.',
    start,
    end,
  );
}

export function misplacedColon(offset: number): Refusal {
  return new Refusal(
    'misplaced-colon',
    'A colon is not allowed here: there is no key in front of it.',
    'Quote the text when it contains a colon and a space, or check the indentation.',
    offset,
    offset + 1,
  );
}

function expectedComma(offset: number, closing: string): Refusal {
  return new Refusal('missing-comma', `A comma or ${closing} is missing before this.`, '', offset, offset + 1);
}

function wrongBracket(offset: number, closesMap: boolean): Refusal {
  return new Refusal(
    'wrong-bracket',
    `This ${closesMap ? '}' : ']'} closes nothing that is open here.`,
    'Check that every bracket and brace is closed in order.',
    offset,
    offset + 1,
  );
}
