import type { Dialect } from './dialect.ts';
import type { Node, Source } from './node.ts';
import { forbiddenAt, isDecoded, isSimple, nextForbidden } from './forbidden.ts';
import type { Span } from './parse-blanks.ts';
import { readDocument } from './parse-document.ts';
import { BYTE_ORDER_MARK, HASH, LF } from './scan-characters.ts';
import { Cursor, Refusal } from './scan-cursor.ts';

/** Why a document cannot be read, or not as a Kubernetes object. Offsets as in nodes. */
export interface SyntaxProblem {
  /** `kebab-case`, stable. */
  readonly code: string;
  readonly message: string;
  readonly help?: string;
  readonly start: number;
  readonly end: number;
  /** The other place that the problem is about, such as the first of two equal keys. */
  readonly related?: Span;
}

/** One document of a text. */
export interface Document {
  /** null for a document without content, and where the problems leave nothing to judge. */
  readonly root: Node | null;
  readonly start: number;
  readonly end: number;
  readonly problems: readonly SyntaxProblem[];
  readonly comments: readonly Span[];
  /** Content behind the document's end that the Go reader silently drops (`{a: 1} b`, or what follows `...`); null where there is none. */
  readonly ignored: Span | null;
  /** How far the Go reader looks: up to `end`, or a little into what is ignored. */
  readonly readTo: number;
  /** Whether there are aliases. */
  readonly aliases: boolean;
  /** Whether there is anything that `expand` changes or judges. */
  readonly unusual: boolean;
}

export interface Stream {
  readonly documents: readonly Document[];
}

/**
 * Reads a text as the Go readers do: it is cut at the lines that begin with `---` first, whatever stands around them,
 * and of each piece only the first YAML document is read. So one file can give several problems.
 */
export function parse(source: Source, dialect: Dialect): Stream {
  const documents: Document[] = [];
  const { text } = source;
  const simple = isSimple(text);
  let forbidden = simple ? Number.POSITIVE_INFINITY : nextForbidden(text, 0);
  let start = 0;
  let separator: SyntaxProblem | null =
    dialect === 'kubectl' && text.startsWith('---') ? judgeSeparator(text, 0) : null;
  for (;;) {
    const line = nextSeparator(text, start, dialect);
    const end = line < 0 ? text.length : line;
    if (end > start || separator !== null) {
      if (forbidden < start) forbidden = nextForbidden(text, start);
      if (separator !== null) documents.push(broken(start, end, separator, []));
      else if (forbidden < end) documents.push(readToForbidden(source, dialect, start, end, forbidden));
      else documents.push(readPiece(source, dialect, cursorOver(text, dialect, start, end, simple)));
    }
    if (line < 0) return { documents };
    separator = judgeSeparator(text, line);
    start = endOfLine(text, line);
    if (separator === null && dialect === 'kubectl' && text.startsWith('---', start))
      separator = judgeSeparator(text, start);
  }
}

/** The offset of the next line that separates documents, -1 when none does. The first line of a piece never does. kustomize wants it ended by a line break. */
function nextSeparator(text: string, start: number, dialect: Dialect): number {
  const lineBreak = text.indexOf('\n---', start);
  if (lineBreak < 0) return -1;
  return dialect === 'kubectl' || text.includes('\n', lineBreak + 1) ? lineBreak + 1 : -1;
}

function endOfLine(text: string, offset: number): number {
  const lineBreak = text.indexOf('\n', offset);
  return lineBreak < 0 ? text.length : lineBreak + 1;
}

/** Only blanks and a comment may follow the dashes. */
function judgeSeparator(text: string, line: number): SyntaxProblem | null {
  let offset = line + 3;
  while (isSeparatorSpace(text.charCodeAt(offset))) offset++;
  if (offset >= text.length || text.charCodeAt(offset) === LF || text.charCodeAt(offset) === HASH) return null;
  return {
    code: 'bad-separator',
    message: 'Only blanks and a comment may follow --- on its line.',
    help: 'Begin the document on the next line.',
    start: line,
    end: endOfLine(text, line),
  };
}

function isSeparatorSpace(code: number): boolean {
  return code !== LF && /\s|\x85/.test(String.fromCharCode(code)) && code !== BYTE_ORDER_MARK;
}

/** kubectl's line reader ends the last line where nobody did; a block scalar sees the difference. */
function cursorOver(text: string, dialect: Dialect, start: number, end: number, simple: boolean): Cursor {
  const unended = dialect === 'kubectl' && end === text.length && text.charCodeAt(end - 1) !== LF;
  return unended ? new Cursor(`${text}\n`, start, end + 1, simple) : new Cursor(text, start, end, simple);
}

function readPiece(source: Source, dialect: Dialect, cursor: Cursor): Document {
  const comments: Span[] = [];
  const { start } = cursor;
  const end = Math.min(cursor.end, source.text.length);
  try {
    const { root, ignored, readTo, aliases, unusual } = readDocument(source, dialect, cursor, comments);
    return { root, start, end, problems: [], comments, ignored, readTo, aliases, unusual };
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    return broken(start, end, conflictIn(source.text, start, end) ?? problemOf(refusal, end), comments);
  }
}

function broken(start: number, end: number, problem: SyntaxProblem, comments: readonly Span[]): Document {
  return {
    root: null,
    start,
    end,
    problems: [problem],
    comments,
    ignored: null,
    readTo: end,
    aliases: false,
    unusual: false,
  };
}

/** A forbidden character refuses its document, unless it stands so far behind the document's end that nobody decodes it. */
function readToForbidden(source: Source, dialect: Dialect, start: number, end: number, offset: number): Document {
  const document = readPiece(source, dialect, new Cursor(source.text, start, offset, false));
  const { ignored, readTo } = document;
  if (ignored === null || isDecoded(source.text, start, readTo, offset))
    return broken(start, end, forbiddenAt(source.text, offset), []);
  return { ...document, end, ignored: { start: ignored.start, end } };
}

/** The marks that Git leaves explain every other problem of a text. */
function conflictIn(text: string, start: number, end: number): SyntaxProblem | undefined {
  const mark = '<<<<<<< ';
  const line = text.startsWith(mark, start) ? start : text.indexOf(`\n${mark}`, start) + 1;
  if (line < start || line >= end || !text.startsWith(mark, line)) return undefined;
  return {
    code: 'merge-conflict',
    message: 'The file holds an unresolved merge conflict.',
    help: 'Keep one of the two sides, and remove the lines that begin with <<<<<<<, ======= and >>>>>>>.',
    start: line,
    end: Math.min(endOfLine(text, line), end),
  };
}

function problemOf(refusal: Refusal, pieceEnd: number): SyntaxProblem {
  const { code, message, help } = refusal;
  const start = Math.min(refusal.start, pieceEnd);
  const end = Math.min(Math.max(refusal.end, start), pieceEnd);
  return help === '' ? { code, message, start, end } : { code, message, help, start, end };
}
