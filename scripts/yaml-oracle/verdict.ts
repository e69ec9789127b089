import { type Dialect, expand, parse, toJson } from '../../yaml/index.ts';

/** What a reader says about a text in a form that can be compared: `refused`, or its documents without the empty ones. */
export type Verdict = string;

const REFUSED = 'refused';

/** The verdict of our reader. */
export function ourVerdict(text: string, dialect: Dialect): Verdict {
  const documents: string[] = [];
  for (const document of parse({ path: 'text.yaml', text }, dialect).documents) {
    const { root, problems } = expand(document, dialect);
    if (document.problems.length > 0 || problems.length > 0) return REFUSED;
    let refused = false;
    const value = toJson(root, dialect, () => {
      refused = true;
    });
    if (refused) return REFUSED;
    if (value !== null) documents.push(canonical(value));
  }
  return documents.join('\n');
}

/** The verdict in one line of the Go program. */
export function goVerdict(line: string, dialect: Dialect): Verdict {
  const answer = (parseExact(line) as Record<string, { ok: boolean; documents?: unknown[] }>)[dialect];
  if (!answer?.ok) return REFUSED;
  return (answer.documents ?? [])
    .filter((document) => document !== null)
    .map(canonical)
    .join('\n');
}

/** A number as it stands in a JSON text. */
class NumberText {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

function parseExact(line: string): unknown {
  const reviver = (_key: string, value: unknown, context: { readonly source?: string }): unknown =>
    typeof value === 'number' ? new NumberText(context.source ?? '') : value;
  return JSON.parse(line, reviver as (key: string, value: unknown) => unknown);
}

/** JSON text with sorted members and exact numbers. */
function canonical(value: unknown): string {
  if (value instanceof NumberText) return value.text;
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const members = Object.keys(value).sort();
  return `{${members.map((key) => `${JSON.stringify(key)}:${canonical((value as Record<string, unknown>)[key])}`).join(',')}}`;
}
