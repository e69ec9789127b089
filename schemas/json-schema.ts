import type { JsonValue, KindSchema, Schema } from './schema.ts';

export interface JsonSchemaOptions {
  /** Refuse fields that the schema does not name; true where not said. */
  readonly strict?: boolean;
}

type JsonSchema = { [keyword: string]: JsonValue };

/** The formats that mean the same to Kubernetes and to JSON Schema. A Kubernetes `duration` is `1h30m`, not ISO 8601. */
const formats: Readonly<Record<string, string>> = {
  'date-time': 'date-time',
  'micro-time': 'date-time',
  email: 'email',
  hostname: 'hostname',
  ipv4: 'ipv4',
  ipv6: 'ipv6',
};

/** Sign, number, and a binary, decimal or exponent suffix. */
const quantityPattern = '^\\s*[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?\\s*$';

/** Keywords that JSON Schema has with the same name and meaning. */
const shared = [
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
  'multipleOf',
] as const;

/**
 * The schema of a kind as JSON Schema (draft-07) that needs no other file. It says less than ours: no CEL rules,
 * no keys of lists; it never refuses what ours accepts, but for unknown fields where `strict`.
 */
export function toJsonSchema(kind: KindSchema, { strict = true }: JsonSchemaOptions = {}): JsonValue {
  const writer = new Writer(namesOfShared(kind.schema), strict);
  const root = writer.write(kind.schema, kind.builtin);
  const apiVersion = kind.group === '' ? kind.version : `${kind.group}/${kind.version}`;
  const properties = {
    ...(root.properties as JsonSchema),
    apiVersion: { const: apiVersion },
    kind: { const: kind.kind },
  };
  const required = [...new Set(['apiVersion', 'kind', ...((root.required as string[] | undefined) ?? [])])];
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    ...root,
    properties,
    required,
    ...(writer.definitions.size > 0 && { definitions: Object.fromEntries(writer.definitions) }),
  };
}

class Writer {
  readonly definitions = new Map<string, JsonSchema>();
  readonly #strict: boolean;
  /** Objects that occur more than once, or inside themselves, by the name of their definition. */
  readonly #names: ReadonlyMap<Schema, string>;

  constructor(names: ReadonlyMap<Schema, string>, strict: boolean) {
    this.#names = names;
    this.#strict = strict;
  }

  /** `decoded`: the value passes through Go types, to which null is absent and an empty word of an enum too. */
  write(schema: Schema, decoded: boolean): JsonSchema {
    const written = scalarKeywords(schema);
    if (decoded && schema.enum) written.enum = [...new Set([...schema.enum, ''])];
    if (schema.default !== undefined && !(decoded && isZero(schema.default))) written.default = schema.default;
    this.#writeObject(schema, written, decoded);
    if (schema.items) written.items = this.#element(schema.items, decoded);
    for (const junctor of ['allOf', 'anyOf', 'oneOf'] as const) {
      const branches = schema[junctor];
      if (branches) written[junctor] = branches.map(writeBranch);
    }
    if (schema.not) written.not = writeBranch(schema.not);
    return written;
  }

  #writeObject(schema: Schema, written: JsonSchema, decoded: boolean): void {
    const { properties, additionalProperties, preserveUnknownFields } = schema;
    if (properties) {
      const entries = Array.from(properties, ([name, child]) => [name, this.#field(child, schema, name, decoded)]);
      written.properties = Object.fromEntries(entries) as JsonSchema;
    }
    const required = schema.required?.filter((name) => !hasDefault(properties?.get(name))) ?? [];
    if (required.length > 0) written.required = required;
    if (typeof additionalProperties === 'object') {
      written.additionalProperties = this.#element(additionalProperties, decoded);
    } else if (this.#strict && properties && !additionalProperties && !preserveUnknownFields) {
      written.additionalProperties = false;
    }
  }

  /** The metadata of every object passes through Go types, and its status is written by others. */
  #field(child: Schema, parent: Schema, name: string, decoded: boolean): JsonSchema {
    const isResource = parent.properties?.has('apiVersion') && parent.properties.has('metadata');
    if (isResource && name === 'metadata') return this.#child(child, true);
    const { required, ...written } = this.#child(child, decoded);
    if (isResource && name === 'status') return nullable(written);
    const kept = required === undefined ? written : { ...written, required };
    const mayBeNull = (decoded || hasDefault(child)) && !parent.required?.includes(name);
    return mayBeNull ? nullable(kept) : kept;
  }

