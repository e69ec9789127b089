export type {
  GroupVersionKind,
  JsonValue,
  KindSchema,
  Removal,
  Schema,
  SchemaStore,
  ValidationRule,
} from './schema.ts';
export type { Definition } from './definition.ts';
export type { PackHeader, PackKind, PackProblem, PackSource } from './pack.ts';
export type { CrdKind } from './crd.ts';
export { canonicalJson, hashOf } from './canonical.ts';
export { crdKinds, readCrd } from './crd.ts';
export type { JsonSchemaOptions } from './json-schema.ts';
export { toJsonSchema } from './json-schema.ts';
export { sha256 } from './sha256.ts';
export { mapNested, nested, reachable, sharedPrefix } from './definition.ts';
export { openPacks, withKinds } from './store.ts';
export type { JsonObject, ReferenceReader } from './structural.ts';
export { definitionOf, isObject } from './structural.ts';
export { writePack } from './write.ts';
