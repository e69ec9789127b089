import type { Finding, ObjectName } from './finding.ts';

/** The verdict on one document with `--plain`. */
export type Verdict = 'valid' | 'invalid' | 'undecided' | 'no-schema' | 'skipped';

/** One non-empty document of a file; `index` counts from 0 within the file. */
export interface DocumentVerdict extends ObjectName {
  readonly file: string;
  readonly index: number;
  readonly verdict: Verdict;
}

export interface Summary {
  readonly files: number;
  readonly documents: number;
  readonly objects: number;
  readonly valid: number;
  readonly invalid: number;
  readonly undecided: number;
  readonly noSchema: number;
  readonly skipped: number;
  readonly errors: number;
  readonly warnings: number;
}

/** A kind that no schema judged. */
export interface UnjudgedKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly objects: number;
}

/** Documents that were passed over, and why: `without apiVersion and kind`. */
export interface SkippedDocuments {
  readonly reason: string;
  readonly documents: number;
}

export interface ClusterSummary {
  readonly name: string;
  readonly root: string;
  readonly kustomizations: number;
  readonly objects: number;
}

/** The result of `validate`, exactly as `-o json` prints it. */
export interface Report {
  readonly apiVersion: 'fluxsmith/v1';
  readonly kind: 'Report';
  readonly tool: { readonly name: 'fluxsmith'; readonly version: string };
  readonly target: { readonly kubernetes: string; readonly flux: string };
  readonly summary: Summary;
  readonly clusters: readonly ClusterSummary[];
  /** What `summary.noSchema` counts, by kind, sorted. */
  readonly withoutSchema: readonly UnjudgedKind[];
  /** What `summary.skipped` counts, by reason, sorted. */
  readonly skipped: readonly SkippedDocuments[];
  /** Only with `--plain`. */
  readonly documents?: readonly DocumentVerdict[];
  readonly findings: readonly Finding[];
}
