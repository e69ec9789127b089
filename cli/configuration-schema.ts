import { choice, defaulted, judge, list, object, optional, pathText, record, text } from '../options/index.ts';
import type { OutputOf } from '../options/index.ts';
import { expand, keyNodeAt, nearestAt, parse, position, toJson } from '../yaml/index.ts';
import type { Source } from '../yaml/index.ts';
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
export function judgeConfiguration(source: Source): Configuration {
  const refuse = (offset: number, message: string) =>
    new Refusal(`${source.path}:${position(source, offset).line} ${message}`);
  const { documents } = parse(source, 'kustomize');
  const document = documents.find(({ root, problems }) => root !== null || problems.length > 0);
  if (!document) throw refuse(0, 'is empty: write {} at least');
  const { root, problems } = expand(document, 'kustomize');
  const problem = document.problems[0] ?? problems[0];
  if (problem) throw refuse(problem.start, `cannot be read: ${problem.message}`);
  const result = judge(configuration, toJson(root, 'kustomize'));
  if (result.ok) return result.value;
  const { path, message } = result.problems[0]!;
  if (root === null || path.length === 0) throw refuse(root?.start ?? 0, `the configuration ${message}`);
  throw refuse((keyNodeAt(root, path) ?? nearestAt(root, path).node).start, `${pathText(path)} ${message}`);
}
