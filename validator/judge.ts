import type { ObjectName, Path, Problem, Verdict } from '../findings/index.ts';
import type { KindSchema, SchemaStore } from '../schemas/index.ts';
import { expand, keyNodeAt, nodeAt } from '../yaml/index.ts';
import type { Dialect, Document, Node, Source, SyntaxProblem } from '../yaml/index.ts';
import { findKind } from './api-kind.ts';
import { evaluate } from './evaluate/evaluate.ts';
import type { FindingsList } from './findings-list.ts';
import { fieldOf, identityOf, isEncrypted, isUnknown, looksLikeObject, nameless } from './identity.ts';
import type { Rule } from './rule.ts';

/** What holds for every document of a run. */
export interface Bench {
  readonly schemas: SchemaStore;
  readonly rules: readonly Rule[];
  readonly findings: FindingsList;
  readonly plain: boolean;
  readonly requireSchemas: boolean;
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
  readonly verdicts: { readonly object: ObjectName; readonly verdict: Verdict }[];
}

/** One step of the way; whether the next one is to be taken. */
type Stage = (subject: Case, bench: Bench) => boolean;

/** The way of a document. A later stage does not run on what an earlier one refused. */
const documentStages: readonly Stage[] = [readable, identified, expanded, unpacked];
/** The way of an object: the document itself, or each item of a List. */
const objectStages: readonly Stage[] = [served, shaped, ruled];

/** Takes a document through all stages; what is said about it is in its verdicts and in the findings. */
export function judge(
  source: Source,
  document: Document,
  dialect: Dialect,
  kustomization: boolean,
  bench: Bench,
): Case {
  const subject: Case = {
    source,
    document,
    dialect,
    kustomization,
    prefix: [],
    whole: document.root,
    root: document.root,
    object: nameless,
    undecided: false,
    verdicts: [],
  };
  take(documentStages, subject, bench);
  return subject;
}

function take(stages: readonly Stage[], subject: Case, bench: Bench): boolean {
  return stages.every((stage) => stage(subject, bench));
}

function decide(subject: Case, verdict: Verdict): boolean {
  subject.verdicts.push({ object: subject.object, verdict });
  return false;
}

/** The text is YAML that the Go readers take. */
function readable(subject: Case, bench: Bench): boolean {
  const { problems, root } = subject.document;
  if (root) subject.object = identityOf(root, subject.dialect);
  const failed = problems.map((problem) => addSyntax(subject, problem, bench)).includes(true);
  return failed ? decide(subject, 'invalid') : true;
}

const syntaxRules: Readonly<Record<string, string>> = {
  'duplicate-key': 'yaml/duplicate-key',
  'duplicate-merge-key': 'yaml/duplicate-key',
  'complex-key': 'yaml/key',
  'key-type': 'yaml/key',
  'unknown-anchor': 'yaml/alias',
  'recursive-alias': 'yaml/alias',
  'excessive-aliases': 'yaml/alias',
  'too-many-nodes': 'yaml/alias',
};

function addSyntax(subject: Case, problem: SyntaxProblem, bench: Bench): boolean {
  const rule = syntaxRules[problem.code] ?? 'yaml/syntax';
  const { message, help, start, end } = problem;
  return bench.findings.add(subject.source, { rule, message, help, start, end, object: subject.object });
}

/** The document is meant to be an object; what is none is passed over in a tree. */
function identified(subject: Case, bench: Bench): boolean {
  const { root } = subject;
  if (root?.kind === 'map') {
    if (bench.plain || subject.kustomization || looksLikeObject(root) || hasMergeKey(root)) return true;
    return decide(subject, 'skipped');
  }
  if (!bench.plain && !subject.kustomization) return decide(subject, 'skipped');
  const what = root?.kind === 'sequence' ? 'a list' : 'a single value';
  const message = `an object is due here, and this is ${what}`;
  const fact = {
    rule: 'yaml/no-object',
    path: [],
    message,
    help: 'Write the fields of the object as `key: value` lines.',
  };
  if (root) bench.findings.addFact(subject.source, root, [], subject.object, fact);
  return decide(subject, 'invalid');
}

function hasMergeKey(root: Node): boolean {
  return fieldOf(root, '<<') !== undefined;
}

/** Aliases and merge keys are replaced; no key stands twice. */
function expanded(subject: Case, bench: Bench): boolean {
  const { root, problems } = expand(subject.document, subject.dialect);
  if (root === subject.document.root && problems.length === 0) {
    subject.object = defaulted(subject.object, subject.kustomization);
    return true;
  }
  subject.root = root;
  subject.whole = root;
  if (root) subject.object = defaulted(identityOf(root, subject.dialect), subject.kustomization);
  const failed = problems.map((problem) => addSyntax(subject, problem, bench)).includes(true);
  if (failed || root?.kind !== 'map') return decide(subject, 'invalid');
  return bench.plain || subject.kustomization || looksLikeObject(root) ? true : decide(subject, 'skipped');
}

