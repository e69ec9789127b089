import { Failure } from './failure.ts';
import type { Place } from './failure.ts';
import { isSelected } from './identity.ts';
import type { Gvk } from './identity.ts';
import type { FieldSpecConfig } from './kustomization-shape.ts';

/** A field of some kinds of objects that a transformer touches. Empty parts of the kind mean any. */
export interface FieldSpec extends Gvk {
  readonly path: string;
  /** Whether a missing field is made. */
  readonly create: boolean;
}

/** Reads `path Kind.version.group` with an optional ` create`, the notation of field-spec-facts. */
export function parseFieldSpec(line: string): FieldSpec {
  const [path = '', kind = '', create] = line.split(' ');
  return { path, ...parseGvk(kind), create: create !== undefined };
}

/** Reads `Kind.version.group`; only the group may contain further dots. */
export function parseGvk(text: string): Gvk {
  const [kind = '', version = '', ...group] = text.split('.');
  return { kind, version, group: group.join('.') };
}

export function fieldSpecFrom(config: FieldSpecConfig): FieldSpec {
  return {
    group: config.group?.text ?? '',
    version: config.version?.text ?? '',
    kind: config.kind?.text ?? '',
    path: config.path?.text ?? '',
    create: config.create ?? false,
  };
}

/**
 * Two lists as one. A field that is there already is not added again, and kustomize refuses the one that says otherwise
 * whether it is made.
 */
export function mergeFieldSpecs(
  specs: readonly FieldSpec[],
  added: readonly FieldSpec[],
  place: Place,
): readonly FieldSpec[] {
  if (added === specs || added.length === 0) return specs;
  const merged = [...specs];
  for (const spec of added) {
    const known = merged.find((other) => other.path === spec.path && isSelected(other, spec));
    if (known === undefined) merged.push(spec);
    else if (known.create !== spec.create) {
      throw new Failure(
        'conflicting-field-specs',
        `The field ${spec.path} is configured with and without create.`,
        place,
      );
    }
  }
  return merged.length === specs.length ? specs : merged;
}

/** The kinds that come first and last in the order of kustomize. */
export const firstKinds = [
  'Namespace',
  'ResourceQuota',
  'StorageClass',
  'CustomResourceDefinition',
  'ServiceAccount',
  'PodSecurityPolicy',
  'Role',
  'ClusterRole',
  'RoleBinding',
  'ClusterRoleBinding',
  'ConfigMap',
  'Secret',
  'Endpoints',
  'Service',
  'LimitRange',
  'PriorityClass',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'Deployment',
  'StatefulSet',
  'CronJob',
  'PodDisruptionBudget',
];
export const lastKinds = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'];
const ranks: ReadonlyMap<string, number> = new Map([
  ...firstKinds.map((kind, index) => [kind, index - firstKinds.length] as const),
  ...lastKinds.map((kind, index) => [kind, index + 1] as const),
]);

/** The order in which kustomize applies what is configured per kind. */
export function compareGvk(one: Gvk, other: Gvk): number {
  const rank = (ranks.get(one.kind) ?? 0) - (ranks.get(other.kind) ?? 0);
  if (rank !== 0) return rank;
  const [a, b] = [sortText(one), sortText(other)];
  return a < b ? -1 : a > b ? 1 : 0;
}

function sortText({ group, version, kind }: Gvk): string {
  return `${group || '~G'}_${version || '~V'}_${kind || '~K'}`;
}
