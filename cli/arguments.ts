import { parseArgs } from 'node:util';
import { suggest } from '../findings/index.ts';
import type { Call, Command, OptionSpec, OptionTable } from './command.ts';
import { Refusal } from './refusal.ts';

/** Options that every command takes. */
export const everywhere = {
  help: { type: 'boolean', short: 'h', summary: 'show this help' },
  debug: { type: 'boolean', summary: 'show the stack of an internal error' },
} as const satisfies OptionTable;

/** Judges the arguments of one command against its table. */
export function readArguments(command: Command, args: readonly string[]): Call & { help: boolean } {
  const table: OptionTable = { ...command.options, ...everywhere };
  const { tokens } = parseArgs({
    args: [...args],
    options: parseArgsOptions(table),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const values: Record<string, boolean | string | string[] | undefined> = emptyValues(table);
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const spec = Object.hasOwn(table, token.name) ? table[token.name] : undefined;
    if (!spec) throw unknownOption(command, token.rawName, Object.keys(table));
    const value = valueOf(command, spec, token);
    if (spec.multiple) (values[token.name] as string[]).push(value as string);
    else values[token.name] = value;
  }
  if (!values['help'] && positionals.length > command.positionals.max) {
    throw usage(command, `"${command.name}" does not take the argument "${positionals[command.positionals.max]}"`);
  }
  return { positionals, options: values as Call['options'], help: values['help'] === true };
}

/** A refusal of wrong usage, with the way to the help text. */
export function usage(command: Command, message: string, hint?: string): Refusal {
  return new Refusal(message, hint ?? `see "npx fluxsmith ${command.name} --help"`);
}

/** The entry of a table that a word names, else a refusal that says which there are. */
export function choose<T>(table: Readonly<Record<string, T>>, word: string, what: string): T {
  if (Object.hasOwn(table, word)) return table[word] as T;
  const names = Object.keys(table);
  const meant = suggest(word, names);
  throw new Refusal(
    `there is no ${what} "${word}"`,
    meant ? `did you mean "${meant}"?` : `there is: ${names.join(', ')}`,
  );
}

function parseArgsOptions(table: OptionTable) {
  return Object.fromEntries(
    Object.entries(table).map(([name, { type, short, multiple }]) => [
      name,
      { type, ...(short && { short }), ...(multiple && { multiple }) },
    ]),
  );
}

function emptyValues(table: OptionTable): Record<string, boolean | string[] | undefined> {
  return Object.fromEntries(
    Object.entries(table).map(([name, spec]) => [
      name,
      spec.type === 'boolean' ? false : spec.multiple ? [] : undefined,
    ]),
  );
}

interface OptionToken {
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

function valueOf(command: Command, spec: OptionSpec, token: OptionToken): boolean | string {
  if (spec.type === 'boolean') {
    if (token.value === undefined) return true;
    throw usage(command, `${token.rawName} takes no value`);
  }
  // A value that looks like an option is one whose value was forgotten; `--name=-x` says it on purpose.
  const forgotten = token.value === undefined || token.value === '' || (!token.inlineValue && /^-./.test(token.value));
  if (forgotten) throw usage(command, `${token.rawName} needs a value: ${token.rawName} ${spec.value ?? 'VALUE'}`);
  return token.value as string;
}

function unknownOption(command: Command, rawName: string, names: readonly string[]): Refusal {
  const meant = suggest(rawName.replace(/^-+/, ''), names);
  const message = `"fluxsmith ${command.name}" has no option ${rawName}`;
  return usage(command, message, meant ? `did you mean --${meant}?` : undefined);
}
