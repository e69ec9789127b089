import { resolvePlain } from './plain.ts';

/** The mildest way in which both Go readers, and stricter ones, get a single-line string back unchanged. */
type Manner = 'plain' | 'single' | 'double';

/** A string on one line: plain where every reader takes the bare text for this very string, otherwise quoted. */
export function quote(text: string): string {
  switch (mannerOf(text)) {
    case 'plain':
      return text;
    case 'single':
      return singleQuote(text);
    default:
      return doubleQuote(text);
  }
}

/** A printable line in single quotes. */
export function singleQuote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/**
 * A string in double quotes, with all that YAML calls not printable escaped. A lone surrogate, which neither UTF-8 nor a
 * YAML escape can carry, becomes U+FFFD, as Go would make it.
 */
export function doubleQuote(text: string): string {
  const json = JSON.stringify(text.toWellFormed());
  return json.replace(
    /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function mannerOf(text: string): Manner {
  if (!isPrintableLine(text)) return 'double';
  if (isPlain(text)) return 'plain';
  return text.includes('"') || text.includes('\\') ? 'single' : 'double';
}

/** Whether a string can stand on one line without escapes. */
export function isPrintableLine(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if ((unit < 32 || unit > 126) && !isPrintable(text, i)) return false;
  }
  return true;
}

/** Whether a unit may stand in a line of YAML as it is: no control, line break, BOM, non-character or lone surrogate. */
function isPrintable(text: string, i: number): boolean {
  const unit = text.charCodeAt(i);
  if (unit < 0xa0) return unit >= 0x20 && unit < 0x7f;
  if (unit >= 0xd800 && unit <= 0xdfff) return isPaired(text, i);
  return unit !== 0x2028 && unit !== 0x2029 && unit < 0xfffe && unit !== 0xfeff;
}

function isPaired(text: string, i: number): boolean {
  const low = (text.charCodeAt(i) & 0xfc00) === 0xdc00;
  const other = text.charCodeAt(low ? i - 1 : i + 1) & 0xfc00;
  return other === (low ? 0xd800 : 0xdc00);
}

/** Characters that mean something else at the start of a block-context scalar; a dash may precede a letter or digit. */
const INDICATORS = new Set('?:,[]{}#&*!|>\'"%@` '.split(''));

function isPlain(text: string): boolean {
  const first = text[0];
  if (first === undefined || INDICATORS.has(first) || text.endsWith(' ') || text.endsWith(':')) return false;
  if (first === '-' && (text.length === 1 || text[1] === ' ' || text.startsWith('---'))) return false;
  if (text.startsWith('...') || text.includes(': ') || text.includes(' #')) return false;
  return (
    resolvePlain(text, 'kubectl') === text &&
    resolvePlain(text, 'kustomize') === text &&
    !isAmbiguous(text, text.charCodeAt(0))
  );
}

/** What the Go readers take for text, but other YAML readers for something else: base 60, dates, overflow, `=`. */
function isAmbiguous(text: string, first: number): boolean {
  if (first === 61 || first === 60) return text === '=' || text === '<<';
  if (first > 57 || first < 43) return false;
  return text.includes(':') || /^\d{4}-\d/.test(text) || !Number.isNaN(Number(text));
}

/**
 * How a string stands as a literal block: its header and its lines, to be indented two columns deeper than the parent;
 * undefined where a block would not carry it: no line break inside, a character that needs an escape, blanks at a line's
 * or line breaks at the text's end, which editors and hooks like to remove, or a tab first, which kustomize, printing the
 * object again, writes so that it cannot read it.
 */
export function literal(text: string): { readonly header: string; readonly lines: readonly string[] } | undefined {
  const end = text.endsWith('\n') ? text.length - 1 : text.length;
  if (end <= 0 || !text.includes('\n') || !isLiteral(text, end)) return undefined;
  const lines = text.slice(0, end).split('\n');
  const opening = lines.find((line) => line !== '') ?? '';
  if (opening.startsWith('\t')) return undefined;
  const indentation = opening.startsWith(' ') ? '2' : '';
  return { header: `|${indentation}${end === text.length ? '-' : ''}`, lines };
}

function isLiteral(text: string, end: number): boolean {
  let previous = 10;
  for (let i = 0; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 10 && isBlank(previous)) return false;
    if ((unit < 32 || unit > 126) && unit !== 10 && unit !== 9 && !isPrintable(text, i)) return false;
    previous = unit;
  }
  return previous !== 10 && !isBlank(previous);
}

function isBlank(unit: number): boolean {
  return unit === 32 || unit === 9;
}
