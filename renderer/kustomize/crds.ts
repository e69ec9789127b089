import { toJson } from '../../yaml/index.ts';
import type { JsonValue } from '../../yaml/index.ts';
import { makeConfig } from './field-config.ts';
import type { FieldConfig, NameReference } from './field-config.ts';
import type { FieldSpec } from './field-spec.ts';
import type { Files } from './files.ts';
import { jsonOrYaml } from './kustomization.ts';
import type { Text } from './shape.ts';

type Members = { readonly [key: string]: JsonValue };

interface Found {
  readonly commonAnnotations: FieldSpec[];
  readonly commonLabels: FieldSpec[];
  readonly namePrefix: FieldSpec[];
  readonly references: NameReference[];
}

/**
 * What a file of `crds` says of the fields of custom resources: definitions by type name, whose properties are marked by
 * extensions as annotations, label selectors, names, or names of other objects.
 */
export function readCrds(files: Files, path: string, { node }: Text): FieldConfig {
  const root = jsonOrYaml(files.source(path, node));
  const types = membersOf(root && toJson(root, 'kubectl'));
  const found: Found = { commonAnnotations: [], commonLabels: [], namePrefix: [], references: [] };
  for (const name of Object.keys(types)) {
    const properties = propertiesOf(types, name);
    const isObject = ['kind', 'apiVersion', 'metadata'].every((field) => properties[field] !== undefined);
    if (isObject) collect(types, name, name.split('.').at(-1) as string, [], found);
  }
  return makeConfig((list) => found[list as 'commonLabels'] ?? [], found.references);
}

function collect(types: Members, type: string, kind: string, path: readonly string[], found: Found): void {
  for (const [name, value] of Object.entries(propertiesOf(types, type))) {
    const property = membersOf(value);
    const here = [...path, name];
    const extension = (key: string) => textOf(property[`x-kubernetes-${key}`]);
    if (extension('annotation') !== undefined) found.commonAnnotations.push(specOf(kind, here));
    if (extension('label-selector') !== undefined) found.commonLabels.push(specOf(kind, here));
    if (extension('identity') !== undefined) found.namePrefix.push(specOf(kind, here));
    const version = extension('object-ref-api-version');
    const target = extension('object-ref-kind');
    if (version !== undefined && target !== undefined) {
      const key = extension('object-ref-name-key') ?? 'name';
      const referrers = [specOf(kind, [...here, key])];
      found.references.push({ target: { group: '', version, kind: target }, referrers });
    }
    const reference = textOf(property['$ref']);
    // A type that contains itself would never end; kustomize breaks on it.
    if (reference !== undefined && path.length < 100) collect(types, reference, kind, here, found);
  }
}

function specOf(kind: string, path: readonly string[]): FieldSpec {
  return { group: '', version: '', kind, path: path.join('/'), create: false };
}

function propertiesOf(types: Members, name: string): Members {
  const definition = membersOf(types[name]);
  const schema = Object.entries(definition).find(([key]) => key.toLowerCase() === 'schema')?.[1];
  return membersOf(membersOf(schema)['properties']);
}

function membersOf(value: JsonValue | undefined): Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {};
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
