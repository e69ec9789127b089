import type { Node } from '../../../yaml/index.ts';
import { Failure } from '../failure.ts';
import { fieldSpecFrom } from '../field-spec.ts';
import type { FieldSpec } from '../field-spec.ts';
import { changeField, changeFields, setScalar } from '../field-walk.ts';
import type { Change } from '../field-walk.ts';
import { describe, isClusterScoped, keyOf } from '../identity.ts';
import { fieldSpec, objectMeta } from '../kustomization-shape.ts';
import {
  demandKind,
  fieldOf,
  isMissing,
  isNull,
  mapItems,
  plainNode,
  stringNode,
  textOf,
  withField,
} from '../nodes.ts';
import type { Resource } from '../resource.ts';
import type { Text } from '../shape.ts';
import { defineTransformer } from './transformer.ts';

/** Which subjects of role bindings get the namespace. */
const subjectModes = {
  defaultOnly: (subject: Node) => textOf(fieldOf(subject, 'name')) === 'default',
  allServiceAccounts: (subject: Node) => textOf(fieldOf(subject, 'kind')) === 'ServiceAccount',
  none: () => false,
} as const;

interface Config {
  readonly namespace: Text;
  readonly specs: readonly FieldSpec[];
  readonly unsetOnly: boolean;
  readonly subjects: keyof typeof subjectModes;
}

const metadataNamespace: FieldSpec = { group: '', version: '', kind: '', path: 'metadata/namespace', create: true };

/** `namespace`: puts every object that is not known to be cluster-scoped into one namespace. */
export const namespaceTransformer = defineTransformer({
  kind: 'NamespaceTransformer',
  shape: { metadata: objectMeta, fieldSpecs: [fieldSpec], unsetOnly: 'boolean', setRoleBindingSubjects: 'string' },
  fromKustomization: ({ namespace }, fields): Config[] =>
    namespace && namespace.text !== ''
      ? [{ namespace, specs: fields.namespace, unsetOnly: false, subjects: 'defaultOnly' }]
      : [],
  fromFile({ metadata, fieldSpecs, unsetOnly, setRoleBindingSubjects: mode }): Config[] {
    const subjects = mode?.text || 'defaultOnly';
    if (!Object.hasOwn(subjectModes, subjects)) {
      const choices = Object.keys(subjectModes).join(', ');
      throw new Failure('wrong-type', `setRoleBindingSubjects must be one of ${choices}.`, (mode as Text).node);
    }
    if (!metadata?.namespace || metadata.namespace.text === '') return [];
    const specs = (fieldSpecs ?? []).map(fieldSpecFrom);
    const { namespace } = metadata;
    return [{ namespace, specs, unsetOnly: unsetOnly ?? false, subjects: subjects as Config['subjects'] }];
  },
  apply(config: Config, resources) {
    const counts = new Map<string, number>();
    const count = (resource: Resource, step: number) => {
      const key = keyOf(resource.id);
      const result = (counts.get(key) ?? 0) + step;
      counts.set(key, result);
      return result;
    };
    for (const resource of resources.list) count(resource, 1);
    for (const resource of resources.list) {
      count(resource, -1);
      resource.rememberId();
      setNamespace(resource, config);
      if (count(resource, 1) === 1) continue;
      const message = `${describe(resource.id)} is there twice once everything is in namespace ${config.namespace.text}.`;
      throw new Failure('duplicate-id', message, config.namespace.node);
    }
  },
});

function setNamespace(resource: Resource, { namespace, specs, unsetOnly, subjects }: Config): void {
  const value = stringNode(namespace.text, namespace.node);
  const change = setScalar((old) => (unsetOnly && textOf(old) !== '' && !isNull(old) ? old : value));
  const { id } = resource;
  const isCore = textOf(resource.field('apiVersion')) === 'v1';
  const isBinding = id.kind === 'RoleBinding' || id.kind === 'ClusterRoleBinding';
  if (!isClusterScoped(id)) changeField(resource, metadataNamespace, 'scalar', change);
  if (isBinding) setSubjects(resource, subjectModes[subjects], change);
  const rest = specs.filter(
    ({ path, kind }) =>
      path !== 'metadata/namespace' &&
      (isCore || path !== 'metadata/name') &&
      !(isBinding && path === 'subjects/namespace' && kind.endsWith('RoleBinding')),
  );
  changeFields(resource, rest, 'scalar', change);
}

function setSubjects(resource: Resource, isMeant: (subject: Node) => boolean, change: Change): void {
  const subjects = resource.field('subjects');
  if (resource.root === null || isMissing(subjects)) return;
  demandKind(subjects, 'sequence', 'subjects');
  if (subjects.kind !== 'sequence') return;
  const changed = mapItems(subjects, (subject) => {
    demandKind(subject, 'map', 'A subject');
    if (subject.kind !== 'map' || !isMeant(subject)) return subject;
    return withField(subject, 'namespace', change(fieldOf(subject, 'namespace') ?? plainNode('', subject)));
  });
  resource.root = withField(resource.root, 'subjects', changed);
}
