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
  const emitter: Emitter = { out, comments: options.comments };
  if (isFilled(value)) writeBlock(emitter, value, '', '', '');
  else out.push(scalar(value, ''), '\n');
  return out.join('');
}

interface Emitter {
  readonly out: string[];
  readonly comments: ReadonlyMap<string, string> | undefined;
}

type Filled = readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** A list or map with something in it; members that are undefined count for nothing, as in JSON. */
function isFilled(value: JsonValue): value is Filled {
  if (typeof value !== 'object' || value === null) return false;
  if (isList(value)) return value.length > 0;
  for (const key in value) if (Object.hasOwn(value, key) && value[key] !== undefined) return true;
  return false;
}

function isList(value: Filled): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Writes the entries of a list or map; the first one follows `opening` where that is a dash already written. */
function writeBlock(emitter: Emitter, value: Filled, indent: string, opening: string, pointer: string): void {
  let lead = opening === '' ? indent : opening;
  const entries = isList(value) ? value.keys() : Object.keys(value).filter((key) => value[key] !== undefined);
  for (const entry of entries) {
    const child = emitter.comments ? `${pointer}/${String(entry).replaceAll('~', '~0').replaceAll('/', '~1')}` : '';
    const comment = emitter.comments?.get(child);
    if (comment !== undefined) writeComment(emitter.out, leadingBlanks(lead), comment);
    if (typeof entry === 'number')
      writeItem(emitter, (value as readonly JsonValue[])[entry] ?? null, indent, lead, child);
    else
      writeMember(emitter, entry, (value as { readonly [key: string]: JsonValue })[entry] ?? null, indent, lead, child);
    lead = indent;
  }
}

function writeItem(emitter: Emitter, value: JsonValue, indent: string, lead: string, pointer: string): void {
  if (isFilled(value)) writeBlock(emitter, value, `${indent}  `, `${lead}- `, pointer);
  else emitter.out.push(lead, '- ', scalar(value, indent), '\n');
}

function writeMember(
  emitter: Emitter,
  key: string,
  value: JsonValue,
  indent: string,
  lead: string,
  pointer: string,
): void {
  const name = quote(key);
  emitter.out.push(lead, name.length > LONGEST_SIMPLE_KEY ? `? ${name}\n${indent}:` : `${name}:`);
  if (isFilled(value)) {
    emitter.out.push('\n');
    writeBlock(emitter, value, `${indent}  `, '', pointer);
  } else {
    emitter.out.push(' ', scalar(value, indent), '\n');
  }
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
