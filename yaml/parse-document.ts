import type { Dialect } from './dialect.ts';
import type { Node, Source } from './node.ts';
import type { Span } from './parse-blanks.ts';
import { alias, block, plain, property, quoted } from './parse-content.ts';
import { closeFlow, comma, openFlow } from './parse-flow.ts';
import { colon, dash, explicitKey } from './parse-indicators.ts';
import { directive, end, loneDirective, marker, unclosedFlow } from './parse-markers.ts';
import { Reading } from './parse-reading.ts';
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
  LEFT_BRACE,
  LEFT_BRACKET,
  LOWER_A,
  LOWER_Z,
  NOTHING,
  PERCENT,
  PIPE,
  QUESTION,
  RIGHT_BRACE,
  RIGHT_BRACKET,
  SINGLE_QUOTE,
  TAB,
} from './scan-characters.ts';
import { type Cursor, Refusal } from './scan-cursor.ts';

/** What one piece of a text holds. */
export interface Piece {
  readonly root: Node | null;
  readonly comments: readonly Span[];
  readonly ignored: Span | null;
  readonly readTo: number;
  readonly aliases: boolean;
  readonly unusual: boolean;
}

/**
 * Reads one document from one piece of a text, in one pass: token after token, each handed to the grammar at once.
 * @throws {Refusal} where the piece cannot be read further.
 */
export function readDocument(source: Source, dialect: Dialect, cursor: Cursor, comments: Span[]): Piece {
  const reading = new Reading(source, dialect, cursor, comments);
  const { grammar } = reading;
  try {
    do readToken(reading, cursor);
    while (!isFinished(reading));
  } catch (refusal) {
    throw refusal instanceof Refusal ? (unclosedBefore(refusal, reading) ?? refusal) : refusal;
  }
  const { root, aliases, unusual } = grammar;
  return {
    root,
    comments,
    ignored: ignoredBy(reading),
    readTo: Math.min(cursor.pos, source.text.length),
    aliases,
    unusual,
  };
}

/**
 * The Go readers stop behind the first document and never look at the rest, apart from the few tokens that they
 * read ahead: one (kubectl) or three (kustomize), more where the first of them may be a key.
 */
function isFinished({ ended, held, keys, dialect }: Reading): boolean {
  if (ended) return true;
  if (held.properties.length > 1) held.settle();
  if (!held.behindRoot) return false;
  const key = keys.outermost;
  const undecided = key.possible && keys.isNear(key) && !(key.consumed && key.forgotten) && key.start <= held.tailStart;
  return !undecided && held.tail >= (dialect === 'kustomize' ? 3 : 1);
}

/**
 * What does not fit between brackets, on a later line that is indented no deeper than the bracket's line, mostly was not
 * meant to stand between them: then the bracket is the mistake.
 */
function unclosedBefore({ start }: Refusal, { grammar, source }: Reading): Refusal | undefined {
  const open = grammar.openBracket;
  if (open < 0 || open >= start) return undefined;
  const { text } = source;
  const lineOf = (offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;
  const indentationOf = (line: number): number => /^ */.exec(text.slice(line, line + 1000))?.[0].length ?? 0;
  const [first, last] = [lineOf(open), lineOf(start)];
  if (first === last || indentationOf(last) > indentationOf(first)) return undefined;
  return unclosedFlow(text, open);
}

/** Content behind the document's end, which nobody reads. */
function ignoredBy({ held, source, cursor }: Reading): Span | null {
  const { text } = source;
  const pieceEnd = Math.min(cursor.end, text.length);
  if (!held.behindRoot) return null;
  let start = held.tailStart;
  if (text.startsWith('...', start)) start += 3;
  for (; start < pieceEnd; start++) {
    const code = text.charCodeAt(start);
    if (code === HASH) while (start < pieceEnd && !isBreak(text.charCodeAt(start))) start++;
    else if (!isBlank(code) && !isBreak(code)) return { start, end: pieceEnd };
  }
  return null;
}

function readToken(reading: Reading, cursor: Cursor): void {
  reading.blanks.skip();
  const column = cursor.pos - cursor.lineStart;
  if (reading.keys.flowLevel === 0) reading.indentation.close(column);
  const code = cursor.at(cursor.pos);
  if (code === NOTHING) end(reading);
  else if (column === 0 && code === PERCENT) directive(reading);
  else if (column === 0 && cursor.atDocumentMarker()) marker(reading, code === DASH);
  else {
    if (reading.directives !== null) throw loneDirective(cursor);
    reading.started = true;
    // Most tokens are words.
    if (code >= LOWER_A && code <= LOWER_Z) plain(reading);
    else readIndicated(reading, code, cursor.at(cursor.pos + 1));
  }
}

/** A token whose kind shows in its first character, or a plain scalar where it does not. */
function readIndicated(reading: Reading, code: number, next: number): void {
  switch (code) {
    case LEFT_BRACKET:
    case LEFT_BRACE:
      return openFlow(reading, code === LEFT_BRACE);
    case RIGHT_BRACKET:
    case RIGHT_BRACE:
      return closeFlow(reading, code === RIGHT_BRACE);
    case COMMA:
      return comma(reading);
    case DASH:
      return isBlankOrEnd(next) ? dash(reading) : plain(reading);
    case QUESTION:
      return !reading.inBlock || isBlankOrEnd(next) ? explicitKey(reading) : plain(reading);
    case COLON:
      return !reading.inBlock || isBlankOrEnd(next) ? colon(reading) : plain(reading);
    case ASTERISK:
      return alias(reading);
    case AMPERSAND:
      return property(reading, 'anchor');
    case BANG:
      return property(reading, 'tag');
    case SINGLE_QUOTE:
    case DOUBLE_QUOTE:
      return quoted(reading, code);
    case PIPE:
    case GREATER:
      if (!reading.inBlock) throw cannotStart(reading, code);
      return block(reading);
    case PERCENT:
    case AT:
    case BACKTICK:
    case TAB:
    case HASH:
      throw cannotStart(reading, code);
    default:
      return plain(reading);
  }
}

function cannotStart({ cursor, source }: Reading, code: number): Refusal {
  const { pos } = cursor;
  if (code === TAB) {
    return new Refusal(
      'tab-indentation',
      'A tab is used for indentation; YAML allows only spaces here.',
      'Replace the tab by spaces.',
      pos,
      pos + 1,
    );
  }
  return new Refusal(
    'reserved-character',
    `No value can begin with ${source.text.charAt(pos)}.`,
    'Quote the value.',
    pos,
    pos + 1,
  );
}
