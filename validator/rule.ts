import type { Problem, Severity } from '../findings/index.ts';
import type { Dialect, MapNode } from '../yaml/index.ts';
import type { KindSchema } from '../schemas/index.ts';
import type { ReadFailure } from '../tree/index.ts';

/** A Kubernetes object as rules see it: expanded, so every map has unique scalar keys and no aliases. */
export interface Subject {
  readonly root: MapNode;
  readonly dialect: Dialect;
  readonly kind: KindSchema;
  /** Judge as the bare API server does, rather than as Flux hands the object over. */
  readonly plain: boolean;
}

/**
 * One kind of fact that we report. A rule never prints, throws, reads a file or knows a line number.
 * `good` and `bad` are manifests: `bad` brings exactly this finding, `good` none of it.
 */
export interface Rule<Id extends string = string> {
  /** `area/kebab-name`, stable for ever. */
  readonly id: Id;
  readonly severity: Severity;
  /** What is wrong, in one line. */
  readonly summary: string;
  /** Why it matters: what Kubernetes, kustomize or Flux does with it. */
  readonly why: string;
  readonly good: Example;
  readonly bad: Example;
  /** Absent where an earlier stage than the rules finds the fact: the reader, the identification or the schema. */
  readonly check?: (subject: Subject) => Iterable<Problem>;
}

/** The text of one manifest, or a small tree of files, where a path can also be something that cannot be read. */
export type Example = string | Readonly<Record<string, string | ExampleOddity>>;

/** A path that is no ordinary file: one that cannot be read, a link to a path of the tree, or a pipe. */
export type ExampleOddity = { readonly failure: ReadFailure } | { readonly link: string } | { readonly other: 'pipe' };

/** A problem with the id of the rule that it breaks. */
export interface Fact extends Problem {
  readonly rule: string;
}

/** Declares a rule: plain data, its id kept as a literal type. */
export function defineRule<const Id extends `${string}/${string}`>(rule: Rule<Id>): Rule<Id> {
  return rule;
}
