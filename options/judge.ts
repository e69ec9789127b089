import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { Path } from '../findings/index.ts';
import { formats } from './formats.ts';
import { explain } from './explain.ts';
import type { JsonSchema, JsonValue } from './json-schema.ts';
import type { Option } from './option.ts';
import { plainCopy } from './plain.ts';

/** What is wrong with a value: `message` completes the sentence that begins with the option's name. */
export interface OptionProblem {
  readonly path: Path;
  readonly message: string;
}

export type Judged<Output> =
  | { readonly ok: true; readonly value: Output }
  | { readonly ok: false; readonly problems: readonly OptionProblem[] };

/** Judges a value by an option's schema and fills in defaults; the value given is left as it is. */
export function judge<Output>(option: Option<unknown, Output>, value: unknown): Judged<Output> {
  const plain = plainCopy(value);
  if (plain.problems.length > 0) return { ok: false, problems: plain.problems };
  const validate = compiled(option.schema);
  const holder: { value: JsonValue } = { value: plain.value };
  if (validate(holder.value)) return { ok: true, value: holder.value as Output };
  return { ok: false, problems: explain(validate.errors as ErrorObject[], plain.value) };
}

const validators = new WeakMap<JsonSchema, ValidateFunction>();
let ajv: Ajv | undefined;

function compiled(schema: JsonSchema): ValidateFunction {
  const known = validators.get(schema);
  if (known) return known;
  ajv ??= createAjv();
  const validate = ajv.compile(schema);
  validators.set(schema, validate);
  return validate;
}

function createAjv(): Ajv {
  const created = new Ajv({ allErrors: true, strict: true, useDefaults: true, verbose: true });
  created.addVocabulary(['due']);
  for (const [name, format] of Object.entries(formats)) created.addFormat(name, format.accepts);
  return created;
}
