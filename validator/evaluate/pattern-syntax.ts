import type { CharacterSet } from './pattern-set.ts';
import { anyButNewline, anything, perlClass, posixClass, setOf, single, unicodeClass } from './pattern-set.ts';

/** A pattern taken apart. */
export type Pattern =
  | { readonly kind: 'empty' }
  | { readonly kind: 'set'; readonly set: CharacterSet }
  | { readonly kind: 'assertion'; readonly where: Assertion }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Pattern[] }
  | { readonly kind: 'repeat'; readonly part: Pattern; readonly least: number; readonly most: number };

export type Assertion = 'text-start' | 'text-end' | 'line-start' | 'line-end' | 'word-boundary' | 'no-word-boundary';

interface Flags {
  readonly ignoreCase: boolean;
  readonly multiLine: boolean;
  readonly dotAll: boolean;
}

/** The bound of RE2 on a counted repetition. */
const mostRepetitions = 1000;
/** Groups nested deeper than this are refused, as Go does. */
const deepestGroup = 1000;

class NotAPattern extends Error {}

/** Reads Go's syntax of regular expressions; undefined where Go would refuse it, or where it means bytes (`\C`). */
export function parsePattern(text: string): Pattern | undefined {
  try {
    return new Parser(text).parse();
  } catch (error) {
    if (error instanceof NotAPattern) return undefined;
    throw error;
  }
}

