import type { Node } from '../../yaml/index.ts';
import type { Schema } from '../../schemas/index.ts';
import type { Evaluation } from './evaluate.ts';
import type { Shape } from './shape.ts';
import { alternativesOf } from './shape.ts';
import { listing, placeName } from './words.ts';

/** Judges allOf, anyOf, oneOf and not of a value. */
export function judgeAlternatives(evaluation: Evaluation, node: Node, shape: Shape): void {
  const { allOf, oneOf, not } = shape.schema;
  for (const schema of allOf ?? []) evaluation.value(node, shape.asBranch(schema));
  const anyOf = alternativesOf(shape.schema);
  if (anyOf && count(evaluation, node, shape, anyOf) === 0) none(evaluation, anyOf, 'at least one');
  if (oneOf) {
    const held = count(evaluation, node, shape, oneOf);
    if (held === 0) none(evaluation, oneOf, 'exactly one');
    if (held > 1) several(evaluation, oneOf);
  }
  if (not && holds(evaluation, node, shape, not)) forbidden(evaluation, not);
}

function holds(evaluation: Evaluation, node: Node, shape: Shape, schema: Schema): boolean {
  return evaluation.facts.aside(() => evaluation.value(node, shape.asBranch(schema))).length === 0;
}

function count(evaluation: Evaluation, node: Node, shape: Shape, schemas: readonly Schema[]): number {
  let held = 0;
  for (const schema of schemas) if (holds(evaluation, node, shape, schema)) held++;
  return held;
}

/** The fields by which alternatives differ, where that is all they ask for. */
function fieldsOf(schemas: readonly Schema[]): string[] | undefined {
  const names = schemas.flatMap((schema) => schema.required ?? []);
  return schemas.every((schema) => schema.required?.length === 1) ? [...new Set(names)] : undefined;
}

function none(evaluation: Evaluation, schemas: readonly Schema[], number: string): void {
  const place = placeName(evaluation.facts.path);
  const fields = fieldsOf(schemas);
  if (fields?.some((field) => evaluation.facts.isMisspelt(field))) return;
  if (fields)
    evaluation.facts.add(
      'schema/alternatives',
      `${place} needs ${number} of ${listing(fields)}`,
      `Add ${listing(fields)}.`,
    );
  else
    evaluation.facts.add(
      'schema/alternatives',
      `${place} fits none of the ${schemas.length} forms that it can take`,
      formsHelp(schemas),
    );
}

function formsHelp(schemas: readonly Schema[]): string {
  const types = schemas.flatMap((schema) => (schema.type && !schema.properties ? [schema.type] : []));
  if (types.length === schemas.length) return `It takes ${listing([...new Set(types)])}.`;
  const patterns = schemas.flatMap((schema) => schema.pattern ?? []);
  return patterns.length === schemas.length
    ? `It must match ${listing(patterns)}.`
    : 'Compare it with the documentation of the field.';
}

function several(evaluation: Evaluation, schemas: readonly Schema[]): void {
  const fields = fieldsOf(schemas);
  const which = fields ? `exactly one of ${listing(fields)}` : 'exactly one of the forms that it can take';
  evaluation.facts.add(
    'schema/alternatives',
    `${placeName(evaluation.facts.path)} takes ${which}, and has several`,
    'Keep one of them and remove the others.',
  );
}

function forbidden(evaluation: Evaluation, schema: Schema): void {
  const place = placeName(evaluation.facts.path);
  const fields = schema.required ?? [];
  const which =
    fields.length > 0
      ? `must not have ${fields.map((name) => `\`${name}\``).join(' together with ')}`
      : 'has a form that is not allowed';
  const help = fields.length > 1 ? 'Remove one of them.' : 'Remove it, or what excludes it.';
  evaluation.facts.add('schema/alternatives', `${place} ${which}`, help);
}
