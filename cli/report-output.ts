import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { reporters } from '../validator/index.ts';
import type { Validation } from '../validator/index.ts';
import { choose } from './arguments.ts';
import { Refusal, codeOf } from './refusal.ts';
import { hasColour } from './world.ts';
import type { World } from './world.ts';

/** One `-o FORMAT[=FILE]`: how a report is written and where to; without a file to stdout. */
export interface ReportOutput {
  readonly format: (validation: Validation, colour: boolean) => string;
  readonly file: string | undefined;
}

/** Reads the `-o` options; without any the report is for people. */
export function reportOutputs(given: readonly string[], cwd: string): readonly ReportOutput[] {
  const outputs = (given.length > 0 ? given : ['human']).map((text) => {
    const equals = text.indexOf('=');
    const name = equals < 0 ? text : text.slice(0, equals);
    if (equals === text.length - 1)
      throw new Refusal(`-o ${text} names no file`, `-o ${name}=FILE, or -o ${name} for stdout`);
    const reporter = choose(reporters, name, 'output format');
    const file = equals < 0 ? undefined : resolve(cwd, text.slice(equals + 1));
    return {
      format: ({ report, sources }: Validation, colour: boolean) => reporter(report, { sources, colour }),
      file,
    };
  });
  if (outputs.filter(({ file }) => file === undefined).length > 1) {
    throw new Refusal('only one report can go to stdout', 'give the others a file: -o FORMAT=FILE');
  }
  return outputs;
}

/** Writes the reports that have a file and gives the text for stdout. */
export function writeReports(outputs: readonly ReportOutput[], validation: Validation, world: World): string {
  let result = '';
  for (const { format, file } of outputs) {
    if (file === undefined) result = format(validation, hasColour(world.stdout, world.env));
    else writeReport(file, format(validation, false));
  }
  return result;
}

/** A report for whoever watches stdout. */
export function reportForPeople({ report, sources }: Validation, world: World): string {
  return reporters.human(report, { sources, colour: hasColour(world.stdout, world.env) });
}

function writeReport(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new Refusal(`${file} cannot be written (${codeOf(error)})`, undefined, { cause: error });
  }
}
