import type { Report } from '../../findings/index.ts';
import type { Source } from '../../yaml/index.ts';

/** What a reporter may use besides the report. */
export interface ReporterContext {
  /** The texts of files with findings, by path; without one a finding has no code frame. */
  readonly sources: ReadonlyMap<string, Source>;
  /** Use ANSI colours. */
  readonly color: boolean;
  /** Columns of the terminal that code frames keep within; 100 without. */
  readonly width?: number;
}

/** A form in which a report can be printed. */
export interface Reporter {
  readonly name: string;
  /** For whom or what it is, in one line. */
  readonly summary: string;
  readonly format: (report: Report, context: ReporterContext) => string;
}
