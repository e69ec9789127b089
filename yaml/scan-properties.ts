import {
  AT,
  BACKTICK,
  BANG,
  COLON,
  COMMA,
  DOT,
  GREATER,
  HASH,
  hexValue,
  isBlank,
  isBlankOrEnd,
  isBreakOrEnd,
  isDigit,
  isWord,
  LESS,
  PERCENT,
  QUESTION,
  RIGHT_BRACE,
  RIGHT_BRACKET,
  ZERO,
} from './scan-characters.ts';
import { type Cursor, Refusal } from './scan-cursor.ts';

/** A document's `%YAML` and `%TAG` lines: tag prefixes by handle. */
export type TagHandles = Map<string, string>;

const CORE = 'tag:yaml.org,2002:';

/** Reads `&name` or `*name` and gives the name. */
export function scanName(cursor: Cursor): string {
  const start = cursor.pos;
  let pos = start + 1;
  while (isWord(cursor.at(pos))) pos++;
  cursor.pos = pos;
  cursor.contentEnd = pos;
  if (pos > start + 1 && endsName(cursor.at(pos))) return cursor.text.slice(start + 1, pos);
  throw new Refusal(
    'anchor-name',
    'The name of an anchor or alias has only letters, digits, - and _.',
    'Quote the value when it is meant to be text.',
    start,
    pos + 1,
  );
}

function endsName(code: number): boolean {
  return (
    isBlankOrEnd(code) ||
    code === QUESTION ||
    code === COLON ||
    code === COMMA ||
    code === RIGHT_BRACKET ||
    code === RIGHT_BRACE ||
    code === PERCENT ||
    code === AT ||
    code === BACKTICK
  );
}

/** Reads a tag and resolves its handle (unless `handles` is null); core tags come out as `!!name`. */
export function scanTag(cursor: Cursor, handles: ReadonlyMap<string, string> | null): string {
  const start = cursor.pos;
  const tag = cursor.at(start + 1) === LESS ? scanVerbatim(cursor) : scanShorthand(cursor, handles);
  cursor.contentEnd = cursor.pos;
  if (isBlankOrEnd(cursor.at(cursor.pos))) return tag;
  throw badTag(start, cursor.pos + 1, 'A tag must be followed by a space.');
}

function scanVerbatim(cursor: Cursor): string {
  const start = cursor.pos;
  cursor.pos += 2;
  const uri = scanUri(cursor, start, true);
  if (cursor.at(cursor.pos) !== GREATER) throw badTag(start, cursor.pos, 'A tag that begins with !< must end with >.');
  cursor.pos++;
  return uri.startsWith(CORE) ? `!!${uri.slice(CORE.length)}` : uri;
}

function scanShorthand(cursor: Cursor, handles: ReadonlyMap<string, string> | null): string {
  const start = cursor.pos;
  const handle = scanHandle(cursor);
  if (handle.length > 1 && handle.endsWith('!'))
    return resolveHandle(handle, scanUri(cursor, start, true), start, cursor.pos, handles);
  const suffix = handle.slice(1) + scanUri(cursor, start, false);
  return suffix === '' ? '!' : resolveHandle('!', suffix, start, cursor.pos, handles);
}

function resolveHandle(
  handle: string,
  suffix: string,
  start: number,
  end: number,
  handles: ReadonlyMap<string, string> | null,
): string {
  if (handles === null) return handle + suffix;
  const prefix = handles.get(handle) ?? (handle === '!' ? '!' : handle === '!!' ? CORE : undefined);
  if (prefix === undefined) throw badTag(start, end, `The tag handle ${handle} is not declared by a %TAG line.`);
  return prefix === CORE || prefix.startsWith(CORE) ? `!!${(prefix + suffix).slice(CORE.length)}` : prefix + suffix;
}

function scanHandle(cursor: Cursor): string {
  const start = cursor.pos++;
  while (isWord(cursor.at(cursor.pos))) cursor.pos++;
  if (cursor.at(cursor.pos) === BANG) cursor.pos++;
  return cursor.text.slice(start, cursor.pos);
}

const URI = new Set([...";/?:@&=+$,.!~*'()[]%"].map((character) => character.charCodeAt(0)));

function scanUri(cursor: Cursor, start: number, required: boolean): string {
  const from = cursor.pos;
  let uri = '';
  for (;;) {
    const code = cursor.at(cursor.pos);
    if (code === PERCENT) uri += scanUriEscape(cursor, start);
    else if (isWord(code) || URI.has(code)) uri += cursor.text.charAt(cursor.pos++);
    else break;
  }
  if (required && cursor.pos === from) throw badTag(start, cursor.pos, 'This tag has no name.');
  return uri;
}