function defaulted(object: ObjectName, kustomization: boolean): ObjectName {
  if (!kustomization) return object;
  const kind = object.kind ?? 'Kustomization';
  const version = kind === 'Component' ? 'v1alpha1' : 'v1beta1';
  return { ...object, kind, apiVersion: object.apiVersion ?? `kustomize.config.k8s.io/${version}` };
}

/** A List stands for its items; anything else for itself. */
function unpacked(subject: Case, bench: Bench): boolean {
  const { root, object } = subject;
  const items = !bench.plain && object.kind?.endsWith('List') ? fieldOf(root ?? undefined, 'items') : undefined;
  if (items?.kind !== 'sequence' || bench.schemas.kind(...groupVersionKind(object)) !== undefined) {
    return take(objectStages, subject, bench) ? decide(subject, subject.undecided ? 'undecided' : 'valid') : false;
  }
  items.items.forEach((item, index) => {
    const prefix = [...subject.prefix, 'items', index];
    const one: Case = { ...subject, prefix, root: item, object: identityOf(item, subject.dialect) };
    if (item.kind !== 'map') notAnObject(one, bench);
    else unpacked(one, bench);
  });
  return false;
}

function groupVersionKind({ apiVersion, kind }: ObjectName): [string, string, string] {
  const [first = '', second] = (apiVersion ?? '').split('/');
  return second === undefined ? ['', first, kind ?? ''] : [first, second, kind ?? ''];
}

function notAnObject(subject: Case, bench: Bench): void {
  const fact = { rule: 'yaml/no-object', path: [], message: 'every item of a List is an object' };
  bench.findings.addFact(subject.source, subject.whole!, subject.prefix, subject.object, fact);
  decide(subject, 'invalid');
}

/** A server serves the kind in this version. */
function served(subject: Case, bench: Bench): boolean {
  const found = findKind(bench.schemas, subject.object, bench.plain);
  if (found && 'schema' in found) {
    subject.kind = found;
    return true;
  }
  const fact = found ?? (bench.requireSchemas ? lacking(subject.object) : undefined);
  if (!fact) return decide(subject, 'no-schema');
  const failed = bench.findings.addFact(subject.source, subject.whole!, subject.prefix, subject.object, fact);
  return decide(subject, failed ? 'invalid' : 'no-schema');
}

function lacking({ apiVersion, kind }: ObjectName): { rule: string; path: Path; message: string; help: string } {
  const message = `there is no schema for \`${kind}\` of \`${apiVersion}\``;
  return {
    rule: 'api/no-schema',
    path: ['apiVersion'],
    message,
    help: 'Add the definition of the kind, or judge without --require-schemas.',
  };
}

/** The object has the shape that the schema of its kind asks for. */
function shaped(subject: Case, bench: Bench): boolean {
  const { root, kind, dialect } = subject;
  if (root?.kind !== 'map' || !kind) return false;
  const judgement = evaluate(root, kind, {
    dialect,
    plain: bench.plain,
    foldCase: kind.group === 'kustomize.config.k8s.io',
    encrypted: !bench.plain && isEncrypted(root),
  });
  subject.undecided = judgement.undecided;
  let failed = false;
  for (const fact of judgement.facts) {
    failed = bench.findings.addFact(subject.source, subject.whole!, subject.prefix, subject.object, fact) || failed;
  }
  return failed ? decide(subject, 'invalid') : true;
}

/** The object keeps every rule of the table. */
function ruled(subject: Case, bench: Bench): boolean {
  const { root, kind, dialect } = subject;
  if (root?.kind !== 'map' || !kind || subject.kustomization || kind.group === 'kustomize.config.k8s.io') return true;
  let failed = false;
  for (const rule of bench.rules) {
    for (const problem of rule.check?.({ root, kind, dialect, plain: bench.plain }) ?? []) {
      const fact = { ...problem, rule: rule.id };
      if (!bench.plain && isAboutUnknown(root, problem)) {
        subject.undecided = true;
        continue;
      }
      failed = bench.findings.addFact(subject.source, subject.whole!, subject.prefix, subject.object, fact) || failed;
    }
  }
  return failed ? decide(subject, 'invalid') : true;
}

/** Whether a problem is about a value or a key that only the cluster knows. */
function isAboutUnknown(root: Node, { path, mark, at = 'value' }: Problem): boolean {
  const place = mark ?? { path, at };
  const node = place.at === 'key' ? keyNodeAt(root, place.path) : nodeAt(root, place.path);
  return node?.kind === 'scalar' && isUnknown(node.text);
}
