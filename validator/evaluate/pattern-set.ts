/** A set of code points. */
export type CharacterSet = (code: number) => boolean;

export const anything: CharacterSet = () => true;
export const anyButNewline: CharacterSet = (code) => code !== 10;

const digit: CharacterSet = (code) => code >= 48 && code <= 57;
const upper: CharacterSet = (code) => code >= 65 && code <= 90;
const lower: CharacterSet = (code) => code >= 97 && code <= 122;
const letter: CharacterSet = (code) => upper(code) || lower(code);
export const wordCharacter: CharacterSet = (code) => letter(code) || digit(code) || code === 95;
const space: CharacterSet = (code) => code === 9 || code === 10 || code === 12 || code === 13 || code === 32;

const not =
  (set: CharacterSet): CharacterSet =>
  (code) =>
    !set(code);

/** `\d`, `\s`, `\w` and their opposites: ASCII only. */
export function perlClass(name: string): CharacterSet | undefined {
  const classes: Readonly<Record<string, CharacterSet>> = { d: digit, s: space, w: wordCharacter };
  const set = classes[name.toLowerCase()];
  return set && (name === name.toLowerCase() ? set : not(set));
}

const posixClasses: Readonly<Record<string, CharacterSet>> = {
  alnum: (code) => letter(code) || digit(code),
  alpha: letter,
  ascii: (code) => code < 128,
  blank: (code) => code === 9 || code === 32,
  cntrl: (code) => code < 32 || code === 127,
  digit,
  graph: (code) => code > 32 && code < 127,
  lower,
  print: (code) => code >= 32 && code < 127,
  punct: (code) => code > 32 && code < 127 && !letter(code) && !digit(code),
  space: (code) => space(code) || code === 11,
  upper,
  word: wordCharacter,
  xdigit: (code) => digit(code) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102),
};

/** `[:alpha:]` and its like. */
export function posixClass(name: string, negated: boolean): CharacterSet | undefined {
  const set = Object.hasOwn(posixClasses, name) ? posixClasses[name] : undefined;
  return set && negated ? not(set) : set;
}

/** `\pL`, `\p{Greek}`: a general category or a script. */
export function unicodeClass(written: string, opposite: boolean): CharacterSet | undefined {
  const negated = opposite !== written.startsWith('^');
  const name = written.replace(/^\^/, '');
  if (name === 'Any') return negated ? not(anything) : anything;
  if (!/^[A-Za-z_]+$/.test(name)) return undefined;
  const property = name.length <= 2 ? name : `Script=${name}`;
  try {
    const expression = new RegExp(`^\\p{${property}}`, 'u');
    const set: CharacterSet = (code) => expression.test(String.fromCodePoint(code));
    return negated ? not(set) : set;
  } catch {
    return undefined;
  }
}

/** One character, or all from one to another; in any letter case where case does not count. */
export function single(low: string, ignoreCase: boolean, high = low): CharacterSet {
  const first = low.codePointAt(0)!;
  const last = high.codePointAt(0)!;
  const within: CharacterSet = first === last ? (code) => code === first : (code) => code >= first && code <= last;
  return ignoreCase ? (code) => within(code) || caseVariants(code).some(within) : within;
}

function caseVariants(code: number): readonly number[] {
  const character = String.fromCodePoint(code);
  return [character.toLowerCase(), character.toUpperCase(), character.toUpperCase().toLowerCase()].flatMap((each) =>
    [...each].length === 1 ? [each.codePointAt(0)!] : [],
  );
}

export function setOf(parts: readonly CharacterSet[], negated: boolean): CharacterSet {
  const [only] = parts;
  const union: CharacterSet = parts.length === 1 && only ? only : (code) => parts.some((part) => part(code));
  return negated ? not(union) : union;
}
