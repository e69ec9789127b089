import type { ErrorObject } from 'ajv';
import { suggest, type Path } from '../findings/index.ts';
import { formats, type Format } from './formats.ts';
import type { JsonSchema, JsonValue } from './json-schema.ts';
import type { OptionProblem } from './judge.ts';

/** ajv's errors in our words, one problem for each fact, in the order of the value. */
export function explain(errors: readonly ErrorObject[], value: JsonValue): OptionProblem[] {
  const problems = new Map<string, OptionProblem>();
  for (const error of withoutBranches(errors)) {
    // Each broken name is told by its own error.
    if (error.keyword === 'propertyNames') continue;
    const path = pathOf(error.instancePath, value);
    const problem = { path: pathTo(path, error), message: sentence(error) };
    problems.set(JSON.stringify(problem), problem);
  }
  return [...problems.values()];
}

/**
 * A failed `anyOf` reports the errors of every branch. Where exactly one branch has the right type, its errors are
 * the useful ones; otherwise only the `anyOf` itself is told.
 */
function withoutBranches(errors: readonly ErrorObject[]): ErrorObject[] {
  let kept = [...errors];
  for (const union of errors.filter((error) => error.keyword === 'anyOf')) {
    const inside = (error: ErrorObject): boolean => error.schemaPath.startsWith(`${union.schemaPath}/`);
    const branch = onlyFittingBranch(union, kept.filter(inside));
    kept = kept.filter((error) =>
      branch === undefined ? !inside(error) : error !== union && (!inside(error) || inBranch(error, union, branch)),
    );
  }
  return kept;
}

function onlyFittingBranch(union: ErrorObject, inside: readonly ErrorObject[]): number | undefined {
  const branches = (union.parentSchema as JsonSchema).anyOf ?? [];
  const fitting = branches
    .map((_, index) => index)
    .filter((index) => !inside.some((error) => inBranch(error, union, index) && mismatch(error, union)));
  return fitting.length === 1 ? fitting[0] : undefined;
}

function inBranch(error: ErrorObject, union: ErrorObject, branch: number): boolean {
  return error.schemaPath.startsWith(`${union.schemaPath}/${branch}/`);
}

function mismatch(error: ErrorObject, union: ErrorObject): boolean {
  return error.instancePath === union.instancePath && ['type', 'const', 'enum'].includes(error.keyword);
}

function pathTo(path: Path, error: ErrorObject): Path {
  if (error.keyword === 'additionalProperties') return [...path, error.params['additionalProperty'] as string];
  if (error.keyword === 'required') return [...path, error.params['missingProperty'] as string];
  if (error.propertyName !== undefined) return [...path, error.propertyName];
  return path;
}

/** The rest of the sentence that begins with the option's name. */
function sentence(error: ErrorObject): string {
  const schema = error.parentSchema as JsonSchema;
  const given = error.propertyName === undefined ? `is ${show(error.data)}` : 'is not a name for it';
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownOption(error, schema);
    case 'required':
      return 'is required';
    case 'type':
      return `${given}, expected ${schema.due ?? typeNames[error.params['type'] as keyof typeof typeNames]}`;
    case 'format':
      return `${given}, expected ${formats[schema.format as Format].due}`;
    case 'enum':
      return `${given}, expected one of ${(schema.enum ?? []).join(', ')}${suggestion(error.data, schema.enum ?? [])}`;
    default:
      return `${given}, expected ${schema.due ?? bound(error)}`;
  }
}

const typeNames = {
  object: 'an object',
  array: 'a list',
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
};

function bound(error: ErrorObject): string {
  const limit = String(error.params['limit']);
  const words: { [keyword: string]: string } = {
    minimum: `a number of at least ${limit}`,
    maximum: `a number of at most ${limit}`,
    minLength: 'a text that is not empty',
    maxLength: `a text of at most ${limit} characters`,
    minItems: `a list of at least ${limit}`,
    maxItems: `a list of at most ${limit}`,
    minProperties: `an object with at least ${limit} entry`,
    maxProperties: `an object with at most ${limit} entries`,
    uniqueItems: 'a list without duplicates',
    const: JSON.stringify(error.params['allowedValue']),
    pattern: `a text that matches ${String(error.params['pattern'])}`,
  };
  return words[error.keyword] ?? `something else (${error.keyword})`;
}

function unknownOption(error: ErrorObject, schema: JsonSchema): string {
  const known = Object.keys(schema.properties ?? {});
  return `is not an option here${suggestion(error.params['additionalProperty'], known) || `; known are ${known.join(', ')}`}`;
}

function suggestion(given: unknown, known: readonly unknown[]): string {
  if (typeof given !== 'string') return '';
  const near = suggest(
    given,
    known.filter((word) => typeof word === 'string'),
  );
  return near === undefined ? '' : `; did you mean ${near}?`;
}

function show(data: unknown): string {
  if (Array.isArray(data)) return data.length === 0 ? 'an empty list' : 'a list';
  if (typeof data === 'object' && data !== null) return 'an object';
  const text = JSON.stringify(data);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** Splits ajv's JSON pointer; steps into lists become numbers. */
function pathOf(pointer: string, value: JsonValue): Path {
  const path: (string | number)[] = [];
  let at: unknown = value;
  for (const raw of pointer.split('/').slice(1)) {
    const key = raw.replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(Array.isArray(at) ? Number(key) : key);
    at = at === null || at === undefined ? at : (at as { [key: string]: unknown })[key];
  }
  return path;
}
