/** How much a finding weighs; `--fail-on` names the lowest that fails a run. */
export type Severity = 'error' | 'warning' | 'info';

/** Which object a finding or a document is about; null where the text does not say. */
export interface ObjectName {
  readonly apiVersion: string | null;
  readonly kind: string | null;
  readonly namespace: string | null;
  readonly name: string | null;
}

/** A stretch of a file. Lines and columns count from 1, columns in UTF-16 units; the end is exclusive. */
export interface Range {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A second place that explains a finding. */
export interface Related {
  readonly message: string;
  readonly file: string;
  readonly line: number;
}

/** Where else a finding holds: the cluster and Flux Kustomization (`namespace/name`) that render it. */
export interface Occurrence {
  readonly cluster: string;
  readonly kustomization: string;
}

/** What we report: one user-visible fact at the line a person wrote. */
export interface Finding extends Range {
  /** `area/kebab-name`, stable for ever. */
  readonly rule: string;
  readonly severity: Severity;
  /** What is wrong, one sentence. */
  readonly message: string;
  /** What to do about it, one sentence; empty where the message says it. */
  readonly help: string;
  /** Identifies the fact across edits: rule, object and pointer, no line. */
  readonly fingerprint: string;
  /** JSON pointer into the object (RFC 6901), `''` for the object itself. */
  readonly pointer: string;
  readonly object: ObjectName;
  readonly occurrences: readonly Occurrence[];
  readonly related: readonly Related[];
}

/** The steps from an object's root to a field: keys and list indices. */
export type Path = readonly (string | number)[];

/** What a rule says: a fact at a path, without file, line or severity. The engine makes a {@link Finding} of it. */
export interface Problem {
  readonly path: Path;
  /** Point at the key rather than the value (an unknown field, a duplicate key). */
  readonly at?: 'key' | 'value';
  /** What to show in the text where that is more exact than the path: one label, where the labels are at fault. */
  readonly mark?: { readonly path: Path; readonly at: 'key' | 'value' };
  readonly message: string;
  readonly help?: string;
}
