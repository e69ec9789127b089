export type { Finding, ObjectName, Occurrence, Path, Problem, Range, Related, Severity } from './finding.ts';
export type {
  ClusterSummary,
  DocumentVerdict,
  Report,
  SkippedDocuments,
  Summary,
  UnjudgedKind,
  Verdict,
} from './report.ts';
export { pointerOf } from './pointer.ts';
export { suggest } from './suggest.ts';
