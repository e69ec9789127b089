import { resolve } from '../../yaml/index.ts';
import type { MapNode, Node, ScalarNode } from '../../yaml/index.ts';
import { Failure } from './failure.ts';
import type { FieldConfig } from './field-config.ts';
import type { FieldSpec } from './field-spec.ts';
import { changeField } from './field-walk.ts';
import { isSelected } from './identity.ts';
import type { Gvk } from './identity.ts';
import { demandKind, fieldOf, isMissing, mapItems, rewritten, stringNode, textOf, withField } from './nodes.ts';
import { findReferral, haveOneId, haveOneName, inNamespace } from './referral.ts';
import type { Renamed, Search } from './referral.ts';
import type { ResourceMap } from './resource-map.ts';
import type { Resource } from './resource.ts';

/** Gives fields that hold the name of a renamed object its new name, and its namespace where they hold one. */
export function fixReferences(resources: ResourceMap, { nameReference }: FieldConfig): void {
  const byPreviousName = Map.groupBy(
    resources.list.flatMap((resource) =>
      [...new Set(resource.previous.map(({ name }) => name))].map((name) => ({ name, resource })),
    ),
    ({ name }) => name,
  );
  const renamed: Renamed = (name) => (byPreviousName.get(name) ?? []).map(({ resource }) => resource);
  const specsByKind = indexed(nameReference);
  for (const resource of resources.list) {
    const { originalId } = resource;
    const fields = specsByKind(originalId.kind).filter(({ spec }) => isSelected(originalId, spec));
    if (fields.length > 0 && resource.id.kind === 'RoleBinding') demandSubjects(resource);
    for (const { target, spec } of fields) {
      fixField(resource, target, spec, renamed, resources.list);
    }
  }
  resources.changed();
}

/** kustomize breaks on subjects of role bindings that are not made of strings. */
function demandSubjects(binding: Resource): void {
  const subjects = binding.field('subjects');
  if (subjects?.kind !== 'sequence') return;
  for (const subject of subjects.items) {
    demandKind(subject, 'map', 'A subject');
    const kind = fieldOf(subject, 'kind');
    const namespace = fieldOf(subject, 'namespace');
    if (namespace === undefined || kind === undefined) continue;
    if (!isString(kind)) throw new Failure('wrong-kind', 'The kind of a subject must be a string.', kind);
    if (textOf(kind) !== 'ServiceAccount' || isString(namespace)) continue;
    throw new Failure('wrong-kind', 'The namespace of a service account must be a string.', namespace);
  }
}

function isString(node: Node): boolean {
  return node.kind === 'scalar' && typeof resolve(node, 'kustomize') === 'string';
}

interface Reference {
  readonly target: Gvk;
  readonly spec: FieldSpec;
}

/** The references of objects of a kind, in the order of the configuration. */
function indexed(references: FieldConfig['nameReference']): (kind: string) => readonly Reference[] {
  const all = references.flatMap(({ target, referrers }) => referrers.map((spec) => ({ target, spec })));
  const known = new Map<string, readonly Reference[]>();
  return (kind) => {
    let result = known.get(kind);
    if (result === undefined) {
      result = all.filter(({ spec }) => spec.kind === '' || spec.kind === kind);
      known.set(kind, result);
    }
    return result;
  };
}

function fixField(referrer: Resource, target: Gvk, spec: FieldSpec, renamed: Renamed, all: readonly Resource[]): void {
  const search: Search = { referrer, target, isRoleRef: spec.path.endsWith('roleRef/name'), renamed, all };
  // The path is searched in whatever the referrer is by now.
  const field = { ...spec, group: '', version: '', kind: '', create: false };
  changeField(referrer, field, undefined, (value) => fixValue(value, search));
}

function fixValue(value: Node, search: Search): Node {
  if (isMissing(value)) return value;
  if (value.kind === 'scalar') return fixName(value, search);
  if (value.kind === 'map') return fixMap(value, search);
  if (value.kind !== 'sequence') return value;
  return mapItems(value, (item) => {
    if (isMissing(item)) return item;
    if (item.kind === 'sequence') throw new Failure('wrong-kind', 'A name, or a map with one, is due here.', item);
    return item.kind === 'scalar' ? fixName(item, search) : fixMap(item as MapNode, search);
  });
}

function fixName(value: ScalarNode, search: Search): Node {
  const referral = findReferral(value.text, search, () => true, haveOneName);
  return referral && referral.id.name !== value.text ? rewritten(value, referral.id.name) : value;
}

/** A map with a name, and perhaps a namespace, which says where to look and changes too. */
function fixMap(map: MapNode, search: Search): Node {
  const name = fieldOf(map, 'name');
  if (name === undefined)
    throw new Failure('missing-field', 'A name is due here, because it refers to another object.', map);
  const namespace = fieldOf(map, 'namespace');
  const isThere = namespace === undefined ? () => true : inNamespace(textOf(namespace), search);
  const referral = findReferral(textOf(name), search, isThere, haveOneId);
  if (referral === undefined) return map;
  const { id } = referral;
  if (id.name === textOf(name) && id.namespace === '') return map;
  demandKind(name, 'scalar', 'A name');
  const result = withField(map, 'name', rewritten(name as ScalarNode, id.name));
  if (id.namespace === '') return result;
  const source = fieldOf(referral.field('metadata'), 'namespace') ?? map;
  if (namespace?.kind === 'scalar') return withField(result, 'namespace', rewritten(namespace, id.namespace, source));
  return withField(result, 'namespace', stringNode(id.namespace, source));
}
