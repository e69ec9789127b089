import { pointerOf } from '../findings/index.ts';
import type { JsonValue } from './json.ts';
import { literal, quote } from './quote.ts';

export interface EmitOptions {
  /** Comment lines at the top of the document, without `#`. */
  readonly head?: readonly string[];
  /** Comments above fields, by JSON pointer (RFC 6901), without `#`. */
  readonly comments?: ReadonlyMap<string, string>;
}

/** Longer keys need the explicit form `? key`: the Go readers look 1,024 characters ahead for the colon. */
const LONGEST_SIMPLE_KEY = 1000;

/**
 * A document in block style, the same bytes for the same value: two spaces of indentation, `- ` two columns deeper than
 * its key, members in the order of the value, long lines never folded. Both dialects read every value back; a string is
 * plain, a literal block or quoted, whichever is mildest. Minus zero is written as 0. NaN and Infinity are no JSON values
 * and throw. A key `<<` is quoted, but kustomize takes it for a merge key nonetheless.
 */
export function emit(value: JsonValue, options: EmitOptions = {}): string {
  const out: string[] = [];
  for (const line of options.head ?? []) writeComment(out, '', line);
  if (!isFilled(value)) return out.join('') + scalar(value, '') + '\n';
  const levels = [openLevel(value, '', '', '')];
  for (let level = levels.at(-1); level; level = levels.at(-1)) {
    const child = level.next < level.length ? writeEntry(out, level, options.comments) : undefined;
    if (child) levels.push(child);
    else if (level.next === level.length) levels.pop();
  }
  return out.join('');
}

type List = readonly JsonValue[];
type Members = { readonly [key: string]: JsonValue };

/** A list or map that is being written. Levels are kept apart from the call stack, so that depth has no limit. */
interface Level {
  readonly value: List | Members;
  /** The names of a map's members; null for a list. */
  readonly keys: readonly string[] | null;
  readonly length: number;
  readonly indent: string;
  readonly pointer: string;
  /** What stands before the next entry: the indentation, or the dashes of the lists that open on the same line. */
  lead: string;
  next: number;
}

/** A list or map with something in it; members that are undefined count for nothing, as in JSON. */
function isFilled(value: JsonValue): value is List | Members {
  if (typeof value !== 'object' || value === null) return false;
  if (isList(value)) return value.length > 0;
  for (const key in value) if (Object.hasOwn(value, key) && value[key] !== undefined) return true;
  return false;
}

function isList(value: List | Members): value is List {
  return Array.isArray(value);
}

function openLevel(value: List | Members, indent: string, lead: string, pointer: string): Level {
  const keys = isList(value) ? null : Object.keys(value).filter((key) => value[key] !== undefined);
  return { value, keys, length: isList(value) ? value.length : (keys?.length ?? 0), indent, pointer, lead, next: 0 };
}

/** Writes the next entry of a level; the level to go on with where the entry is itself a filled list or map. */
function writeEntry(out: string[], level: Level, comments: EmitOptions['comments']): Level | undefined {
  const { indent, lead } = level;
  const index = level.next++;
  const key = level.keys?.[index];
  const value = (key === undefined ? (level.value as List)[index] : (level.value as Members)[key]) ?? null;
  const pointer = comments ? level.pointer + pointerOf([key ?? index]) : '';
  const comment = comments?.get(pointer);
  if (comment !== undefined) writeComment(out, leadingBlanks(lead), comment);
  level.lead = indent;
  const inner = `${indent}  `;
  if (key === undefined) {
    if (isFilled(value)) return openLevel(value, inner, `${lead}- `, pointer);
    out.push(lead, '- ', scalar(value, indent), '\n');
    return undefined;
  }
  const name = quote(key);
  out.push(lead, name.length > LONGEST_SIMPLE_KEY ? `? ${name}\n${indent}:` : `${name}:`);
  if (isFilled(value)) {
    out.push('\n');
    return openLevel(value, inner, inner, pointer);
  }
  out.push(' ', scalar(value, indent), '\n');
  return undefined;
}

/** A value that is no filled collection, without its last line break; block lines stand two columns inside `indent`. */
function scalar(value: JsonValue, indent: string): string {
  switch (typeof value) {
    case 'string':
      return text(value, indent);
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`${value} is no JSON value`);
      return String(value);
    case 'object':
      return value === null ? 'null' : Array.isArray(value) ? '[]' : '{}';
    default:
      return String(value);
  }
}

function text(value: string, indent: string): string {
  const block = value.includes('\n') ? literal(value) : undefined;
  if (!block) return quote(value);
  return block.header + block.lines.map((line) => (line === '' ? '\n' : `\n${indent}  ${line}`)).join('');
}

/** A comment on the first member of a list item stands above the item's dash. */
function leadingBlanks(lead: string): string {
  const dash = lead.indexOf('-');
  return dash < 0 ? lead : lead.slice(0, dash);
}

/** Line breaks start another comment line; what YAML cannot print becomes a space. */
function writeComment(out: string[], indent: string, comment: string): void {
  for (const line of comment.split(/\r\n|[\n\r\x85\u2028\u2029]/)) {
    const printable = line
      .toWellFormed()
      .replace(/[\p{Cc}\ufeff\ufffe\uffff]/gu, ' ')
      .trimEnd();
    out.push(indent, printable === '' ? '#' : `# ${printable}`, '\n');
  }
}
