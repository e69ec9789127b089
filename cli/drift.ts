import type { ChangePlan, FileChange } from '../generator/index.ts';

/** Whether a tree is anything else than what its fleet says. */
export function isDrift({ writes, stale, refusals }: ChangePlan): boolean {
  return writes.length + stale.length + refusals.length > 0;
}

/** Why nothing may be written. */
export function describeRefusals({ refusals }: ChangePlan): string {
  return text([...refusalLines(refusals), '', `Nothing was written: ${count(refusals.length, 'obstacle')}.`]);
}

function refusalLines(refusals: ChangePlan['refusals']): string[] {
  return refusals.flatMap(({ path, message, help, at }) => [
    `${at ? `${at.file}:${at.line}:${at.column} ` : ''}${path} ${message}`,
    ...(help ? [`  help: ${help}`] : []),
  ]);
}

/** What a tree lacks to be what its fleet says, one file per line, and how to mend it. */
export function describeDrift(plan: ChangePlan, advice: readonly string[] = waysOut(plan)): string {
  if (!isDrift(plan)) return `${count(plan.unchanged.length, 'file')} as fleet.ts says\n`;
  const changes = changeLines(plan, placeOfDifference);
  const lines = changes.length === 0 ? [] : [...changes, '', 'The tree is not what fleet.ts says.', ...advice];
  const between = plan.refusals.length > 0 && changes.length > 0 ? [''] : [];
  return text([...refusalLines(plan.refusals), ...between, ...lines]);
}

/** Either the fleet was changed without its tree, or somebody edited a file that the next run would write anew. */
function waysOut({ writes, stale }: ChangePlan): string[] {
  const prune = stale.length > 0 ? ' --prune' : '';
  const edited = writes.some(({ before }) => before !== null);
  return [
    `  help: if fleet.ts was changed, run "npx fluxsmith generate${prune}" and "git add" what it wrote.`,
    ...(edited
      ? [
          '  help: if a file above was edited by hand, put that change into fleet.ts (`values` and `patches` reach every field):',
          '        generate writes the file anew. "npx fluxsmith generate --diff" shows what it would undo.',
        ]
      : []),
  ];
}

/** The first place in a file that is not as the fleet says; line ends and a byte order mark do not count. */
function placeOfDifference({ path, before, after }: FileChange): string {
  const present = (before ?? '').replace(/^\uFEFF/, '').split(/\r?\n/);
  const due = after.split('\n');
  const line = present.findIndex((text, index) => text !== due[index]);
  if (line < 0) return `${path}:${present.length}:1`;
  const [is, should] = [present[line]!, due[line] ?? ''];
  let column = 0;
  while (column < is.length && is[column] === should[column]) column++;
  return `${path}:${line + 1}:${column + 1}`;
}

/** What a run has done. */
export function describeWritten(plan: ChangePlan, pruned: boolean): string {
  const { writes, stale, unchanged } = plan;
  const done = [`wrote ${count(writes.length, 'file')}`, ...(pruned ? [`removed ${stale.length}`] : [])];
  const left = unchanged.length > 0 ? [`${unchanged.length} unchanged`] : [];
  const lines = changeLines(pruned ? plan : { ...plan, stale: [] });
  if (!pruned && stale.length > 0) {
    lines.push(
      '',
      `${count(stale.length, 'generated file')} no longer in the fleet; "npx fluxsmith generate --prune" removes:`,
    );
    lines.push(...shortened(stale.map(({ path }) => `  - ${path}`)));
  }
  if (lines.length === 0) return `${count(unchanged.length, 'file')} as fleet.ts says: nothing to write\n`;
  return text([...lines, '', [...done, ...left].join(', ')]);
}

function changeLines(
  { writes, stale }: Pick<ChangePlan, 'writes' | 'stale'>,
  place = ({ path }: FileChange): string => path,
): string[] {
  const created = writes.filter(({ before }) => before === null).map(({ path }) => `  + ${path}`);
  const changed = writes.filter(({ before }) => before !== null).map((change) => `  ~ ${place(change)}`);
  const gone = stale.map(({ path }) => `  - ${path}`);
  return [...shortened(created), ...shortened(changed), ...shortened(gone)];
}

const most = 40;

/** Long lists end in a number: nobody reads a thousand lines. */
function shortened(lines: readonly string[]): string[] {
  return lines.length <= most ? [...lines] : [...lines.slice(0, most), `  … and ${lines.length - most} more`];
}

/** The plan as a unified diff, as git would show it. */
export async function unifiedDiff({ writes, stale }: ChangePlan, colour: boolean): Promise<string> {
  const { createTwoFilesPatch } = await import('diff');
  const patch = ({ path, before, after }: FileChange, removed: boolean): string => {
    const names = [before === null ? '/dev/null' : `a/${path}`, removed ? '/dev/null' : `b/${path}`] as const;
    // What a Secret holds is nobody's to read in a terminal or a log.
    if (/^kind: Secret$/m.test(`${before ?? ''}\n${after}`))
      return `--- ${names[0]}\n+++ ${names[1]}\n(a Secret: not shown)\n`;
    const options = {
      context: 3,
      headerOptions: { includeIndex: false, includeUnderline: false, includeFileHeaders: true },
    };
    return createTwoFilesPatch(names[0], names[1], before ?? '', after, undefined, undefined, options);
  };
  const patches = [...writes.map((change) => patch(change, false)), ...stale.map((change) => patch(change, true))];
  return colour ? patches.map(coloured).join('') : patches.join('');
}

function coloured(patch: string): string {
  const codes: Readonly<Record<string, number>> = { '+': 32, '-': 31, '@': 36 };
  return patch.replaceAll(/^.+$/gm, (line) => {
    if (line.startsWith('+++') || line.startsWith('---')) return `\u001b[1m${line}\u001b[22m`;
    const code = codes[line[0]!];
    return code === undefined ? line : `\u001b[${code}m${line}\u001b[39m`;
  });
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function text(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}
