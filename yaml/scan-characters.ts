/** Character codes by name, and the classes of characters that the Go readers distinguish (YAML 1.1: five line breaks, blanks are space and tab). */
export const TAB = 0x09;
export const LF = 0x0a;
export const CR = 0x0d;
export const SPACE = 0x20;
export const BANG = 0x21;
export const DOUBLE_QUOTE = 0x22;
export const HASH = 0x23;
export const PERCENT = 0x25;
export const AMPERSAND = 0x26;
export const SINGLE_QUOTE = 0x27;
export const ASTERISK = 0x2a;
export const PLUS = 0x2b;
export const COMMA = 0x2c;
export const DASH = 0x2d;
export const DOT = 0x2e;
export const ZERO = 0x30;
const NINE = 0x39;
export const COLON = 0x3a;
export const LESS = 0x3c;
export const GREATER = 0x3e;
export const QUESTION = 0x3f;
export const AT = 0x40;
export const LEFT_BRACKET = 0x5b;
export const BACKSLASH = 0x5c;
export const RIGHT_BRACKET = 0x5d;
export const BACKTICK = 0x60;
export const LOWER_A = 0x61;
export const LOWER_Z = 0x7a;
export const LEFT_BRACE = 0x7b;
export const PIPE = 0x7c;
export const RIGHT_BRACE = 0x7d;
export const NEL = 0x85;
export const LINE_SEPARATOR = 0x2028;
export const PARAGRAPH_SEPARATOR = 0x2029;
export const BYTE_ORDER_MARK = 0xfeff;

/** What reading past the end of a text gives. The character itself is refused everywhere, so the two cannot be confused. */
export const NOTHING = 0;

export function isBreak(code: number): boolean {
  return code === LF || code === CR || code === NEL || code === LINE_SEPARATOR || code === PARAGRAPH_SEPARATOR;
}

export function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}

/** A blank, a line break or the end: what must follow an indicator such as `:` or `-`. */
export function isBlankOrEnd(code: number): boolean {
  return code <= SPACE
    ? code === SPACE || code === LF || code === TAB || code === CR || code === NOTHING
    : code >= NEL && (code === NEL || code === LINE_SEPARATOR || code === PARAGRAPH_SEPARATOR);
}

export function isBreakOrEnd(code: number): boolean {
  return code === NOTHING || isBreak(code);
}

export function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

/** Characters of anchors, tag handles and directive names. */
export function isWord(code: number): boolean {
  return (
    isDigit(code) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) || code === 0x5f || code === DASH
  );
}

/** The value of a hexadecimal digit, -1 for anything else. */
export function hexValue(code: number): number {
  if (isDigit(code)) return code - ZERO;
  if (code >= 0x41 && code <= 0x46) return code - 0x37;
  if (code >= 0x61 && code <= 0x66) return code - 0x57;
  return -1;
}
