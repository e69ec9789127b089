import { hashOf } from './canonical.ts';
import type { Definition } from './definition.ts';
import { objectMeta } from './definition.ts';
import { Expander } from './expand.ts';
import type { JsonValue, KindSchema, Schema, SchemaStore } from './schema.ts';
import { definitionOf, isObject, resourceDefinition } from './structural.ts';

/** One served version of a custom resource definition, before its schema is made. */
export interface CrdKind extends Omit<KindSchema, 'schema' | 'hash' | 'origin'> {
  readonly definition: Definition;
}

/**
 * The kinds that a CustomResourceDefinition (`apiextensions.k8s.io/v1`, as JSON) serves.
 * Empty where the object is none, or says too little; a version without a schema takes anything.
 */
export function readCrd(object: JsonValue): readonly CrdKind[] {
  if (!isObject(object) || object.kind !== 'CustomResourceDefinition' || !isObject(object.spec)) return [];
  const { group, names, scope, versions } = object.spec;
  if (typeof group !== 'string' || !isObject(names) || !Array.isArray(versions)) return [];
  const { kind, plural } = names;
  if (typeof kind !== 'string' || typeof plural !== 'string') return [];
  return versions.filter(isObject).flatMap((version): CrdKind[] => {
    if (typeof version.name !== 'string' || version.served !== true) return [];
    const schema = isObject(version.schema) ? version.schema.openAPIV3Schema : undefined;
    const hasStatus = isObject(version.subresources) && version.subresources.status !== undefined;
    return [
      {
        group,
        version: version.name,
        kind,
        plural,
        scope: scope === 'Cluster' ? 'Cluster' : 'Namespaced',
        builtin: false,
        ...(hasStatus && { statusSubresource: true }),
        definition: resourceDefinition(schema === undefined ? { preserveUnknownFields: true } : definitionOf(schema)),
      },
    ];
  });
}

/** {@link readCrd} with schemas that judge; `packs` lends the schema of metadata. */
export function crdKinds(object: JsonValue, packs: SchemaStore): readonly KindSchema[] {
  return readCrd(object).map(({ definition, ...kind }) => {
    const find = (name: string): Definition | undefined => (name === '' ? definition : undefined);
    const metadata = packs.kind('', 'v1', 'Namespace')?.schema.properties?.get('metadata');
    const expander = new Expander(find, metadata && [[objectMeta, metadata]]);
    return lazily(
      kind,
      () => expander.named(''),
      () => hashOf('', find),
    );
  });
}

/** Schemas and hashes cost time that most kinds never need. */
function lazily(kind: Omit<CrdKind, 'definition'>, schema: () => Schema, hash: () => string): KindSchema {
  let known: string | undefined;
  return {
    ...kind,
    origin: 'CustomResourceDefinition',
    get schema() {
      return schema();
    },
    get hash() {
      return (known ??= hash());
    },
  };
}
