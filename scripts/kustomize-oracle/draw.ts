import fc from 'fast-check';

/** An object that stands somewhere in a tree. */
export interface Known {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

/** Draws of values for a tree, all from one seed. */
export interface Draw {
  /** Whether kinds change; then nothing is generated, as the hash of another kind is taken from line numbers and the like. */
  readonly changesKinds: boolean;
  /** The objects drawn so far, which patches and the like should mostly be about. */
  readonly known: Known[];
  pick<T>(choices: readonly T[]): T;
  chance(probability: number): boolean;
  list<T>(from: number, to: number, make: () => T): T[];
  /** Each choice with its probability. */
  subset<T>(choices: readonly T[], probabilities: readonly number[]): T[];
  /** The entries that are drawn, as an object. */
  some<T>(entries: Readonly<Record<string, readonly [number, () => T]>>): Record<string, T>;
}

/** Without fast-check's liking for small numbers, which here are probabilities. */
const upTo = (max: number) => fc.noBias(fc.nat(max));

export function drawing(g: fc.GeneratorValue): Draw {
  const chance = (probability: number) => g(upTo, 9999) < probability * 10_000;
  return {
    known: [],
    changesKinds: chance(0.2),
    pick: (choices) => choices[g(upTo, choices.length - 1)] as (typeof choices)[number],
    chance,
    list: (from, to, make) => Array.from({ length: from + g(upTo, to - from) }, make),
    subset: (choices, probabilities) => choices.filter((_, index) => chance(probabilities[index] ?? 0)),
    some: (entries) => {
      const drawn = Object.entries(entries).filter(([, [probability]]) => chance(probability));
      return Object.fromEntries(drawn.map(([key, [, make]]) => [key, make()]));
    },
  };
}