  #element(schema: Schema, decoded: boolean): JsonSchema {
    const written = this.#child(schema, decoded);
    return decoded ? nullable(written) : written;
  }

  #child(schema: Schema, decoded: boolean): JsonSchema {
    const name = this.#names.get(schema);
    if (name === undefined)
      return schema.nullable ? nullable(this.write(schema, decoded)) : this.write(schema, decoded);
    if (!this.definitions.has(name)) {
      // Taken before it is written, because it may contain itself.
      this.definitions.set(name, {});
      this.definitions.set(name, this.write(schema, decoded));
    }
    const reference: JsonSchema = { $ref: `#/definitions/${name}` };
    return schema.nullable ? nullable(reference) : reference;
  }
}

/** A branch adds conditions on fields that the schema around it declares. */
function writeBranch(schema: Schema): JsonSchema {
  return new Writer(new Map(), false).write(schema, false);
}

/** What has a default may be left out, and null is as if it were. */
function hasDefault(schema: Schema | undefined): boolean {
  return schema?.default !== undefined;
}

function scalarKeywords(schema: Schema): JsonSchema {
  const written: JsonSchema = {};
  const isQuantity = schema.format === 'quantity';
  if (schema.intOrString) written.type = [isQuantity ? 'number' : 'integer', 'string'];
  else if (schema.type) written.type = schema.type;
  const pattern = isQuantity ? quantityPattern : schema.pattern;
  if (pattern !== undefined && isEcmaPattern(pattern)) written.pattern = pattern;
  const format = schema.format === undefined ? undefined : formats[schema.format];
  if (format !== undefined) written.format = format;
  if (schema.enum) written.enum = schema.enum;
  if (schema.minimum !== undefined) written[schema.exclusiveMinimum ? 'exclusiveMinimum' : 'minimum'] = schema.minimum;
  if (schema.maximum !== undefined) written[schema.exclusiveMaximum ? 'exclusiveMaximum' : 'maximum'] = schema.maximum;
  for (const keyword of shared) if (schema[keyword] !== undefined) written[keyword] = schema[keyword];
  if (schema.listType === 'set') written.uniqueItems = true;
  return written;
}

/** Patterns are Go's; the few that use what ECMAScript lacks are left out. */
function isEcmaPattern(pattern: string): boolean {
  try {
    return Boolean(new RegExp(pattern, 'u'));
  } catch {
    return false;
  }
}

function isZero(value: JsonValue): boolean {
  return value === '' || value === 0 || value === false;
}

function nullable(written: JsonSchema): JsonSchema {
  const { type } = written;
  if (type === undefined) return Object.keys(written).length === 0 ? written : { anyOf: [written, { type: 'null' }] };
  const types = [type].flat() as string[];
  if (types.includes('null')) return written;
  const values = Array.isArray(written.enum) ? { enum: [...new Set([...written.enum, null])] } : {};
  return { ...written, type: [...types, 'null'], ...values };
}

/** Names, by the field under which each first stands, of objects that are worth a definition: met again, or met inside themselves. */
function namesOfShared(root: Schema): ReadonlyMap<Schema, string> {
  const met = new Set<Schema>();
  const names = new Map<Schema, string>();
  const taken = new Set<string>();
  const visit = (schema: Schema, field: string): void => {
    if (met.has(schema)) {
      if (!schema.properties || names.has(schema)) return;
      // Some fields are called `$ref`; a name has to stand in a URI.
      const plain = field.replaceAll(/[^A-Za-z0-9_-]/g, '');
      let name = plain;
      for (let n = 2; taken.has(name); n++) name = `${plain}${n}`;
      taken.add(name);
      names.set(schema, name);
      return;
    }
    met.add(schema);
    for (const [name, child] of schema.properties ?? []) visit(child, name);
    if (typeof schema.additionalProperties === 'object') visit(schema.additionalProperties, field);
    if (schema.items) visit(schema.items, field);
  };
  visit(root, 'object');
  return names;
}
