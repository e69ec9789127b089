import { writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { reporters } from '../validator/index.ts';
import type { Reporter, Validation } from '../validator/index.ts';
import { choose } from './arguments.ts';
import { Refusal, codeOf, reasonOf } from './refusal.ts';
import { hasColour } from './world.ts';
import type { World } from './world.ts';

/** The names that `-o` knows. */
export const formatNames: readonly string[] = reporters.map(({ name }) => name);

/** One `-o FORMAT[=FILE]`: how a report is written and where to; without a file to stdout. */
export interface ReportOutput {
  readonly reporter: Reporter;
  readonly file: string | undefined;
}

const byName: Readonly<Record<string, Reporter>> = Object.fromEntries(reporters.map((each) => [each.name, each]));

/** Reads the `-o` options; without any the report is for people. */
export function reportOutputs(given: readonly string[], cwd: string): readonly ReportOutput[] {
  const outputs = (given.length > 0 ? given : ['human']).map((text) => {
    const equals = text.indexOf('=');
    const name = equals < 0 ? text : text.slice(0, equals);
    if (equals === text.length - 1)
      throw new Refusal(`-o ${text} names no file`, `-o ${name}=FILE, or -o ${name} for stdout`);
    const reporter = choose(byName, name, 'output format');
    return { reporter, file: equals < 0 ? undefined : resolve(cwd, text.slice(equals + 1)) };
  });
  if (outputs.filter(({ file }) => file === undefined).length > 1) {
    throw new Refusal('only one report can go to stdout', 'give the others a file: -o FORMAT=FILE');
  }
  return outputs;
}

/** Whether stdout gets the report for people, which says by itself that nothing was judged. */
export function tellsPeople(outputs: readonly ReportOutput[]): boolean {
  return outputs.some(({ reporter, file }) => reporter.name === 'human' && file === undefined);
}

/** Writes the reports that have a file and gives the text for stdout. */
export function writeReports(outputs: readonly ReportOutput[], validation: Validation, world: World): string {
  let result = '';
  for (const { reporter, file } of outputs) {
    if (file === undefined) result = forStdout(reporter, validation, world);
    else writeReport(file, reporter.format(validation.report, { sources: validation.sources, color: false }));
  }
  return result;
}

/** A report for whoever watches stdout. */
export function reportForPeople(validation: Validation, world: World): string {
  return forStdout(choose(byName, 'human', 'output format'), validation, world);
}

function forStdout(reporter: Reporter, { report, sources }: Validation, { stdout, env }: World): string {
  const width = stdout.columns === undefined ? {} : { width: stdout.columns };
  return reporter.format(report, { sources, color: hasColour(stdout, env), ...width });
}

function writeReport(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    const code = codeOf(error);
    const reason = code === 'ENOENT' ? `there is no directory ${dirname(file)}` : reasonOf(code);
    throw new Refusal(`${file} cannot be written: ${reason}`, undefined, { cause: error });
  }
}
