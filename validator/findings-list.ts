import { pointerOf } from '../findings/index.ts';
import type { Finding, ObjectName, Path, Related, Severity } from '../findings/index.ts';
import { position } from '../yaml/index.ts';
import type { Node, Source } from '../yaml/index.ts';
import type { Ignores } from './ignore-comments.ts';
import { fingerprint } from './fingerprint.ts';
import { nameless } from './identity.ts';
import { placeOf } from './place.ts';
import type { Place } from './place.ts';
import type { Fact, Rule } from './rule.ts';

/** What a configuration makes of a rule. */
export type RuleSetting = Severity | 'off';

/** A fact at a stretch of a text. */
export interface Placed extends Place {
  readonly rule: string;
  readonly message: string;
  readonly help?: string | undefined;
  readonly pointer?: string;
  readonly object?: ObjectName;
  readonly related?: readonly Related[];
}

/** Makes findings of facts: gives them severity, place and fingerprint, and leaves out what a comment or the configuration silences. */
export class FindingsList {
  readonly findings: Finding[] = [];
  readonly sources = new Map<string, Source>();
  readonly #severities = new Map<string, RuleSetting>();
  /** Comments that silence findings of the file at hand. */
  ignores: Ignores | undefined;

  constructor(rules: readonly Rule[], settings: Readonly<Record<string, RuleSetting>>) {
    for (const rule of rules) this.#severities.set(rule.id, settings[rule.id] ?? rule.severity);
  }

  /** Adds a fact at a path of an object that stands at `prefix` in its document; whether it fails the object. */
  addFact(source: Source, root: Node, prefix: Path, object: ObjectName, fact: Fact): boolean {
    const mark = fact.mark ?? { path: fact.path, at: fact.at ?? 'value' };
    const place = placeOf(root, [...prefix, ...mark.path], mark.at);
    const pointer = pointerOf([...prefix, ...fact.path]);
    return this.add(source, { ...fact, start: place.start, end: place.end, pointer, object });
  }

  add(source: Source, fact: Placed): boolean {
    const severity = this.#severities.get(fact.rule);
    if (severity === undefined) throw new Error(`no rule has the id ${fact.rule}`);
    if (severity === 'off') return false;
    const start = position(source, fact.start);
    if (this.ignores?.silences(start.line, fact.rule)) return false;
    const end = position(source, Math.max(fact.end, fact.start));
    const object = fact.object ?? nameless;
    this.sources.set(source.path, source);
    this.findings.push({
      rule: fact.rule,
      severity,
      message: capitalised(fact.message.replace(/\.$/, '')),
      help: sentence(fact.help ?? ''),
      fingerprint: fingerprint(fact.rule, object, fact.pointer ?? '', source.path),
      file: source.path,
      line: start.line,
      column: start.column,
      endLine: end.line,
      endColumn: end.column,
      pointer: fact.pointer ?? '',
      object,
      occurrences: [],
      related: fact.related ?? [],
    });
    return severity === 'error';
  }

  /** By file, line, column and rule; then by pointer and message, so that the order never depends on the way here. */
  sorted(): Finding[] {
    return this.findings.sort(
      (a, b) =>
        compare(a.file, b.file) ||
        a.line - b.line ||
        a.column - b.column ||
        compare(a.rule, b.rule) ||
        compare(a.pointer, b.pointer) ||
        compare(a.message, b.message),
    );
  }
}

/** Messages are headlines and helps are sentences, whichever room they come from. */
function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function sentence(text: string): string {
  return text === '' || /[.?!]$/.test(text) ? capitalised(text) : `${capitalised(text)}.`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
