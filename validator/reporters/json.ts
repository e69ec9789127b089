import type { Reporter } from './reporter.ts';

export const json: Reporter = {
  name: 'json',
  summary: 'The whole report as one JSON object, for programs.',
  format: (report) => `${JSON.stringify(report, null, 2)}\n`,
};
