import type { World } from './world.ts';

/** One option of a command. Its name in the table is the long form: `failOn` is not a name, `fail-on` is. */
export interface OptionSpec {
  readonly type: 'boolean' | 'string';
  readonly short?: string;
  /** May be given several times. */
  readonly multiple?: boolean;
  /** What stands for the value in the help text: `FORMAT[=FILE]`. */
  readonly value?: string;
  readonly summary: string;
}

export type OptionTable = Readonly<Record<string, OptionSpec>>;

/** The values of an option table as the command line gave them. */
export type OptionValues<O extends OptionTable> = {
  readonly [K in keyof O]: O[K] extends { type: 'boolean' }
    ? boolean
    : O[K] extends { multiple: true }
      ? readonly string[]
      : string | undefined;
};

/** What a command leaves: the result for stdout, and 1 where it found something. Exit 2 is a {@link Refusal}. */
export interface Outcome {
  readonly exit: 0 | 1;
  readonly result: string;
}

export interface Command<O extends OptionTable = OptionTable> {
  readonly name: string;
  /** One line, for the list of commands. */
  readonly summary: string;
  /** The forms of the call after the program's name. */
  readonly usage: readonly string[];
  /** What a person should know beyond the options; paragraphs. */
  readonly details?: readonly string[];
  readonly options: O;
  /** How many positional arguments there may be. */
  readonly positionals: { readonly max: number };
  run(call: Call<O>, world: World): Outcome | Promise<Outcome>;
}

export interface Call<O extends OptionTable = OptionTable> {
  readonly positionals: readonly string[];
  readonly options: OptionValues<O>;
}

/** Keeps the option table's literal types, so that `run` sees each value with its type. */
export function defineCommand<const O extends OptionTable>(command: Command<O>): Command {
  return command as unknown as Command;
}
