import type { Finding } from '../../findings/index.ts';
import type { Reporter } from './reporter.ts';

/** One suite, with a test case per file that has findings and one for all the others together. */
export const junit: Reporter = {
  name: 'junit',
  summary: 'JUnit XML, for test reports of CI systems.',
  format: ({ findings, summary }) => {
    const files = Map.groupBy(findings, ({ file }) => file);
    const failures = [...files.values()].filter((each) => each.some(isError)).length;
    const clean = summary.files - files.size;
    const cases = [...files].map(([file, each]) => testCase(file, each));
    if (clean > 0) cases.push(`    <testcase classname="fluxsmith" name="${clean} files without findings"/>\n`);
    const counts = `tests="${cases.length}" failures="${failures}"`;
    const body = `  <testsuite name="fluxsmith" ${counts}>\n${cases.join('')}  </testsuite>\n`;
    return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="fluxsmith" ${counts}>\n${body}</testsuites>\n`;
  },
};

function isError({ severity }: Finding): boolean {
  return severity === 'error';
}

function testCase(file: string, findings: readonly Finding[]): string {
  const parts = findings.map((finding) => {
    const { rule, line, column, message, help } = finding;
    const text = escape(`${file}:${line}:${column} ${message}${help === '' ? '' : `. ${help}`}`);
    return isError(finding)
      ? `      <failure type="${escape(rule)}" message="${escape(message)}">${text}</failure>\n`
      : `      <system-out>${escape(rule)}: ${text}</system-out>\n`;
  });
  return `    <testcase classname="fluxsmith" name="${escape(file)}">\n${parts.join('')}    </testcase>\n`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
};

/** Characters that XML cannot hold at all are shown as what they are not: a replacement character. */
function escape(text: string): string {
  // oxlint-disable-next-line no-control-regex
  const held = text.toWellFormed().replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');
  return held.replaceAll(/[&<>"\n]/g, (character) => entities[character] ?? character);
}
