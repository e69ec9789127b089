import type { JsonSchema } from '../../options/index.ts';

/**
 * Every option of a schema as a path: `ports.*.protocol`, `servers[].name`; and every choice as `kind=StatefulSet`.
 * The forms that a value may have are taken together.
 */
export function allOptions(schema: JsonSchema, path = ''): string[] {
  const forms = schema.anyOf ?? [];
  const choices = [...(schema.enum ?? []), ...(schema.const === undefined ? [] : [schema.const])];
  return [
    ...choices.map((choice) => `${path}=${String(choice)}`),
    ...forms.flatMap((form) => allOptions(form, path)),
    ...fields(schema).flatMap(([name, each]) => [`${path}.${name}`, ...allOptions(each, `${path}.${name}`)]),
    ...(schema.items ? allOptions(schema.items, `${path}[]`) : []),
    ...(typeof schema.additionalProperties === 'object' ? allOptions(schema.additionalProperties, `${path}.*`) : []),
  ];
}

/** Those of them that a value uses. */
export function usedOptions(schema: JsonSchema, value: unknown, path = ''): string[] {
  const used = (schema.anyOf ?? []).flatMap((form) => usedOptions(form, value, path));
  if (Array.isArray(value)) {
    return [...used, ...value.flatMap((item) => (schema.items ? usedOptions(schema.items, item, `${path}[]`) : []))];
  }
  if (typeof value !== 'object' || value === null) return [...used, `${path}=${String(value)}`];
  const known = Object.fromEntries(fields(schema));
  const others = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined;
  for (const [name, each] of Object.entries(value)) {
    if (each === undefined) continue;
    if (Object.hasOwn(known, name)) used.push(`${path}.${name}`, ...usedOptions(known[name]!, each, `${path}.${name}`));
    else if (others) used.push(...usedOptions(others, each, `${path}.*`));
  }
  return used;
}

function fields({ properties = {} }: JsonSchema): [string, JsonSchema][] {
  return Object.entries(properties);
}
