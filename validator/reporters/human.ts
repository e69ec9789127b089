import type { Finding, ObjectName, Report, Severity, Summary } from '../../findings/index.ts';
import { codeFrame } from './code-frame.ts';
import type { Reporter, ReporterContext } from './reporter.ts';

/** Findings that say the same are shown once; of the others as many places are named. */
const placesNamed = 3;
/** An object shows as many findings of one rule; the others are counted with the last. */
const shownOfRule = 8;
/** As many kinds without schema are named. */
const kindsNamed = 8;

type Paint = (text: string) => string;

interface Palette {
  readonly error: Paint;
  readonly warning: Paint;
  readonly info: Paint;
  readonly good: Paint;
  readonly bold: Paint;
  readonly dim: Paint;
}

export const human: Reporter = {
  name: 'human',
  summary: 'For people: each finding with the lines that it is about.',
  format: (report, context) => {
    const palette = paletteOf(context.color);
    const alike = grouped(report.findings);
    const blocks = alike.map((findings) => block(findings, context, palette));
    return `${[...blocks, closing(report, palette)].join('\n\n')}${unjudged(report)}${passedOver(report)}\n`;
  },
};

/** Findings that say the same, in one object also those that break the same rule all over it. */
function grouped(findings: readonly Finding[]): Finding[][] {
  const same = Map.groupBy(findings, ({ rule, message, help }) => `${rule}\n${message}\n${help}`);
  const groups: Finding[][] = [];
  const inObject = new Map<string, Finding[][]>();
  for (const group of same.values()) {
    const { rule, file, object } = group[0]!;
    const place = JSON.stringify([rule, file, object]);
    const shown = inObject.get(place) ?? [];
    inObject.set(place, shown);
    if (shown.length === shownOfRule) shown.at(-1)!.push(...group);
    else groups.push(group);
    if (shown.length < shownOfRule) shown.push(group);
  }
  return groups;
}

function paletteOf(color: boolean): Palette {
  const paint =
    (code: string): Paint =>
    (text) =>
      color ? `\u001b[${code}m${text}\u001b[0m` : text;
  return {
    error: paint('31'),
    warning: paint('33'),
    info: paint('36'),
    good: paint('32'),
    bold: paint('1'),
    dim: paint('2'),
  };
}

function block(findings: readonly Finding[], context: ReporterContext, palette: Palette): string {
  const [finding, ...others] = findings;
  if (!finding) return '';
  const { severity, rule, message, help } = finding;
  const source = context.sources.get(finding.file);
  const about = objectName(finding.object);
  const style = { width: context.width ?? 100, dim: palette.dim, strong: palette[severity] };
  return [
    `${palette.bold(place(finding))}  ${palette[severity](severity)}  ${palette.dim(rule)}`,
    `  ${oneLine(message)}${about === '' ? '' : palette.dim(`  (${about})`)}`,
    ...(source && source.text !== '' ? codeFrame(source, finding, style) : []),
    ...(help === '' ? [] : [`  ${palette.info('help:')} ${oneLine(help)}`]),
    ...finding.related.map(
      (related) => `  ${palette.dim(`${related.file}:${related.line}`)}  ${oneLine(related.message)}`,
    ),
    ...(others.length === 0 ? [] : [`  ${palette.dim(more(others))}`]),
  ].join('\n');
}

function more(others: readonly Finding[]): string {
  const named = others.slice(0, placesNamed).map(place);
  const rest = others.length > named.length ? ', …' : '';
  return `${others.length} more like this: ${named.join(', ')}${rest}`;
}

function place({ file, line, column }: Finding): string {
  return `${oneLine(file)}:${line}:${column}`;
}

function objectName({ kind, namespace, name }: ObjectName): string {
  if (kind === null) return '';
  const full = [namespace, name].filter((part) => part !== null).join('/');
  return oneLine(full === '' ? kind : `${kind} ${full}`);
}

/** Line breaks and control characters of a file name or a value must not reach the terminal. */
function oneLine(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}

/** Kinds without schema are named, so that nobody takes them for judged. */
function unjudged({ withoutSchema }: Report): string {
  if (withoutSchema.length === 0) return '';
  const kinds = withoutSchema.slice(0, kindsNamed).map(({ apiVersion, kind }) => oneLine(`${kind} (${apiVersion})`));
  const rest = withoutSchema.length > kindsNamed ? `, and ${withoutSchema.length - kindsNamed} more kinds` : '';
  return `\n  without schema: ${kinds.join(', ')}${rest}`;
}

/** Why documents were skipped, so that nobody takes them for judged. */
function passedOver({ skipped }: Report): string {
  if (skipped.length === 0) return '';
  return `\n  skipped: ${skipped.map(({ reason, documents }) => `${documents} ${reason}`).join(', ')}`;
}

function closing({ findings, summary }: Report, palette: Palette): string {
  const counted = count(summary);
  if (findings.length === 0 && summary.objects === 0)
    return `${palette.warning('!')} Nothing to judge: there is no Kubernetes object in ${plural(summary.files, 'file')}`;
  if (findings.length === 0) return `${palette.good('✓')} No findings in ${counted}`;
  const totals = (['error', 'warning', 'info'] as const).flatMap((severity) => total(findings, severity, palette));
  const files = new Set(findings.map(({ file }) => file)).size;
  const mark = summary.errors > 0 ? palette.error('✗') : palette.warning('!');
  return `${mark} ${totals.join(', ')} in ${plural(files, 'file')}, of ${counted}`;
}

function total(findings: readonly Finding[], severity: Severity, palette: Palette): string[] {
  const number = findings.filter((finding) => finding.severity === severity).length;
  if (number === 0) return [];
  return [palette[severity](severity === 'info' ? `${number} info` : plural(number, severity))];
}

/** Nothing is passed over in silence: what was not judged is counted. */
function count({ files, objects, undecided, noSchema, skipped }: Summary): string {
  const left = [
    undecided > 0 ? `${undecided} undecided` : '',
    noSchema > 0 ? `${noSchema} without schema` : '',
    skipped > 0 ? `${plural(skipped, 'document')} skipped` : '',
  ].filter((part) => part !== '');
  const rest = left.length === 0 ? '' : ` (${left.join(', ')})`;
  return `${plural(objects, 'object')} in ${plural(files, 'file')}${rest}`;
}

function plural(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
