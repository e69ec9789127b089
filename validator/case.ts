import type { ObjectName, Path, Verdict } from '../findings/index.ts';
import type { KindSchema, SchemaStore } from '../schemas/index.ts';
import type { Dialect, Document, Node, Source } from '../yaml/index.ts';
import type { FindingsList } from './findings-list.ts';
import type { Fact, Rule } from './rule.ts';

/** What holds for every document of a run. */
export interface Bench {
  readonly schemas: SchemaStore;
  readonly rules: readonly Rule[];
  readonly findings: FindingsList;
  readonly plain: boolean;
  readonly requireSchemas: boolean;
  /** Whether a kustomization may patch the objects of a kind in a file. */
  readonly isPatched: (path: string, kind: string) => boolean;
}

/** What became of an object; what is skipped has a reason. */
export interface Decision {
  readonly object: ObjectName;
  readonly verdict: Verdict;
  readonly reason?: string;
}

/** A document, or one item of a List, on its way through the stages. */
export interface Case {
  readonly source: Source;
  readonly document: Document;
  readonly dialect: Dialect;
  /** A kustomization file: apiVersion and kind may be left out. */
  readonly kustomization: boolean;
  /** Where the object stands in the document. */
  readonly prefix: Path;
  /** The whole document, for places in the text; expanded once it is. */
  whole: Node | null;
  root: Node | null;
  object: ObjectName;
  kind?: KindSchema;
  undecided: boolean;
  /** What becomes of it, for each object in it; empty as long as nothing is decided. */
  readonly verdicts: Decision[];
}

/** One step of the way; whether the next one is to be taken. */
export type Stage = (subject: Case, bench: Bench) => boolean;

/** Ends the way of a case. */
export function decide(subject: Case, verdict: Verdict): boolean {
  subject.verdicts.push({ object: subject.object, verdict });
  return false;
}

/** Ends the way of a document that nobody means for a server. */
export function skip(subject: Case, reason: string): boolean {
  subject.verdicts.push({ object: subject.object, verdict: 'skipped', reason });
  return false;
}

/** Adds a fact about the object of a case; whether it fails the object. */
export function addFact({ source, whole, prefix, object }: Case, fact: Fact, { findings }: Bench): boolean {
  return whole !== null && findings.addFact(source, whole, prefix, object, fact);
}
