import { toJson } from '../../../yaml/index.ts';
import type { JsonValue, Node } from '../../../yaml/index.ts';
import type { TypeTable } from './schemas.ts';

type Members = { readonly [key: string]: JsonValue };
type Types = Record<string, Record<string, string>>;

/** What an OpenAPI document of a kustomization (`openapi.path`) says of lists that are merged, in place of what kustomize knows. */
export function typesOf(document: Node): TypeTable {
  const kinds: Record<string, string> = {};
  const types: Types = {};
  for (const [name, definition] of Object.entries(membersOf(membersOf(toJson(document, 'kubectl'))['definitions']))) {
    addType(name, membersOf(definition), types);
    for (const entry of itemsOf(membersOf(definition)['x-kubernetes-group-version-kind'])) {
      const { group, version, kind } = membersOf(entry);
      kinds[`${group ? `${textOf(group)}/` : ''}${textOf(version)} ${textOf(kind)}`] = name;
    }
  }
  return { kinds, types };
}

function addType(name: string, schema: Members, types: Types): void {
  const fields: Record<string, string> = {};
  types[name] = fields;
  for (const [field, value] of Object.entries(membersOf(schema['properties']))) {
    const reference = referenceTo(`${name}/${field}`, membersOf(value), types);
    if (reference !== undefined) fields[field] = reference;
  }
}

/** Where a schema leads, in the notation of openapi-facts. A schema that stands inside another becomes a type of its own. */
function referenceTo(name: string, schema: Members, types: Types): string | undefined {
  const target = schema['$ref'];
  if (typeof target === 'string') return target.replace(/^#\/definitions\//, '');
  if (schema['properties'] !== undefined) {
    addType(name, schema, types);
    return name;
  }
  const values = schema['additionalProperties'];
  if (typeof values === 'object' && values !== null) {
    const value = referenceTo(`${name}/*`, membersOf(values), types);
    return value === undefined || /^[*[]/.test(value) ? undefined : `*${value}`;
  }
  return schema['type'] === 'array' ? listReference(name, schema, types) : undefined;
}

function listReference(name: string, schema: Members, types: Types): string | undefined {
  if (!textOf(schema['x-kubernetes-patch-strategy']).split(',').includes('merge')) return undefined;
  const mapKeys = itemsOf(schema['x-kubernetes-list-map-keys']).map(textOf);
  const mergeKey = textOf(schema['x-kubernetes-patch-merge-key']);
  const keys = mapKeys.length > 0 ? mapKeys : mergeKey === '' ? [] : [mergeKey];
  const item = referenceTo(`${name}/[]`, membersOf(schema['items']), types) ?? '';
  return [`[]${/^[*[]/.test(item) ? '' : item}`, ...keys].join(' ');
}

function membersOf(value: JsonValue | undefined): Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {};
}

function itemsOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
