import type { MapNode } from '../../yaml/index.ts';
import { Failure } from './failure.ts';
import { NO_NAMESPACE, describe, effectiveNamespace, isClusterScoped, isSelected } from './identity.ts';
import type { Gvk } from './identity.ts';
import { fieldOf, textOf } from './nodes.ts';
import type { Resource } from './resource.ts';

/** The objects that once had a name. */
export type Renamed = (previousName: string) => readonly Resource[];

/** What is asked of the object that a field may refer to. */
export interface Search {
  readonly referrer: Resource;
  readonly target: Gvk;
  readonly isRoleRef: boolean;
  readonly renamed: Renamed;
  readonly all: readonly Resource[];
}

/** The namespace of a reference is one that objects were read with, or where none was, one they are in by now. */
export function inNamespace(namespace: string, { referrer, all }: Search): (candidate: Resource) => boolean {
  if (namespace === NO_NAMESPACE) return () => false;
  const wasThere = (resource: Resource) => effectiveNamespace(resource.originalId) === namespace;
  if (all.some((resource) => wasThere(resource) && couldBeMeant(referrer, resource))) return wasThere;
  return ({ id }) => effectiveNamespace(id) === namespace;
}

/** The renamed object that a name in a field means; undefined where it means none. */
export function findReferral(
  name: string,
  { referrer, target, isRoleRef, renamed }: Search,
  isThere: (candidate: Resource) => boolean,
  areOne: (candidates: readonly Resource[]) => boolean,
): Resource | undefined {
  const roleRef = isRoleRef ? roleRefOf(referrer) : undefined;
  let candidates = renamed(name).filter(
    (candidate) =>
      couldBeMeant(referrer, candidate) &&
      isThere(candidate) &&
      candidate.previousIds.some((id) => isSelected(id, target)) &&
      (roleRef === undefined || candidate.previousIds.some((id) => isSelected(id, roleRef))) &&
      isNear(referrer, candidate),
  );
  if (candidates.length === 1) return candidates[0];
  candidates = candidates.filter((candidate) => haveSameAffixes(referrer, candidate, true));
  if (candidates.length > 1) candidates = candidates.filter((candidate) => haveSameAffixes(referrer, candidate, false));
  if (candidates.length < 2 || areOne(candidates)) return candidates[0];
  const names = candidates.map(({ id }) => describe(id)).join(', ');
  throw new Failure(
    'ambiguous-reference',
    `${describe(referrer.id)} refers to ${name}, and that may be ${names}.`,
    referrer.root as MapNode,
  );
}

/** Objects of a namespace refer to those in it and to what has none; role bindings also where their service accounts are. */
function couldBeMeant(referrer: Resource, candidate: Resource): boolean {
  if (isClusterScoped(referrer.id) || isClusterScoped(candidate.id)) return true;
  if (effectiveNamespace(referrer.id) === effectiveNamespace(candidate.id)) return true;
  if (referrer.id.kind !== 'RoleBinding') return false;
  const subjects = referrer.field('subjects');
  return (
    subjects?.kind === 'sequence' &&
    subjects.items.some(
      (subject) =>
        textOf(fieldOf(subject, 'kind')) === 'ServiceAccount' &&
        fieldOf(subject, 'namespace') !== undefined &&
        textOf(fieldOf(subject, 'namespace')) === candidate.id.namespace,
    )
  );
}

function isNear(referrer: Resource, candidate: Resource): boolean {
  if (isClusterScoped(referrer.id) || isClusterScoped(candidate.id) || candidate.id.kind === 'ServiceAccount')
    return true;
  return effectiveNamespace(referrer.id) === effectiveNamespace(candidate.id);
}

/** What the roleRef says of the kind of its role; undefined where it says too little. */
function roleRefOf(referrer: Resource): Gvk | undefined {
  const roleRef = referrer.field('roleRef');
  const group = fieldOf(roleRef, 'apiGroup');
  const kind = fieldOf(roleRef, 'kind');
  return group && kind ? { group: textOf(group), version: '', kind: textOf(kind) } : undefined;
}

/** Whether two objects went through the same prefixes and suffixes; leniently, none at all fits any. */
function haveSameAffixes(one: Resource, other: Resource, lenient: boolean): boolean {
  return isSameEnding(one.prefixes, other.prefixes, lenient) && isSameEnding(one.suffixes, other.suffixes, lenient);
}

function isSameEnding(one: readonly string[], other: readonly string[], lenient: boolean): boolean {
  const length = Math.min(one.length, other.length);
  if (length === 0) return lenient || one.length === other.length;
  for (let i = 1; i <= length; i++) if (one.at(-i) !== other.at(-i)) return false;
  return true;
}

export function haveOneName(candidates: readonly Resource[]): boolean {
  return candidates.every(({ id }) => id.name === candidates[0]?.id.name);
}

export function haveOneId(candidates: readonly Resource[]): boolean {
  return haveOneName(candidates) && candidates.every(({ id }) => id.namespace === candidates[0]?.id.namespace);
}
