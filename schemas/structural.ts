import type { Definition } from './definition.ts';
import { objectMeta } from './definition.ts';
import type { JsonValue, ValidationRule } from './schema.ts';

export type JsonObject = { readonly [key: string]: JsonValue };
type Reader = (value: JsonValue) => JsonValue | undefined;
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const text: Reader = (value) => (typeof value === 'string' ? value : undefined);
const number: Reader = (value) => (typeof value === 'number' ? value : undefined);
const truth: Reader = (value) => (value === true ? true : undefined);
const anything: Reader = (value) => value;
const texts: Reader = (value) =>
  Array.isArray(value) && value.length > 0 ? value.filter((item) => typeof item === 'string') : undefined;
const oneOf =
  (...words: readonly string[]): Reader =>
  (value) =>
    typeof value === 'string' && words.includes(value) ? value : undefined;

/** Every keyword that says something about a value: as OpenAPI writes it, as {@link Definition} writes it, how to read it. */
const keywords: readonly (readonly [openApi: string, ours: keyof Definition, read: Reader])[] = [
  ['type', 'type', oneOf('object', 'array', 'string', 'integer', 'number', 'boolean')],
  ['format', 'format', text],
  ['pattern', 'pattern', text],
  ['enum', 'enum', (value) => (Array.isArray(value) && value.length > 0 ? value : undefined)],
  ['default', 'default', anything],
  ['nullable', 'nullable', truth],
  ['required', 'required', texts],
  ['minimum', 'minimum', number],
  ['maximum', 'maximum', number],
  ['exclusiveMinimum', 'exclusiveMinimum', truth],
  ['exclusiveMaximum', 'exclusiveMaximum', truth],
  ['multipleOf', 'multipleOf', number],
  ['minLength', 'minLength', number],
  ['maxLength', 'maxLength', number],
  ['minItems', 'minItems', number],
  ['maxItems', 'maxItems', number],
  ['uniqueItems', 'uniqueItems', truth],
  ['minProperties', 'minProperties', number],
  ['maxProperties', 'maxProperties', number],
  ['x-kubernetes-int-or-string', 'intOrString', truth],
  ['x-kubernetes-preserve-unknown-fields', 'preserveUnknownFields', truth],
  ['x-kubernetes-embedded-resource', 'embeddedResource', truth],
  ['x-kubernetes-list-type', 'listType', oneOf('atomic', 'set', 'map')],
  ['x-kubernetes-list-map-keys', 'listMapKeys', texts],
  ['x-kubernetes-map-type', 'mapType', oneOf('atomic', 'granular')],
];

/** Recognises a schema that only refers to another one; of custom resources, which cannot refer, none. */
export type ReferenceReader = (schema: JsonObject) => Definition | undefined;

/**
 * Reads one OpenAPI schema as the API server understands it; prose and what no server acts on is left out.
 * A keyword with a value of the wrong kind is as if it were absent.
 */
export function definitionOf(schema: JsonValue, reference?: ReferenceReader): Definition {
  if (!isObject(schema)) return {};
  const referred = reference?.(schema);
  if (referred) return referred;
  const definition: Mutable<Definition> = {};
  for (const [openApi, ours, read] of keywords) {
    const value = schema[openApi];
    const meaning = value === undefined ? undefined : read(value);
    if (meaning !== undefined) Object.assign(definition, { [ours]: meaning });
  }
  const validations = rulesOf(schema['x-kubernetes-validations']);
  if (validations) definition.validations = validations;
  addNested(definition, schema, reference);
  return definition.embeddedResource ? resourceDefinition(definition) : definition;
}

function addNested(definition: Mutable<Definition>, schema: JsonObject, reference: ReferenceReader | undefined): void {
  const read = (child: JsonValue): Definition => definitionOf(child, reference);
  const { properties, additionalProperties, items, not } = schema;
  if (isObject(properties)) definition.properties = sortedDefinitions(properties, read);
  if (isObject(additionalProperties)) definition.additionalProperties = read(additionalProperties);
  else if (additionalProperties === true) definition.additionalProperties = true;
  if (isObject(items)) definition.items = read(items);
  if (isObject(not)) definition.not = read(not);
  for (const junctor of ['allOf', 'anyOf', 'oneOf'] as const) {
    const branches = schema[junctor];
    if (Array.isArray(branches) && branches.length > 0) definition[junctor] = branches.map(read);
  }
}

function sortedDefinitions(
  properties: JsonObject,
  read: (schema: JsonValue) => Definition,
): Record<string, Definition> {
  return Object.fromEntries(
    Object.keys(properties)
      .sort()
      .map((name) => [name, read(properties[name] ?? {})]),
  );
}

function rulesOf(value: JsonValue | undefined): readonly ValidationRule[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const rules = value.filter(isObject).flatMap((entry): ValidationRule[] => {
    const { rule, message, messageExpression, reason, fieldPath, optionalOldSelf } = entry;
    if (typeof rule !== 'string') return [];
    return [
      {
        rule,
        ...(typeof message === 'string' && { message }),
        ...(typeof messageExpression === 'string' && { messageExpression }),
        ...(typeof reason === 'string' && { reason }),
        ...(typeof fieldPath === 'string' && { fieldPath }),
        ...(typeof optionalOldSelf === 'boolean' && { optionalOldSelf }),
      },
    ];
  });
  return rules.length > 0 ? rules : undefined;
}

/**
 * Gives the schema of a whole object what the API server adds to it: `apiVersion`, `kind` and the full metadata.
 * What a custom resource definition says about `metadata` (its `name`) holds in addition.
 */
export function resourceDefinition(definition: Definition): Definition {
  const own = definition.properties ?? {};
  const said = own.metadata?.properties ? { allOf: [{ properties: own.metadata.properties }] } : {};
  const properties: Record<string, Definition> = {
    ...own,
    apiVersion: own.apiVersion ?? { type: 'string' },
    kind: own.kind ?? { type: 'string' },
    metadata: { $ref: objectMeta, ...said },
  };
  return { ...definition, properties: sortKeys(properties) };
}

function sortKeys<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
