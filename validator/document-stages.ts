import type { ObjectName } from '../findings/index.ts';
import { expand } from '../yaml/index.ts';
import type { Node, SyntaxProblem } from '../yaml/index.ts';
import { addFact, decide, skip } from './case.ts';
import type { Bench, Case } from './case.ts';
import { fieldOf, identityOf, looksLikeObject } from './identity.ts';

/** The text is YAML that the Go readers take. */
export function readable(subject: Case, bench: Bench): boolean {
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

const typeless = 'without apiVersion and kind';

/** The document is meant to be an object; what is none is passed over in a tree. */
export function identified(subject: Case, bench: Bench): boolean {
  const { root } = subject;
  if (root?.kind === 'map') {
    if (bench.plain || subject.kustomization || hasMergeKey(root)) return true;
    if (isOurs(subject.object)) return skip(subject, 'written by fluxsmith for people');
    return looksLikeObject(root) || skip(subject, isJsonSchema(root) ? 'JSON Schemas for editors' : typeless);
  }
  if (!bench.plain && !subject.kustomization) return skip(subject, 'a list or a single value');
  const what = root?.kind === 'sequence' ? 'a list' : 'a single value';
  const message = `an object is due here, and this is ${what}`;
  const fact = {
    rule: 'yaml/no-object',
    path: [],
    message,
    help: 'Write the fields of the object as `key: value` lines.',
  };
  addFact(subject, fact, bench);
  return decide(subject, 'invalid');
}

/** Reports and plans of this program look like objects, and are for people and programs, not for a server. */
function isOurs({ apiVersion }: ObjectName): boolean {
  return apiVersion === 'fluxsmith/v1';
}

/** The schemas that `generate` writes for editors, and others of their kind. */
function isJsonSchema(root: Node): boolean {
  const dialect = fieldOf(root, '$schema');
  return dialect?.kind === 'scalar' && dialect.text.includes('json-schema.org');
}

function hasMergeKey(root: Node): boolean {
  return fieldOf(root, '<<') !== undefined;
}

/** Aliases and merge keys are replaced; no key stands twice. */
export function expanded(subject: Case, bench: Bench): boolean {
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
  return bench.plain || subject.kustomization || looksLikeObject(root) ? true : skip(subject, typeless);
}

function defaulted(object: ObjectName, kustomization: boolean): ObjectName {
  if (!kustomization) return object;
  const kind = object.kind ?? 'Kustomization';
  const version = kind === 'Component' ? 'v1alpha1' : 'v1beta1';
  return { ...object, kind, apiVersion: object.apiVersion ?? `kustomize.config.k8s.io/${version}` };
}
