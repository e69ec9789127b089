import type { SyntaxProblem } from './parse.ts';

const OTHER_THAN_SIMPLE = /[^\t\n -~]/;
/** What the Go readers refuse: controls, two non-characters, and halves of surrogate pairs, which no UTF-8 text can hold. */
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\p{Surrogate}]/gu;

/** Whether a text is printable ASCII with LF as its only line break, as nearly all are: one quick look spares many. */
export function isSimple(text: string): boolean {
  return !OTHER_THAN_SIMPLE.test(text);
}

/** The offset of the next character that no YAML text may contain; infinity where there is none. */
export function nextForbidden(text: string, from: number): number {
  FORBIDDEN.lastIndex = from;
  return FORBIDDEN.exec(text)?.index ?? Number.POSITIVE_INFINITY;
}

/** The Go readers decode a text in blocks of so many bytes, and look for forbidden characters when they do. */
const BLOCK = 512;

/** Whether a reader that begins at `start` and stops at `readTo` has decoded the character at the offset. */
export function isDecoded(text: string, start: number, readTo: number, offset: number): boolean {
  return blockOf(text.slice(start, offset)) <= blockOf(text.slice(start, readTo));
}

function blockOf(before: string): number {
  return Math.floor(new TextEncoder().encode(before).length / BLOCK);
}

export function forbiddenAt(text: string, offset: number): SyntaxProblem {
  const code = text.charCodeAt(offset).toString(16).toUpperCase().padStart(4, '0');
  return {
    code: 'control-character',
    message: `The character U+${code} is not allowed in YAML.`,
    help: 'Remove it, or write it as an escape in double quotes.',
    start: offset,
    end: offset + 1,
  };
}
