import { everywhere } from './arguments.ts';
import type { Command, OptionTable } from './command.ts';

/** The help text of the program, derived from its commands. */
export function programHelp(commands: readonly Command[], version: string): string {
  return lines([
    `fluxsmith ${version}: generates, validates and rebuilds Flux GitOps repositories`,
    '',
    'Usage: fluxsmith COMMAND [OPTIONS]',
    '       fluxsmith help [COMMAND]',
    '',
    'Commands:',
    ...columns(commands.map(({ name, summary }) => [name, summary])),
    '',
    'Options:',
    ...columns([
      ['-h, --help', 'show this help; after a command, its own'],
      ['--version', 'show the version'],
    ]),
    '',
    'Exit codes: 0 nothing found, 1 something found, 2 wrong usage or unreadable input, 3 a bug in fluxsmith.',
  ]);
}

/** The help text of one command, derived from its tables. */
export function commandHelp(command: Command): string {
  return lines([
    `${command.summary[0]!.toUpperCase()}${command.summary.slice(1)}.`,
    '',
    ...command.usage.map((form, index) => `${index === 0 ? 'Usage:' : '      '} fluxsmith ${form}`),
    ...(command.details ?? []).flatMap((paragraph) => ['', ...wrapped(paragraph)]),
    '',
    'Options:',
    ...columns([...optionRows(command.options), ...optionRows(everywhere)]),
  ]);
}

function optionRows(table: OptionTable): [string, string][] {
  return Object.entries(table).map(([name, { short, value, summary, multiple }]) => {
    const form = `${short ? `-${short}, ` : ''}--${name}${value ? ` ${value}` : ''}`;
    return [form, multiple ? `${summary} (repeatable)` : summary];
  });
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}

function lines(text: readonly string[]): string {
  return `${text.join('\n')}\n`;
}

/** A paragraph in lines that fit a terminal. */
function wrapped(paragraph: string): string[] {
  return paragraph.match(/.{1,96}(?:\s+|$)/g)!.map((line) => line.trimEnd());
}
