import type { ObjectName, Problem } from '../findings/index.ts';
import { parseApiVersion } from '../kubernetes/index.ts';
import type { KindSchema } from '../schemas/index.ts';
import { keyNodeAt, nodeAt } from '../yaml/index.ts';
import type { Node } from '../yaml/index.ts';
import { findKind } from './api-kind.ts';
import { addFact, decide } from './case.ts';
import type { Bench, Case } from './case.ts';
import { evaluate } from './evaluate/evaluate.ts';
import type { Judging } from './evaluate/evaluate.ts';
import { placeName } from './evaluate/words.ts';
import { isEncrypted, isUnknown } from './identity.ts';
import type { Fact } from './rule.ts';

/** A server serves the kind in this version. */
export function served(subject: Case, bench: Bench): boolean {
  const found = findKind(bench.schemas, subject.object, bench.plain);
  const experimental = found && 'schema' in found ? undefined : experimentalKind(subject, bench);
  if (experimental) {
    addFact(subject, onlyExperimental(['apiVersion'], `this version of \`${experimental.kind}\``), bench);
    subject.kind = experimental;
    return true;
  }
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
  const judging = {
    dialect,
    plain: bench.plain,
    foldCase: kind.group === 'kustomize.config.k8s.io',
    encrypted: !bench.plain && isEncrypted(root),
  };
  const judgement = evaluate(root, kind, judging);
  subject.undecided = judgement.undecided;
  let failed = false;
  for (const fact of withExperimental(judgement.facts, subject, judging, bench)) {
    if (mayBeAdded(subject, fact, bench)) subject.undecided = true;
    else failed = addFact(subject, fact, bench) || failed;
  }
  return failed ? decide(subject, 'invalid') : true;
}

/**
 * Which channel a cluster has is not written in a tree: a fact that the experimental one does not know says only that
 * the object needs that channel.
 */
function withExperimental(facts: readonly Fact[], subject: Case, judging: Judging, bench: Bench): readonly Fact[] {
  const experimental = facts.length > 0 ? experimentalKind(subject, bench) : undefined;
  if (!experimental || subject.root?.kind !== 'map') return facts;
  const remaining = evaluate(subject.root, experimental, judging).facts;
  const kept = new Set(remaining.map(identity));
  const gone = facts.filter((fact) => !kept.has(identity(fact)));
  return [...remaining, ...gone.map(({ path, at }) => onlyExperimental(path, placeName(path), at))];
}

function identity({ rule, path }: Fact): string {
  return JSON.stringify([rule, ...path]);
}

function experimentalKind({ object, kind }: Case, { schemas, plain }: Bench): KindSchema | undefined {
  const parsed = parseApiVersion(object.apiVersion ?? '');
  if (plain || !parsed || object.kind === null) return undefined;
  const found = schemas.experimental?.(parsed.group, parsed.version, object.kind);
  return found === kind ? undefined : found;
}

function onlyExperimental(path: Fact['path'], what: string, at?: Fact['at']): Fact {
  return {
    rule: 'api/experimental-channel',
    path,
    ...(at && { at }),
    message: `${what} is served only by the experimental channel of its project`,
    help: 'Make sure that the cluster has that channel, or write what the standard one serves.',
  };
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