class Parser {
  readonly #text: readonly string[];
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = [...text];
  }

  parse(): Pattern {
    const pattern = this.#choice({ ignoreCase: false, multiLine: false, dotAll: false });
    if (this.#at < this.#text.length) throw new NotAPattern();
    return pattern;
  }

  #peek(ahead = 0): string {
    return this.#text[this.#at + ahead] ?? '';
  }

  #next(): string {
    const character = this.#text[this.#at++];
    if (character === undefined) throw new NotAPattern();
    return character;
  }

  #take(word: string): boolean {
    for (let i = 0; i < word.length; i++) if (this.#peek(i) !== word[i]) return false;
    this.#at += word.length;
    return true;
  }

  /** Alternatives up to a `)` or the end; flags set inside hold to its end. */
  #choice(flags: Flags): Pattern {
    if (++this.#depth > deepestGroup) throw new NotAPattern();
    const alternatives: Pattern[] = [];
    let parts: Pattern[] = [];
    let now = flags;
    while (this.#at < this.#text.length && this.#peek() !== ')') {
      if (this.#take('|')) {
        alternatives.push({ kind: 'sequence', parts });
        parts = [];
      } else if (this.#peek() === '(' && this.#peek(1) === '?' && !/[:P<]/.test(this.#peek(2))) {
        now = this.#flagGroup(now, parts);
      } else {
        parts.push(this.#repeated(now));
      }
    }
    this.#depth--;
    alternatives.push({ kind: 'sequence', parts });
    return alternatives.length === 1 ? alternatives[0]! : { kind: 'choice', parts: alternatives };
  }

  /** `(?i)` sets flags from here on, `(?i:…)` inside only. */
  #flagGroup(flags: Flags, parts: Pattern[]): Flags {
    this.#at += 2;
    let now = flags;
    let on = true;
    for (;;) {
      const letter = this.#next();
      if (letter === ')') return now;
      if (letter === '-') on = false;
      else if (letter === 'i') now = { ...now, ignoreCase: on };
      else if (letter === 'm') now = { ...now, multiLine: on };
      else if (letter === 's') now = { ...now, dotAll: on };
      else if (letter === ':') {
        parts.push(this.#quantified(this.#closed(now)));
        return flags;
      } else if (letter !== 'U') throw new NotAPattern();
    }
  }

  #closed(flags: Flags): Pattern {
    const inner = this.#choice(flags);
    if (!this.#take(')')) throw new NotAPattern();
    return inner;
  }

  #repeated(flags: Flags): Pattern {
    return this.#quantified(this.#atom(flags));
  }

  #quantified(atom: Pattern): Pattern {
    let part = atom;
    for (let first = true; ; first = false) {
      const bounds = this.#quantifier();
      if (!bounds) return part;
      if (!first) throw new NotAPattern();
      this.#take('?');
      part = { kind: 'repeat', part, least: bounds[0], most: bounds[1] };
    }
  }

  #quantifier(): readonly [number, number] | undefined {
    if (this.#take('*')) return [0, Infinity];
    if (this.#take('+')) return [1, Infinity];
    if (this.#take('?')) return [0, 1];
    if (this.#peek() !== '{') return undefined;
    const found = /^\{([0-9]+)(?:(,)([0-9]*))?\}/.exec(this.#text.slice(this.#at, this.#at + 12).join(''));
    if (!found) return undefined;
    const least = Number(found[1]);
    const most = found[2] === undefined ? least : found[3] === '' ? Infinity : Number(found[3]);
    if (least > mostRepetitions || (most !== Infinity && (most > mostRepetitions || most < least)))
      throw new NotAPattern();
    this.#at += found[0].length;
    return [least, most];
  }

  #atom(flags: Flags): Pattern {
    const character = this.#next();
    switch (character) {
      case '(':
        return this.#group(flags);
      case '[':
        return { kind: 'set', set: this.#class(flags) };
      case '.':
        return { kind: 'set', set: flags.dotAll ? anything : anyButNewline };
      case '^':
        return { kind: 'assertion', where: flags.multiLine ? 'line-start' : 'text-start' };
      case '$':
        return { kind: 'assertion', where: flags.multiLine ? 'line-end' : 'text-end' };
      case '\\':
        return this.#escape(flags);
      case '*':
      case '+':
      case '?':
        throw new NotAPattern();
      default:
        return { kind: 'set', set: single(character, flags.ignoreCase) };
    }
  }

  /** After `(`: capturing and named groups mean no more than their content. */
  #group(flags: Flags): Pattern {
    if (this.#take('?P<') || (this.#peek() === '?' && this.#peek(1) === '<' && this.#take('?<'))) {
      const name = this.#until('>');
      if (!/^[A-Za-z0-9_]+$/.test(name)) throw new NotAPattern();
    } else if (!this.#take('?:') && this.#peek() === '?') {
      throw new NotAPattern();
    }
    return this.#closed(flags);
  }

  #until(end: string): string {
    let found = '';
    for (let character = this.#next(); character !== end; character = this.#next()) found += character;
    return found;
  }

  #escape(flags: Flags): Pattern {
    const assertions: Record<string, Assertion> = {
      A: 'text-start',
      z: 'text-end',
      b: 'word-boundary',
      B: 'no-word-boundary',
    };
    const where = assertions[this.#peek()];
    if (where) {
      this.#at++;
      return { kind: 'assertion', where };
    }
    if (this.#take('Q')) return this.#literal(flags);
    const set = this.#escapedSet();
    return { kind: 'set', set: typeof set === 'string' ? single(set, flags.ignoreCase) : set };
  }

  /** `\Q…\E`: the text between, as it stands. */
  #literal(flags: Flags): Pattern {
    const parts: Pattern[] = [];
    while (this.#at < this.#text.length && !this.#take('\\E')) {
      parts.push({ kind: 'set', set: single(this.#next(), flags.ignoreCase) });
    }
    return { kind: 'sequence', parts };
  }

  /** What follows a backslash inside and outside of classes: a class or one character. */
  #escapedSet(): CharacterSet | string {
    const letter = this.#next();
    const perl = perlClass(letter);
    if (perl) return perl;
    if (letter === 'p' || letter === 'P') return this.#unicode(letter === 'P');
    const controls: Record<string, string> = { a: '\u0007', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };
    if (controls[letter] !== undefined) return controls[letter];
    if (letter === 'x') return this.#hexadecimal();
    if (letter === '0') return this.#octal();
    if (/[^A-Za-z0-9]/.test(letter) && letter.charCodeAt(0) < 128) return letter;
    throw new NotAPattern();
  }

  #unicode(negated: boolean): CharacterSet {
    const name = this.#take('{') ? this.#until('}') : this.#next();
    const set = unicodeClass(name, negated);
    if (!set) throw new NotAPattern();
    return set;
  }

  #hexadecimal(): string {
    const digits = this.#take('{') ? this.#until('}') : this.#next() + this.#next();
    const code = /^[0-9a-fA-F]+$/.test(digits) ? Number.parseInt(digits, 16) : Infinity;
    if (code > 0x10ffff) throw new NotAPattern();
    return String.fromCodePoint(code);
  }

  #octal(): string {
    let digits = '0';
    while (digits.length < 3 && /[0-7]/.test(this.#peek())) digits += this.#next();
    return String.fromCodePoint(Number.parseInt(digits, 8));
  }

  #class(flags: Flags): CharacterSet {
    const negated = this.#take('^');
    const parts: CharacterSet[] = [];
    for (let first = true; first || this.#peek() !== ']'; first = false) {
      const named = this.#named();
      if (named) parts.push(named);
      else parts.push(this.#range(flags.ignoreCase));
    }
    this.#at++;
    return setOf(parts, negated);
  }

  #named(): CharacterSet | undefined {
    const found = /^\[:(\^?)([a-z]+):\]/.exec(this.#text.slice(this.#at, this.#at + 14).join(''));
    if (!found) return undefined;
    const set = posixClass(found[2] ?? '', found[1] === '^');
    if (!set) throw new NotAPattern();
    this.#at += found[0].length;
    return set;
  }

  #range(ignoreCase: boolean): CharacterSet {
    const low = this.#member();
    if (typeof low !== 'string') return low;
    if (this.#peek() !== '-' || this.#peek(1) === ']' || this.#peek(1) === '') return single(low, ignoreCase);
    this.#at++;
    const high = this.#member();
    if (typeof high !== 'string' || high.codePointAt(0)! < low.codePointAt(0)!) throw new NotAPattern();
    return single(low, ignoreCase, high);
  }

  #member(): CharacterSet | string {
    const character = this.#next();
    return character === '\\' ? this.#escapedSet() : character;
  }
}
