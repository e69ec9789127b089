const MAX_INT64 = 2n ** 63n - 1n;
const MIN_INT64 = -(2n ** 63n);
const MAX_UINT64 = 2n ** 64n - 1n;

const PLUS = 43;
const MINUS = 45;
const DOT = 46;
const ZERO = 48;
const NINE = 57;
const UNDERSCORE = 95;
const LAST_HEX_DIGIT = 102;

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

/**
 * The number that a plain scalar starting with a digit or a sign stands for, undefined where it is a string.
 * Underscores anywhere are ignored. Integers are decimal, `0x`, `0b`, `0o` and octal by a leading zero, within int64
 * (uint64 without a sign); what is no such integer may still be a decimal float. Integers that a double cannot hold
 * exactly are bigint. `signedOctal`: go-yaml v3 also reads `0o-7`, v2 does not.
 */
export function parseNumber(text: string, signedOctal: boolean): number | bigint | undefined {
  if (text.charCodeAt(text.length - 1) > LAST_HEX_DIGIT) return undefined; // 100m, 128Mi, 5s
  return smallDecimal(text) ?? parseInteger(text, signedOctal) ?? parseDecimalFloat(withoutUnderscores(text));
}

/** The integer alone that {@link parseNumber} would find. */
export function parseInteger(text: string, signedOctal: boolean): number | bigint | undefined {
  const plain = withoutUnderscores(text);
  return parseAnyBase(plain) ?? parseSignAfterPrefix(plain, signedOctal);
}

function withoutUnderscores(text: string): string {
  return text.includes('_') ? text.replaceAll('_', '') : text;
}

/** Decimal digits without a leading zero, few enough to add up exactly: nearly all numbers of a manifest. */
function smallDecimal(text: string): number | undefined {
  const length = text.length;
  if (length > 15) return undefined;
  const first = text.charCodeAt(0);
  if (first === ZERO) return length === 1 ? 0 : undefined;
  let value = 0;
  for (let i = 0; i < length; i++) {
    const digit = text.charCodeAt(i) - ZERO;
    if (digit < 0 || digit > 9) return undefined;
    value = value * 10 + digit;
  }
  return value;
}

/** Go's `ParseInt(text, 0, 64)`, then `ParseUint(text, 0, 64)`. */
function parseAnyBase(text: string): number | bigint | undefined {
  const first = text.charCodeAt(0);
  const signed = first === PLUS || first === MINUS;
  const digits = signed ? text.slice(1) : text;
  const base = baseOf(digits);
  const start = base === 10 ? 0 : base === 8 && (digits.charCodeAt(1) | 32) !== 111 ? 1 : 2;
  return inRange(digits.slice(start), base, first === MINUS, signed);
}

function baseOf(digits: string): 2 | 8 | 10 | 16 {
  if (digits.charCodeAt(0) !== ZERO || digits.length === 1) return 10;
  switch (digits[1]) {
    case 'x':
    case 'X':
      return 16;
    case 'b':
    case 'B':
      return 2;
    default:
      return 8;
  }
}

const PREFIX = { 2: '0b', 8: '0o', 10: '', 16: '0x' } as const;

function inRange(
  digits: string,
  base: 2 | 8 | 10 | 16,
  negative: boolean,
  signed: boolean,
): number | bigint | undefined {
  if (!allDigits(digits, base)) return undefined;
  const magnitude = Number.parseInt(digits, base);
  if (magnitude <= Number.MAX_SAFE_INTEGER) return negative ? 0 - magnitude : magnitude;
  const exact = BigInt(PREFIX[base] + digits);
  if (negative) return -exact >= MIN_INT64 ? -exact : undefined;
  return exact <= (signed ? MAX_INT64 : MAX_UINT64) ? exact : undefined;
}

function allDigits(digits: string, base: 2 | 8 | 10 | 16): boolean {
  if (digits === '') return false;
  for (let i = 0; i < digits.length; i++) {
    const code = digits.charCodeAt(i);
    if (isDigit(code)) {
      if (code - ZERO >= base) return false;
    } else {
      const letter = code | 32;
      if (base !== 16 || letter < 97 || letter > 102) return false;
    }
  }
  return true;
}

/** The Go readers cut a lower-case prefix and hand the rest, sign included, to `ParseInt`: `0b-11` is -3. */
function parseSignAfterPrefix(text: string, signedOctal: boolean): number | bigint | undefined {
  const base = text.startsWith('0b') ? 2 : signedOctal && text.startsWith('0o') ? 8 : undefined;
  if (base === undefined) return undefined;
  const sign = text.charCodeAt(2);
  if (sign !== PLUS && sign !== MINUS) return undefined;
  return inRange(text.slice(3), base, sign === MINUS, true);
}

/** `12`, `1.5`, `1.`, `.5`, each with an optional exponent and sign; undefined too where a double overflows. */
function parseDecimalFloat(text: string): number | undefined {
  let i = text.charCodeAt(0) === PLUS || text.charCodeAt(0) === MINUS ? 1 : 0;
  const whole = i;
  i = skipDigits(text, i);
  let digits = i - whole;
  if (text.charCodeAt(i) === DOT) {
    const fraction = i + 1;
    i = skipDigits(text, fraction);
    digits += i - fraction;
  }
  if (digits === 0) return undefined;
  if (i < text.length) {
    if ((text.charCodeAt(i) | 32) !== 101) return undefined;
    i++;
    if (text.charCodeAt(i) === PLUS || text.charCodeAt(i) === MINUS) i++;
    const exponent = i;
    i = skipDigits(text, i);
    if (i === exponent || i < text.length) return undefined;
  }
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

function skipDigits(text: string, from: number): number {
  let i = from;
  while (i < text.length && isDigit(text.charCodeAt(i))) i++;
  return i;
}

/** A plain scalar that starts with a dot: a float in which, unlike elsewhere, underscores stand only between digits. */
export function parseDotFloat(text: string): number | undefined {
  if (!text.includes('_')) return parseDecimalFloat(text);
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) === UNDERSCORE && !(isDigit(text.charCodeAt(i - 1)) && isDigit(text.charCodeAt(i + 1))))
      return undefined;
  }
  return parseDecimalFloat(text.replaceAll('_', ''));
}
