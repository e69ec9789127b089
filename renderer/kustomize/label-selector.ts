import { Failure } from './failure.ts';
import type { Text } from './shape.ts';

export type LabelMatcher = (labels: ReadonlyMap<string, string>) => boolean;

/** Reads a label selector as Kubernetes has it: `a=b, c != d, e in (f, g), h notin (i), j, !k, l > 1`; empty matches all. */
export function parseLabelSelector(selector: Text | undefined): LabelMatcher {
  if (selector === undefined || selector.text.trim() === '') return () => true;
  const requirements = splitRequirements(selector.text).map((text) => {
    const requirement = parseRequirement(text.trim());
    if (requirement) return requirement;
    throw new Failure(
      'bad-selector',
      `${selector.text} is no label selector: ${text.trim() || 'a part'} cannot be read.`,
      selector.node,
    );
  });
  return (labels) => requirements.every((isMet) => isMet(labels));
}

/** Commas separate requirements, but not inside parentheses. */
function splitRequirements(text: string): string[] {
  return text.match(/(?:\([^)]*\)?|[^,(])+|(?<=,|^)(?=,|$)/g) ?? [];
}

const operand = String.raw`[\w./-]*`;
const forms: readonly (readonly [RegExp, (key: string, value: string) => LabelMatcher])[] = [
  [/^!\s*([\w./-]+)$/, (key) => (labels) => !labels.has(key)],
  [/^([\w./-]+)$/, (key) => (labels) => labels.has(key)],
  [/^([\w./-]+)\s+in\s*\(([^()]*)\)$/, (key, list) => oneOf(key, list)],
  [/^([\w./-]+)\s+notin\s*\(([^()]*)\)$/, (key, list) => not(oneOf(key, list))],
  [new RegExp(`^([\\w./-]+)\\s*!=\\s*(${operand})$`), (key, value) => (labels) => labels.get(key) !== value],
  [new RegExp(`^([\\w./-]+)\\s*==?\\s*(${operand})$`), (key, value) => (labels) => labels.get(key) === value],
  [/^([\w./-]+)\s*>\s*(-?\d+)$/, (key, value) => (labels) => compareWhole(labels.get(key), value) > 0],
  [/^([\w./-]+)\s*<\s*(-?\d+)$/, (key, value) => (labels) => compareWhole(labels.get(key), value) < 0],
];

function parseRequirement(text: string): LabelMatcher | undefined {
  for (const [form, make] of forms) {
    const match = form.exec(text);
    if (match) return make(match[1] ?? '', match[2] ?? '');
  }
  return undefined;
}

function oneOf(key: string, list: string): LabelMatcher {
  const values = new Set(list.split(',').map((value) => value.trim()));
  return (labels) => values.has(labels.get(key) ?? ' ');
}

function not(matcher: LabelMatcher): LabelMatcher {
  return (labels) => !matcher(labels);
}

/** NaN, which is neither more nor less, where a text is no whole number. */
function compareWhole(text: string | undefined, other: string): number {
  return text !== undefined && /^-?\d+$/.test(text) ? Number(text) - Number(other) : Number.NaN;
}
