import type { Definition, JsonObject, JsonValue, PackKind, ReferenceReader } from '../../schemas/index.ts';
import { definitionOf, isObject } from '../../schemas/index.ts';
import type { ApiClient } from './client.ts';

type ServedKind = Omit<PackKind, 'hash'>;

/** What a server serves: its kinds, and the definitions of its OpenAPI documents by name. */
export interface Served {
  readonly kinds: readonly ServedKind[];
  readonly definitions: ReadonlyMap<string, Definition>;
}

const aggregatedDiscovery = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

/** What an API type is on the wire where OpenAPI says less than the server knows. */
const wireTypes: Readonly<Record<string, Definition>> = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': { format: 'quantity', intOrString: true },
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': { intOrString: true },
  'io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime': { type: 'string', format: 'micro-time' },
  'io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1': { type: 'object', preserveUnknownFields: true },
  'io.k8s.apimachinery.pkg.runtime.RawExtension': { type: 'object', preserveUnknownFields: true },
};

/** Reads all built-in kinds from a server that has no custom resource definitions installed. */
export async function readServed(client: ApiClient): Promise<Served> {
  const schemas = await readSchemas(client);
  const names = definitionNames(schemas);
  const kinds: ServedKind[] = [];
  for (const path of ['/api', '/apis']) {
    for (const kind of discoveredKinds(await client.get(path, aggregatedDiscovery))) {
      const definition = names.get(`${kind.group}/${kind.version}/${kind.kind}`);
      if (definition === undefined)
        throw new Error(`OpenAPI does not describe ${kind.group}/${kind.version} ${kind.kind}.`);
      kinds.push({ ...kind, definition });
    }
  }
  const definitions = new Map(Object.entries(wireTypes));
  for (const [name, schema] of schemas) {
    if (!definitions.has(name)) definitions.set(name, namedDefinition(schema));
  }
  return { kinds, definitions };
}

/** The schemas of all documents of OpenAPI v3. Those that differ between documents list kinds, and no kind refers to them. */
async function readSchemas(client: ApiClient): Promise<Map<string, JsonObject>> {
  const schemas = new Map<string, JsonObject>();
  const index = objectAt(await client.get('/openapi/v3'), 'paths');
  for (const document of Object.values(index)) {
    const url = isObject(document) ? document.serverRelativeURL : undefined;
    if (typeof url !== 'string') continue;
    const components = objectAt(await client.get(url), 'components');
    for (const [name, schema] of Object.entries(objectAt(components, 'schemas'))) {
      if (isObject(schema)) schemas.set(name, schema);
    }
  }
  return schemas;
}

function objectAt(value: JsonValue | undefined, key: string): JsonObject {
  const child = isObject(value) ? value[key] : undefined;
  return isObject(child) ? child : {};
}

function definitionNames(schemas: ReadonlyMap<string, JsonObject>): Map<string, string> {
  const names = new Map<string, string>();
  for (const [name, schema] of schemas) {
    const served = schema['x-kubernetes-group-version-kind'];
    // What many groups share (DeleteOptions, WatchEvent) is not a kind of any of them.
    if (!Array.isArray(served) || served.length !== 1) continue;
    const { group, version, kind } = served[0] as Record<string, string>;
    names.set(`${group}/${version}/${kind}`, name);
  }
  return names;
}

/** The kinds of resources; what only a subresource takes (Scale, Eviction, TokenRequest) is none. */
function* discoveredKinds(discovery: JsonValue): Generator<Omit<ServedKind, 'definition'>> {
  for (const group of listAt(discovery, 'items')) {
    const groupName = objectAt(group, 'metadata').name ?? '';
    for (const version of listAt(group, 'versions')) {
      for (const resource of listAt(version, 'resources')) {
        const subresources = listAt(resource, 'subresources').map(({ subresource }) => subresource);
        yield {
          group: String(groupName),
          version: String(version.version),
          kind: String(objectAt(resource, 'responseKind').kind),
          plural: String(resource.resource),
          scope: resource.scope === 'Cluster' ? 'Cluster' : 'Namespaced',
          builtin: true,
          ...(subresources.includes('status') && { statusSubresource: true }),
          ...(!(resource.verbs as string[]).includes('patch') && { noPatch: true }),
        };
      }
    }
  }
}

function listAt(value: JsonValue, key: string): readonly JsonObject[] {
  const child = isObject(value) ? value[key] : undefined;
  return Array.isArray(child) ? child.filter(isObject) : [];
}

function namedDefinition(schema: JsonObject): Definition {
  const definition = withoutZeroValues(definitionOf(schema, reference));
  // The JSON-or-schema unions of custom resource definitions: OpenAPI leaves them open, and so does the server.
  return Object.keys(definition).length === 0 ? { preserveUnknownFields: true } : definition;
}

/**
 * OpenAPI gives every Go field that is always written its zero value as default. Where the field is required, that would
 * say that it may be absent; of items and values of maps it says nothing.
 */
function withoutZeroValues(definition: Definition): Definition {
  const { properties, items, additionalProperties, required = [] } = definition;
  return {
    ...definition,
    ...(properties && {
      properties: mapValues(properties, (child, name) =>
        withoutZeroValues(required.includes(name) ? withoutZeroDefault(child) : child),
      ),
    }),
    ...(items && { items: withoutZeroValues(withoutZeroDefault(items)) }),
    ...(typeof additionalProperties === 'object' && {
      additionalProperties: withoutZeroValues(withoutZeroDefault(additionalProperties)),
    }),
  };
}

function withoutZeroDefault(definition: Definition): Definition {
  const { default: value, ...rest } = definition;
  return value === '' || value === 0 || value === false ? rest : definition;
}

function mapValues<T>(record: Readonly<Record<string, T>>, change: (value: T, key: string) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
}

/** A reference stands alone or, where it has a default, as the only branch of `allOf`. */
const reference: ReferenceReader = (schema) => {
  const branches = schema.allOf;
  const target = Array.isArray(branches) && branches.length === 1 ? branches[0] : schema;
  const path = isObject(target) ? target.$ref : undefined;
  if (typeof path !== 'string') return undefined;
  const { default: value, nullable } = definitionOf({ ...schema, allOf: null });
  // An empty object as default is the zero value of a Go struct: absent and empty are the same to the server.
  const isEmpty = isObject(value) && Object.keys(value).length === 0;
  return {
    $ref: path.slice(path.lastIndexOf('/') + 1),
    ...(value !== undefined && !isEmpty && { default: value }),
    ...(nullable && { nullable }),
  };
};
