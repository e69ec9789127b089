/** What is wrong with a text where a quantity is due. */
export type QuantityProblem = 'empty' | 'number' | 'suffix' | 'range';

/** A quantity as an exact decimal: `digits × 10^exponent`, or `digits × 1024^n` folded into `digits`. */
export interface Quantity {
  readonly digits: bigint;
  readonly exponent: number;
}

const binarySuffixes: Readonly<Record<string, number>> = { Ki: 1, Mi: 2, Gi: 3, Ti: 4, Pi: 5, Ei: 6 };
const decimalSuffixes: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  '': 0,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};

const digit = (code: number): boolean => code >= 48 && code <= 57;

/**
 * Reads a quantity by the API server's rules: an optional sign, digits with at most one point (`.5` and `5.` are fine),
 * then one suffix (`n u m k M G T P E`, `Ki Mi Gi Ti Pi Ei`) or a decimal exponent (`e3`, `E-2`). No spaces.
 */
export function parseQuantity(text: string): Quantity | QuantityProblem {
  if (text === '') return 'empty';
  let at = text[0] === '+' || text[0] === '-' ? 1 : 0;
  const whole = at;
  while (digit(text.charCodeAt(at))) at++;
  const wholeEnd = at;
  if (text[at] === '.') at++;
  const fraction = at;
  while (digit(text.charCodeAt(at))) at++;
  const digits = text.slice(whole, wholeEnd) + text.slice(fraction, at);
  if (digits === '') return 'number';
  const scale = fraction > wholeEnd ? at - fraction : 0;
  const sign = text[0] === '-' ? -1n : 1n;
  return withSuffix(sign * BigInt(digits), -scale, text.slice(at));
}

function withSuffix(digits: bigint, exponent: number, suffix: string): Quantity | QuantityProblem {
  const decimal = Object.hasOwn(decimalSuffixes, suffix) ? decimalSuffixes[suffix] : undefined;
  if (decimal !== undefined) return { digits, exponent: exponent + decimal };
  const binary = Object.hasOwn(binarySuffixes, suffix) ? binarySuffixes[suffix] : undefined;
  if (binary !== undefined) return { digits: digits * 1024n ** BigInt(binary), exponent };
  const power = /^[eE]([+-]?[0-9]+)$/.exec(suffix)?.[1];
  if (power === undefined) return 'suffix';
  const value = Number(power);
  return value < -(2 ** 31) || value >= 2 ** 31 ? 'range' : { digits, exponent: exponent + value };
}

/** Whether the API server reads `text` as a quantity. No allocation: it stands on the hot path. */
export function isQuantity(text: string): boolean {
  let at = text[0] === '+' || text[0] === '-' ? 1 : 0;
  let digits = 0;
  for (; digit(text.charCodeAt(at)); at++) digits++;
  if (text.charCodeAt(at) === 46) at++;
  for (; digit(text.charCodeAt(at)); at++) digits++;
  if (digits === 0) return false;
  if (at === text.length) return true;
  return typeof withSuffix(0n, 0, text.slice(at)) !== 'string';
}

/** Compares two quantities by value: negative when `a` is less, 0 when they are the same (`1000m` and `1`). */
export function compareQuantities(a: Quantity, b: Quantity): number {
  if (a.digits === 0n || b.digits === 0n) return Number(a.digits > b.digits) - Number(a.digits < b.digits);
  const difference = magnitude(a) - magnitude(b);
  if (a.digits > 0n !== b.digits > 0n) return a.digits > 0n ? 1 : -1;
  if (difference !== 0) return a.digits > 0n ? Math.sign(difference) : -Math.sign(difference);
  const low = Math.min(a.exponent, b.exponent);
  const left = a.digits * 10n ** BigInt(a.exponent - low);
  const right = b.digits * 10n ** BigInt(b.exponent - low);
  return Number(left > right) - Number(left < right);
}

/** The number of decimal digits before the point, so that huge exponents compare without huge numbers. */
function magnitude(quantity: Quantity): number {
  return String(quantity.digits).replace('-', '').length + quantity.exponent;
}

/** Says why `text` is no quantity and what was probably meant; undefined where it is one. */
export function explainQuantity(text: string): string | undefined {
  const problem = parseQuantity(text);
  if (typeof problem === 'object') return undefined;
  const repaired = repair(text);
  const meant = repaired === undefined ? '' : `; write ${repaired}`;
  if (problem === 'empty') return 'a quantity must not be empty';
  if (problem === 'number') return `a quantity starts with a number${meant}`;
  if (problem === 'range') return 'the exponent is out of range';
  return `the unit must be one of m, k, M, G, T, P, E, Ki, Mi, Gi, Ti, Pi, Ei or absent${meant}`;
}

/** The quantity that a common misspelling means: `512MB` → `512M`, `10 gi` → `10Gi`. */
function repair(text: string): string | undefined {
  const parts = /^\s*([+-]?[0-9]*\.?[0-9]+)\s*([a-zA-Z]*)\s*$/.exec(text);
  const [, number = '', unit = ''] = parts ?? [];
  if (!parts) return undefined;
  const bare = unit.replace(/(?<=.)[bB](ytes?)?$/, '');
  const lower = bare.toLowerCase();
  const known = [...Object.keys(binarySuffixes), 'k', 'M', 'G', 'T', 'P', 'E'].find(
    (each) => each.toLowerCase() === lower,
  );
  if (bare === '' || lower === 'b' || /v?cpus?|cores?/.test(lower)) return number;
  return known === undefined ? undefined : number + known;
}
