import type { ObjectName, Problem } from '../findings/index.ts';
import { keyNodeAt, nodeAt } from '../yaml/index.ts';
import type { Node } from '../yaml/index.ts';
import { findKind } from './api-kind.ts';
import { addFact, decide } from './case.ts';
import type { Bench, Case } from './case.ts';
import { evaluate } from './evaluate/evaluate.ts';
import { isEncrypted, isUnknown } from './identity.ts';
import type { Fact } from './rule.ts';

/** A server serves the kind in this version. */
export function served(subject: Case, bench: Bench): boolean {
  const found = findKind(bench.schemas, subject.object, bench.plain);
  if (found && 'schema' in found) {
    subject.kind = found;
    return true;
  }
  const fact = found ?? (bench.requireSchemas ? lacking(subject.object) : undefined);
  if (!fact) return decide(subject, 'no-schema');
  const failed = addFact(subject, fact, bench);
  return decide(subject, failed ? 'invalid' : 'no-schema');
}

function lacking({ apiVersion, kind }: ObjectName): Fact {
  const message = `there is no schema for \`${kind}\` of \`${apiVersion}\``;
  return {
    rule: 'api/no-schema',
    path: ['apiVersion'],
    message,
    help: 'Give its CustomResourceDefinition with --with FILE, or judge without --require-schemas.',
  };
}

/** The object has the shape that the schema of its kind asks for. */
export function shaped(subject: Case, bench: Bench): boolean {
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
    if (mayBeAdded(subject, fact, bench)) subject.undecided = true;
    else failed = addFact(subject, fact, bench) || failed;
  }
  return failed ? decide(subject, 'invalid') : true;
}

/** What an object lacks, a patch may add when it is built. */
function mayBeAdded({ source, object }: Case, { rule }: Fact, { plain, isPatched }: Bench): boolean {
  const lacks = rule === 'schema/required' || rule === 'schema/alternatives';
  return lacks && !plain && isPatched(source.path, object.kind ?? '');
}

/** The object keeps every rule of the table. */
export function ruled(subject: Case, bench: Bench): boolean {
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
      failed = addFact(subject, fact, bench) || failed;
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
