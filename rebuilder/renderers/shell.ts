import type { Input, Remedy, RebuildPlan, Step } from '../plan.ts';
import { command } from '../shell-quote.ts';
import { nodeOf } from './places.ts';
import { runtime } from './shell-runtime.ts';

/** The plan as a POSIX shell script for the workstation, which asks of each step first whether it is already done. */
export function shell(plan: RebuildPlan): string {
  return `${[
    '#!/bin/sh',
    comment(`Rebuilds the cluster ${plan.cluster}: ${plan.platform}, Flux ${plan.flux}.`),
    comment(`Run it again after a stop: what is done is not done twice. ${plan.folder}/ keeps what it saves.`),
    'set -eu',
    ...Object.entries(plan.environment).map(([name, value]) => `export ${name}=${value}`),
    `total=${plan.steps.length}`,
    runtime,
    ...plan.steps.flatMap((step, index) => functions(plan, step, index + 1)),
    '',
    command('begin', plan.cluster, plan.folder),
    ...plan.steps.map((step) => call(plan, step)),
    ...ending,
  ].join('\n')}\n`;
}

const ending = [
  '',
  'current=',
  'if [ -n "$from$after" ]; then',
  String.raw`  printf 'there is no step %s; see --list\n' "$from$after" >&2`,
  '  exit 2',
  'fi',
  `if [ "$list" = no ]; then printf '\\nThe cluster is rebuilt.\\n'; fi`,
];

function call(plan: RebuildPlan, step: Step): string {
  const { id, on, title, destructive, done, why, expect, question, inputs } = step;
  const where = nodeOf(plan, on)?.name ?? 'the workstation';
  const kinds = [destructive ? 'deletes' : 'keeps', done === null ? 'check' : 'task'];
  return command('step', id, where, title, ...kinds, why, expect, question ?? '', ...inputs.map(({ name }) => name));
}

function functions(plan: RebuildPlan, step: Step, number: number): string[] {
  const { title, inputs, commands, remedies, done, on } = step;
  const names = inputs.map(({ name }) => name);
  return [
    '',
    comment(`${number}. ${title}`),
    ...(done === null ? [] : define(`done_${number}`, place(plan, on, [done], []))),
    ...inputs.flatMap(({ name, from }) =>
      from === null ? [] : define(`print_${number}_${name}`, place(plan, from.on, [from.command], [])),
    ),
    ...(inputs.length === 0
      ? []
      : define(
          `inputs_${number}`,
          inputs.flatMap((input) => obtain(input, number)),
        )),
    ...define(`run_${number}`, place(plan, on, commands, names)),
    ...(remedies.length === 0 ? [] : define(`remedies_${number}`, heredoc('cat', remedies.flatMap(told)))),
  ];
}

function told({ what, commands }: Remedy): string[] {
  return [`${what}:`, ...commands.map((each) => `  ${each}`)];
}

function obtain({ name, what, secret, from }: Input, number: number): string[] {
  const value =
    from === null ? command('ask', name, what, secret ? 'secret' : 'shown') : `${name}=$(print_${number}_${name})`;
  return [value, `export ${name}`];
}

/** Commands as they stand, or as the script that a node is given. */
function place(plan: RebuildPlan, on: Step['on'], commands: readonly string[], variables: readonly string[]): string[] {
  const node = nodeOf(plan, on);
  if (node === undefined) return [...commands];
  return heredoc(command('on_node', node.address, ...variables), commands);
}

/** A command that reads these lines as they stand. */
function heredoc(reader: string, lines: readonly string[]): string[] {
  const end = delimiter(lines);
  return [`${reader} <<'${end}'`, ...lines, end];
}

/** A line that is none of these. */
function delimiter(given: readonly string[]): string {
  const lines = new Set(given.join('\n').split('\n'));
  let end = 'END';
  while (lines.has(end)) end += '_';
  return end;
}

function define(name: string, body: readonly string[]): string[] {
  return [`${name}() {`, ...body, '}'];
}

function comment(text: string): string {
  return `# ${text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')}`;
}
