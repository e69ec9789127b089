import { suggest } from '../findings/index.ts';
import { choice, defaulted, judge, list, object, optional, pathText, record, text } from '../options/index.ts';
import type { OutputOf } from '../options/index.ts';
import { rules } from '../validator/index.ts';
import { expand, keyNodeAt, nearestAt, parse, position, toJson } from '../yaml/index.ts';
import type { Node, Source } from '../yaml/index.ts';
import { Refusal } from './refusal.ts';

const version = text({ pattern: String.raw`^\d+\.\d+$`, due: 'a version of two numbers, like "1.36"' });

/** `fluxsmith.config.json`: the schema that judges it and the type that follows from it. */
const configuration = object({
  /** For editors. */
  $schema: optional(text()),
  /** Severity per rule id; `off` silences a rule. */
  rules: defaulted(record(choice('error', 'warning', 'info', 'off')), {}),
  /** Patterns of paths, relative to the root, that are not judged. */
  ignore: defaulted(list(text()), []),
  /** The versions that are judged for, unless the command line says otherwise. */
  target: defaulted(object({ kubernetes: optional(version), flux: optional(version) }), {}),
});

export type Configuration = OutputOf<typeof configuration>;

/** Judges the text of a configuration; a refusal names the line. JSON with comments is read too. */
export function judgeConfiguration({ path: file, text: written }: Source): Configuration {
  const source = { path: file, text: withoutComments(written) };
  const refuse = (offset: number, message: string, help?: string) =>
    new Refusal(`${file}:${position(source, offset).line} ${message}`, help);
  const { documents } = parse(source, 'kustomize');
  const document = documents.find(({ root, problems }) => root !== null || problems.length > 0);
  if (!document) throw refuse(0, 'is empty: write {} at least');
  const { root, problems } = expand(document, 'kustomize');
  const problem = document.problems[0] ?? problems[0];
  if (problem) throw refuse(problem.start, `cannot be read: ${problem.message}`);
  const result = judge(configuration, toJson(root, 'kustomize'));
  if (result.ok) {
    const unknown = unknownRule(result.value);
    if (unknown === undefined || root === null) return result.value;
    throw refuse(keyStart(root, ['rules', unknown]), `there is no rule "${unknown}"`, nearRule(unknown));
  }
  const { path, message } = result.problems[0]!;
  if (root === null || path.length === 0) throw refuse(root?.start ?? 0, `the configuration ${message}`);
  throw refuse(keyStart(root, path), `${pathText(path)} ${message}`);
}

function keyStart(root: Node, path: readonly (string | number)[]): number {
  return (keyNodeAt(root, path) ?? nearestAt(root, path).node).start;
}

/** A severity for a rule that does not exist changes nothing, and the person believes that it does. */
function unknownRule(configuration: Configuration): string | undefined {
  return Object.keys(configuration.rules).find((id) => rules.every((rule) => rule.id !== id));
}

function nearRule(unknown: string): string | undefined {
  const ids = rules.map(({ id }) => id);
  const inArea = ids.filter((id) => id.startsWith(unknown.replace(/\/.*/, '/')));
  const meant = suggest(unknown, ids);
  if (meant !== undefined) return `did you mean "${meant}"?`;
  return inArea.length > 0 ? `there is: ${inArea.join(', ')}` : undefined;
}

/** Blanks in place of comments, so that every offset stays. */
function withoutComments(text: string): string {
  return text.replaceAll(/"(?:\\.|[^"\\\n])*"|\/\/.*|\/\*[^]*?\*\//g, (match) =>
    match.startsWith('"') ? match : match.replaceAll(/[^\n]/g, ' '),
  );
}
