import type { Finding } from '../../findings/index.ts';
import { rules } from '../rules/index.ts';
import type { Reporter } from './reporter.ts';

const levels = { error: 'error', warning: 'warning', info: 'note' } as const;

/** SARIF 2.1.0, with the rules of the table. */
export const sarif: Reporter = {
  name: 'sarif',
  summary: 'SARIF, for code scanning services.',
  format: ({ tool, findings }) => {
    const driver = {
      name: tool.name,
      version: tool.version,
      rules: rules.map(({ id, severity, summary, why }) => ({
        id,
        shortDescription: { text: summary },
        fullDescription: { text: why },
        defaultConfiguration: { level: levels[severity] },
      })),
    };
    const run = { tool: { driver }, columnKind: 'utf16CodeUnits', results: findings.map(result) };
    const log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
    return `${JSON.stringify(log, null, 2)}\n`;
  },
};

function result(finding: Finding): object {
  const { rule, severity, message, help, file, line, column, endLine, endColumn, fingerprint, pointer } = finding;
  const region = { startLine: line, startColumn: column, endLine, endColumn };
  const physicalLocation = { artifactLocation: { uri: encodeURI(file.toWellFormed()) }, region };
  return {
    ruleId: rule,
    level: levels[severity],
    message: { text: help === '' ? message : `${message}. ${help}` },
    locations: [{ physicalLocation, ...(pointer !== '' && { logicalLocations: [{ fullyQualifiedName: pointer }] }) }],
    partialFingerprints: { 'fluxsmith/v1': fingerprint },
  };
}
