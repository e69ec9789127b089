import type { Finding } from '../../findings/index.ts';
import type { Reporter } from './reporter.ts';

const commands = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** Workflow commands of GitHub Actions, which show findings beside the lines of a pull request. */
export const github: Reporter = {
  name: 'github',
  summary: 'Annotations for GitHub Actions.',
  format: ({ findings }) => findings.map(command).join(''),
};

function command(finding: Finding): string {
  const { file, line, column, endLine, endColumn, rule, severity, message, help } = finding;
  const properties = { file, line, endLine, col: column, endColumn, title: rule };
  const written = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${commands[severity]} ${written.join(',')}::${escapeText(help === '' ? message : `${message}. ${help}`)}\n`;
}

function escapeText(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeText(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
