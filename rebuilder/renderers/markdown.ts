import type { Input, RebuildPlan, Step } from '../plan.ts';
import { command } from '../shell-quote.ts';
import { nodeOf } from './places.ts';

/** The plan for a person who follows it by hand, from a screen or from paper. */
export function markdown(plan: RebuildPlan): string {
  return `${[...opening(plan), ...lost(plan), '## Steps', ...plan.steps.flatMap((step, index) => stepText(plan, step, index))].join('\n\n')}\n`;
}

function opening({ cluster, platform, flux, repository, folder, environment, steps }: RebuildPlan): string[] {
  const exports = Object.entries(environment).map(([name, value]) => `export ${name}=${value}`);
  return [
    `# Rebuild of the cluster ${cluster}`,
    `From machines with nothing but a system to a cluster that follows Git: ${platform}, Flux ${flux}, ` +
      `branch ${code(repository.branch)} of ${code(repository.url)}, path ${code(repository.path)}. ` +
      `${steps.length} steps, in order; each can be done again, and says how to see that it is done already. What still runs on the machines is stopped.`,
    `Keep this page where the cluster is not. The commands for the workstation are meant for one directory, in which ` +
      `the folder ${code(folder)} will lie, and for one terminal, which is told first:`,
    block(exports.join('\n')),
  ];
}

function lost({ volumes, secrets, nodes, madeAnew }: RebuildPlan): string[] {
  return [
    '## What Git cannot bring back',
    '### Volumes',
    volumes.length === 0
      ? 'None.'
      : table(
          ['Volume', 'Size', 'Class', 'Where', 'What it holds', 'How it is saved', 'From'],
          volumes.map((each) => [
            code(`${each.namespace}/${each.claim}`),
            each.size,
            each.storageClass === null ? '–' : code(each.storageClass),
            each.path === null ? '–' : `${each.nodes.join(' or ')}, ${code(each.path)}`,
            each.holds,
            each.save,
            each.from.map(code).join(', '),
          ]),
        ),
    '### Secrets',
    secrets.length === 0
      ? 'None but the token that bootstrap asks for.'
      : table(
          ['Secret', 'Keys', 'Read by'],
          secrets.map((each) => [
            code(`${each.namespace}/${each.name}`),
            each.keys.length === 0 ? 'not said in Git' : each.keys.map(code).join(', '),
            each.from.map(code).join(', '),
          ]),
        ),
    '### Machines',
    'Their systems, host names, addresses, disks and drivers are nobody’s but yours. The fleet counts on these:',
    table(
      ['Node', 'Role', 'Address', 'Labels', 'Installed with'],
      nodes.map((each) => [
        each.name,
        each.role,
        each.address,
        Object.entries(each.labels)
          .map(([label, value]) => code(`${label}=${value}`))
          .join(' ') || '–',
        each.installFlags.length === 0 ? '–' : code(command(...each.installFlags)),
      ]),
    ),
    '### Made anew',
    madeAnew.map((sentence) => `- ${sentence}`).join('\n'),
  ];
}

function stepText(plan: RebuildPlan, step: Step, index: number): string[] {
  const node = nodeOf(plan, step.on);
  const place = node === undefined ? 'on the workstation' : `on **${node.name}** (${code(`ssh ${node.address}`)})`;
  return [
    `### ${index + 1}. ${step.title}`,
    `- [ ] ${code(step.id)}, ${place}`,
    ...(step.destructive ? ['**This deletes data and cannot be taken back.**'] : []),
    step.why,
    ...(step.done === null ? [] : ['Already done when this succeeds:', block(step.done)]),
    ...step.inputs.flatMap((input) => inputText(plan, input)),
    'Do:',
    block(inOneGo(step.commands)),
    `Expect: ${step.expect}`,
    ...(step.question === null ? [] : [`**${step.question}** Go on only when the answer is yes.`]),
    ...(step.remedies.length === 0 ? [] : ['If it is otherwise:']),
    ...step.remedies.flatMap(({ what, commands }) => [`- ${what}:`, block(inOneGo(commands))]),
  ];
}

function inputText(plan: RebuildPlan, { name, what, secret, from }: Input): string[] {
  const typed = `read -r ${name}; export ${name}`;
  const given =
    from === null
      ? []
      : [`It is printed on **${nodeOf(plan, from.on)?.name ?? 'the workstation'}** by ${code(from.command)}.`];
  return [
    `Enter ${what}${secret ? ' (it is not shown)' : ''}:`,
    ...given,
    block(secret ? `stty -echo; ${typed}; stty echo` : typed),
  ];
}

/** Several commands stop at the first that fails, without ending the terminal. */
function inOneGo(commands: readonly string[]): string {
  return commands.length === 1 ? commands[0]! : ['(', 'set -e', ...commands, ')'].join('\n');
}

function block(text: string): string {
  return `\`\`\`sh\n${text}\n\`\`\``;
}

/** A code span; within a table a bar would end the cell even there. */
function code(text: string): string {
  const fence = text.includes('`') ? '``' : '`';
  const space = fence === '``' ? ' ' : '';
  return `${fence}${space}${text.replace(/\s+/g, ' ').replaceAll('|', '\\|')}${space}${fence}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
