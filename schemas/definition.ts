import type { Schema } from './schema.ts';

/**
 * A schema as packs store it: {@link Schema} as JSON. `properties` is an object sorted by name,
 * `$ref` stands for the definition of that name, and keys beside `$ref` win over those of the definition.
 */
export interface Definition extends Omit<
  Schema,
  'properties' | 'additionalProperties' | 'items' | 'allOf' | 'anyOf' | 'oneOf' | 'not'
> {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Definition>>;
  readonly additionalProperties?: Definition | true;
  readonly items?: Definition;
  readonly allOf?: readonly Definition[];
  readonly anyOf?: readonly Definition[];
  readonly oneOf?: readonly Definition[];
  readonly not?: Definition;
}

/** The definition of the metadata that every object has; the Kubernetes pack brings it. */
export const objectMeta = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

/** Begins the names of parts that a pack stores once because they stand in several places; they mean what they contain. */
export const sharedPrefix = '#';

/** The definitions that stand directly inside a definition. */
export function* nested(definition: Definition): Generator<Definition> {
  if (definition.properties) yield* Object.values(definition.properties);
  if (definition.additionalProperties && definition.additionalProperties !== true) {
    yield definition.additionalProperties;
  }
  if (definition.items) yield definition.items;
  yield* definition.allOf ?? [];
  yield* definition.anyOf ?? [];
  yield* definition.oneOf ?? [];
  if (definition.not) yield definition.not;
}

/** A copy of a definition whose nested definitions are changed. */
export function mapNested(definition: Definition, change: (nested: Definition) => Definition): Definition {
  const { properties, additionalProperties, items, not } = definition;
  return {
    ...definition,
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, child]) => [name, change(child)])),
    }),
    ...(typeof additionalProperties === 'object' && { additionalProperties: change(additionalProperties) }),
    ...(items && { items: change(items) }),
    ...(definition.allOf && { allOf: definition.allOf.map(change) }),
    ...(definition.anyOf && { anyOf: definition.anyOf.map(change) }),
    ...(definition.oneOf && { oneOf: definition.oneOf.map(change) }),
    ...(not && { not: change(not) }),
  };
}

/** The names of all definitions that one definition needs, itself included, sorted. */
export function reachable(name: string, find: (name: string) => Definition | undefined): readonly string[] {
  const seen = new Set([name]);
  const visit = (definition: Definition): void => {
    if (definition.$ref !== undefined) seen.add(definition.$ref);
    for (const child of nested(definition)) visit(child);
  };
  // A set hands out what is added while it is walked.
  for (const each of seen) {
    const definition = find(each);
    if (definition) visit(definition);
  }
  return [...seen].sort();
}