/** One character as `%` octets of its UTF-8 form. */
function scanUriEscape(cursor: Cursor, start: number): string {
  const octets: number[] = [];
  let length = 1;
  do {
    const octet = hexValue(cursor.at(cursor.pos + 1)) * 16 + hexValue(cursor.at(cursor.pos + 2));
    const hexadecimal = hexValue(cursor.at(cursor.pos + 1)) >= 0 && hexValue(cursor.at(cursor.pos + 2)) >= 0;
    if (cursor.at(cursor.pos) !== PERCENT || !hexadecimal)
      throw badTag(start, cursor.pos + 1, 'A % in a tag needs two hexadecimal digits.');
    if (octets.length === 0) length = utf8Length(octet);
    if (length === 0 || (octets.length > 0 && octet >> 6 !== 2))
      throw badTag(start, cursor.pos + 3, 'The % octets of this tag are not UTF-8.');
    octets.push(octet);
    cursor.pos += 3;
  } while (octets.length < length);
  return new TextDecoder().decode(Uint8Array.from(octets));
}

function utf8Length(octet: number): number {
  if (octet < 0x80) return 1;
  if (octet >> 5 === 0b110) return 2;
  if (octet >> 4 === 0b1110) return 3;
  return octet >> 3 === 0b11110 ? 4 : 0;
}

function badTag(start: number, end: number, message: string): Refusal {
  return new Refusal('bad-tag', message, 'Quote the value when it is meant to be text.', start, end);
}

/** What the directive lines of one document say. */
export class Directives {
  version = false;
  readonly handles: TagHandles = new Map();
}

/** Reads a `%YAML` or `%TAG` line to its end. Without `directives` only its syntax is judged. */
export function scanDirective(cursor: Cursor, directives: Directives | null, onComment: (start: number) => void): void {
  const start = cursor.pos++;
  while (isWord(cursor.at(cursor.pos))) cursor.pos++;
  const name = cursor.text.slice(start + 1, cursor.pos);
  if (name === '' || !isBlankOrEnd(cursor.at(cursor.pos)) || (name !== 'YAML' && name !== 'TAG')) {
    throw badDirective(start, cursor.pos, 'A line that begins with % is a directive, and this one is unknown.');
  }
  skipBlanks(cursor);
  if (name === 'YAML') scanVersion(cursor, directives, start);
  else scanTagDirective(cursor, directives, start);
  skipBlanks(cursor);
  if (cursor.at(cursor.pos) === HASH) {
    const comment = cursor.pos;
    cursor.pos = cursor.lineEnd(comment);
    onComment(comment);
  }
  if (!isBreakOrEnd(cursor.at(cursor.pos)))
    throw badDirective(start, cursor.pos, 'Only a comment may follow on the line of a directive.');
  if (cursor.pos < cursor.end) cursor.nextLine();
}

function scanVersion(cursor: Cursor, directives: Directives | null, start: number): void {
  const major = scanVersionNumber(cursor, start);
  if (cursor.at(cursor.pos) !== DOT) throw badDirective(start, cursor.pos, 'The version of %YAML is not a number.');
  cursor.pos++;
  const minor = scanVersionNumber(cursor, start);
  if (directives === null) return;
  if (directives.version) throw badDirective(start, cursor.pos, 'There are two %YAML lines.');
  if (major !== 1 || minor !== 1)
    throw badDirective(start, cursor.pos, 'The only version of YAML that Kubernetes reads is 1.1.');
  directives.version = true;
}

function scanVersionNumber(cursor: Cursor, start: number): number {
  const from = cursor.pos;
  let value = 0;
  while (isDigit(cursor.at(cursor.pos))) value = value * 10 + cursor.at(cursor.pos++) - ZERO;
  const length = cursor.pos - from;
  if (length === 0 || length > 2) throw badDirective(start, cursor.pos, 'The version of %YAML is not a number.');
  return value;
}

function scanTagDirective(cursor: Cursor, directives: Directives | null, start: number): void {
  if (cursor.at(cursor.pos) !== BANG) throw badDirective(start, cursor.pos, 'The handle of %TAG must begin with !.');
  const handle = scanHandle(cursor);
  if (handle !== '!' && !handle.endsWith('!'))
    throw badDirective(start, cursor.pos, 'The handle of %TAG must end with !.');
  if (!isBlank(cursor.at(cursor.pos)))
    throw badDirective(start, cursor.pos, '%TAG needs a handle, a space and a prefix.');
  skipBlanks(cursor);
  const prefix = scanUri(cursor, start, true);
  if (!isBlankOrEnd(cursor.at(cursor.pos)))
    throw badDirective(start, cursor.pos, 'The prefix of %TAG has a character that no tag may have.');
  if (directives === null) return;
  if (directives.handles.has(handle)) throw badDirective(start, cursor.pos, `The handle ${handle} is declared twice.`);
  directives.handles.set(handle, prefix);
}

function skipBlanks(cursor: Cursor): void {
  while (isBlank(cursor.at(cursor.pos))) cursor.pos++;
}

function badDirective(start: number, end: number, message: string): Refusal {
  return new Refusal('bad-directive', message, 'Remove the line; Kubernetes needs no directive.', start, end);
}
