import type { Format } from './formats.ts';
import type { JsonObject, JsonSchema, JsonValue } from './json-schema.ts';
import type { Fields, InputOf, ObjectInput, ObjectOutput, Option, OutputOf, RequiredOption } from './option.ts';

function required<Input, Output = Input>(schema: JsonSchema): RequiredOption<Input, Output> {
  return { schema, presence: 'required' };
}

/** A string; `due` says in words what `pattern` asks for. */
export function text(
  rules: { pattern?: string; due?: string; minLength?: number; maxLength?: number } = {},
): RequiredOption<string> {
  return required({ type: 'string', minLength: 1, ...rules });
}

/** A string of a known format: a quantity, a duration, a DNS name. */
export function formatted(format: Format): RequiredOption<string> {
  return required({ type: 'string', format });
}

/** A whole number within bounds, both inclusive. */
export function integer(minimum: number, maximum: number): RequiredOption<number> {
  return required({ type: 'integer', minimum, maximum });
}

export function boolean(): RequiredOption<boolean> {
  return required({ type: 'boolean' });
}

/** One of a few words. */
export function choice<const T extends string>(...values: readonly T[]): RequiredOption<T> {
  return required({ type: 'string', enum: values });
}

export function list<O extends Option<unknown, unknown>>(
  item: O,
  rules: { minItems?: number; maxItems?: number; uniqueItems?: boolean } = {},
): RequiredOption<readonly InputOf<O>[], readonly OutputOf<O>[]> {
  return required({ type: 'array', items: item.schema, ...rules });
}

/** A map from names of one format to values of one shape. */
export function record<O extends Option<unknown, unknown>>(
  value: O,
  rules: { names?: Option<string>; minProperties?: number; maxProperties?: number } = {},
): RequiredOption<{ readonly [name: string]: InputOf<O> }, { readonly [name: string]: OutputOf<O> }> {
  const { names, ...bounds } = rules;
  return required({
    type: 'object',
    additionalProperties: value.schema,
    ...(names && { propertyNames: names.schema }),
    ...bounds,
  });
}

/** An object with exactly these properties. */
export function object<const F extends Fields>(fields: F): RequiredOption<ObjectInput<F>, ObjectOutput<F>> {
  const properties: { [name: string]: JsonSchema } = {};
  const due: string[] = [];
  for (const [name, field] of Object.entries(fields)) {
    properties[name] = field.schema;
    if (field.presence === 'required') due.push(name);
  }
  return required({ type: 'object', properties, required: due, additionalProperties: false });
}

/** A free-form object: Helm values, patches. */
export function freeObject(): RequiredOption<JsonObject> {
  return required({ type: 'object' });
}

/** One of several shapes. The shapes carry no defaults: JSON Schema cannot say which of them would apply. */
export function either<const O extends readonly Option<unknown, unknown>[]>(
  due: string,
  ...shapes: O
): RequiredOption<InputOf<O[number]>, OutputOf<O[number]>> {
  return required({ anyOf: shapes.map((shape) => shape.schema), due });
}

/** Exactly this value. */
export function literal<const T extends string | boolean>(value: T): RequiredOption<T> {
  return required({ const: value });
}

/** A property that may be left out; nothing stands in its place. */
export function optional<Input, Output>(option: Option<Input, Output>): Option<Input, Output, 'optional'> {
  return { schema: option.schema, presence: 'optional' };
}

/** A property that may be left out; `value`, itself completed by its own defaults, stands in its place. */
export function defaulted<Input, Output>(
  option: Option<Input, Output>,
  value: Input & JsonValue,
): Option<Input, Output, 'defaulted'> {
  return { schema: { ...option.schema, default: value }, presence: 'defaulted' };
}

/** Any value that JSON can carry. */
export function anything(): RequiredOption<JsonValue> {
  return required({});
}

/** An option with its documentation, one or two sentences: what it is for, and what stands in its place. */
export function about<O extends Option<unknown, unknown>>(description: string, option: O): O {
  return { ...option, schema: { ...option.schema, description } };
}
