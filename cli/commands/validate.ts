import type { Report, Severity } from '../../findings/index.ts';
import { choose, usage } from '../arguments.ts';
import { defineCommand } from '../command.ts';
import { judgeScope } from '../judging.ts';
import { formatNames, reportOutputs, tellsPeople, writeReports } from '../report-output.ts';
import { scopeOf } from '../scope.ts';

/** The severities that fail a run, per word of --fail-on. */
const failing: Readonly<Record<string, readonly Severity[]>> = { error: ['error'], warning: ['error', 'warning'] };

export const command = defineCommand({
  name: 'validate',
  summary: 'judge the Kubernetes manifests of a repository as an API server would',
  usage: ['validate [PATH|-]… [OPTIONS]', 'validate --staged [PATH]…'],
  details: [
    'Without PATH the whole repository around the current directory is judged; a PATH ("." too) limits what is reported. Patterns like "apps/**/*.yaml" are expanded. "-" reads manifests from stdin, reported as <stdin>.',
    'Inside a git repository files that git ignores are passed over.',
  ],
  options: {
    staged: { type: 'boolean', summary: 'judge what the next commit changes, as it is in the git index' },
    since: { type: 'string', value: 'REV', summary: 'report only files that changed since a git revision' },
    plain: { type: 'boolean', summary: 'judge each document alone, as an API server would, and list every verdict' },
    output: {
      type: 'string',
      short: 'o',
      multiple: true,
      value: 'FORMAT[=FILE]',
      summary: `how to report: ${formatNames.join(', ')}; into a file with =FILE (default: human)`,
    },
    'fail-on': {
      type: 'string',
      value: 'SEVERITY',
      summary: 'exit 1 from this severity on: error (default) or warning',
    },
    kubernetes: { type: 'string', value: 'VERSION', summary: 'the Kubernetes version to judge for, like 1.36' },
    flux: { type: 'string', value: 'VERSION', summary: 'the Flux version to judge for, like 2.9' },
    with: {
      type: 'string',
      multiple: true,
      value: 'FILE|DIR',
      summary:
        'judge custom resources by the CustomResourceDefinitions there too; they come before the schemas shipped',
    },
    'require-schemas': { type: 'boolean', summary: 'a kind without a schema is an error' },
    config: { type: 'string', value: 'FILE', summary: 'read this configuration in place of fluxsmith.config.json' },
  },
  positionals: { max: Infinity },
  async run({ positionals, options }, world) {
    if (options.staged && options.since) throw usage(command, '--staged and --since exclude each other');
    const outputs = reportOutputs(options.output, world.cwd);
    const fails = choose(failing, options['fail-on'] ?? 'error', 'severity');
    const scope = await scopeOf(positionals, options, world);
    const validation = await judgeScope(scope, { ...options, requireSchemas: options['require-schemas'] }, world);
    const limited = options.staged || options.since !== undefined;
    if (!limited && isEmpty(validation.report) && !tellsPeople(outputs))
      world.stderr.write('! nothing was judged: there is no Kubernetes object here\n');
    return { exit: failsOn(validation.report, fails) ? 1 : 0, result: writeReports(outputs, validation, world) };
  },
});

/** A folder that was mistyped is green for ever, unless somebody says that nothing is in it. */
function isEmpty({ summary, findings }: Report): boolean {
  return summary.objects === 0 && findings.length === 0;
}

function failsOn({ findings }: Report, severities: readonly Severity[]): boolean {
  return findings.some(({ severity }) => severities.includes(severity));
}
