import type { CharacterSet } from './pattern-set.ts';
import { wordCharacter } from './pattern-set.ts';
import type { Assertion, Pattern } from './pattern-syntax.ts';

/** A step of a program: it takes a character, holds somewhere, or goes on at one or two other steps. */
type Step =
  | { readonly kind: 'take'; readonly set: CharacterSet; readonly next: number }
  | { readonly kind: 'assert'; readonly where: Assertion; readonly next: number }
  | { readonly kind: 'fork'; readonly next: number; readonly other: number }
  | { readonly kind: 'match' };

export type Program = readonly Step[];

/** Go refuses patterns whose counted repetitions multiply beyond this. */
const mostSteps = 20_000;

/** Builds the program of a pattern from its end to its start; its last step is where it begins. Undefined when it is too large. */
export function compile(pattern: Pattern): Program | undefined {
  const steps: Step[] = [{ kind: 'match' }];
  const add = (step: Step): number => {
    steps.push(step);
    return steps.length - 1;
  };
  const build = (part: Pattern, next: number): number => {
    if (steps.length > mostSteps) return next;
    switch (part.kind) {
      case 'empty':
        return next;
      case 'set':
        return add({ kind: 'take', set: part.set, next });
      case 'assertion':
        return add({ kind: 'assert', where: part.where, next });
      case 'sequence':
        return part.parts.reduceRight((after, each) => build(each, after), next);
      case 'choice':
        return part.parts
          .map((each) => build(each, next))
          .reduceRight((other, first) => add({ kind: 'fork', next: first, other }));
      case 'repeat':
        return repeat(part, next);
    }
  };
  const repeat = (part: Pattern & { kind: 'repeat' }, next: number): number => {
    let after = next;
    if (part.most === Infinity) after = loop(part.part, next);
    else
      for (let i = part.least; i < part.most; i++)
        after = add({ kind: 'fork', next: build(part.part, after), other: next });
    for (let i = 0; i < part.least; i++) after = build(part.part, after);
    return after;
  };
  const loop = (part: Pattern, next: number): number => {
    const fork = add({ kind: 'fork', next, other: next });
    steps[fork] = { kind: 'fork', next: build(part, fork), other: next };
    return fork;
  };
  const start = build(pattern, 0);
  add({ kind: 'fork', next: start, other: start });
  return steps.length > mostSteps ? undefined : steps;
}

/** Whether the text holds a match: all ways through the program are walked side by side, so time is linear in the text. */
export function run(program: Program, text: string): boolean {
  const characters = Array.from(text, (character) => character.codePointAt(0)!);
  const start = program.length - 1;
  const marks = new Int32Array(program.length).fill(-1);
  let current: number[] = [];
  for (let at = 0; at <= characters.length; at++) {
    const threads: number[] = [];
    const pending = [start, ...current.reverse()];
    for (let step = pending.pop(); step !== undefined; step = pending.pop()) {
      if (marks[step] === at) continue;
      marks[step] = at;
      const instruction = program[step]!;
      if (instruction.kind === 'match') return true;
      if (instruction.kind === 'take') threads.push(step);
      else if (instruction.kind === 'fork') pending.push(instruction.other, instruction.next);
      else if (holds(instruction.where, characters, at)) pending.push(instruction.next);
    }
    const code = characters[at];
    if (code === undefined) return false;
    current = [];
    for (const step of threads) {
      const instruction = program[step]!;
      if (instruction.kind === 'take' && instruction.set(code)) current.push(instruction.next);
    }
  }
  return false;
}

function holds(where: Assertion, characters: readonly number[], at: number): boolean {
  const before = characters[at - 1];
  const after = characters[at];
  switch (where) {
    case 'text-start':
      return before === undefined;
    case 'text-end':
      return after === undefined;
    case 'line-start':
      return before === undefined || before === 10;
    case 'line-end':
      return after === undefined || after === 10;
    default: {
      const boundary =
        (before !== undefined && wordCharacter(before)) !== (after !== undefined && wordCharacter(after));
      return boundary === (where === 'word-boundary');
    }
  }
}
