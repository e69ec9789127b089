import type { Schema } from '../../schemas/index.ts';

/** What a value is judged as. */
export type ShapeKind =
  | 'object'
  | 'array'
  | 'string'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'int-or-string'
  | 'quantity'
  | 'any';

/** How the surroundings of a schema change what it means. */
export interface Surroundings {
  /** The value passes through Go types: null is absent, required and enum are judged by them. */
  readonly builtin: boolean;
  /** A preserving schema above takes fields that nothing declares. */
  readonly open: boolean;
  /** A branch of allOf, anyOf, oneOf or not: it adds conditions and declares no fields. */
  readonly branch: boolean;
}

/** A schema prepared for walking: what the healthy value needs is precomputed, its children when first asked for. */
export class Shape {
  readonly kind: ShapeKind;
  readonly schema: Schema;
  readonly builtin: boolean;
  readonly branch: boolean;
  /** Fields that nothing declares are taken as they are. */
  readonly open: boolean;
  /** Nothing below this value is judged. */
  readonly free: boolean;
  /** A scalar has more to fulfil than its type. */
  readonly constrained: boolean;
  /** Branches to be judged besides the value itself. */
  readonly branched: boolean;
  /** Fields that must be there: those that no default fills in. */
  readonly required: readonly string[];
  /** The shape that this one is a branch of: its defaults are filled in before the branch is judged. */
  readonly base: Shape | undefined;
  readonly #surroundings: Surroundings;
  readonly #branches = new Map<Schema, Shape>();
  readonly #fields = new Map<string, Shape>();
  #values: Shape | undefined;
  #items: Shape | undefined;

  constructor(schema: Schema, surroundings: Surroundings, base?: Shape) {
    this.schema = schema;
    this.base = base;
    this.#surroundings = surroundings;
    this.kind = kindOf(schema);
    this.builtin = surroundings.builtin;
    this.branch = surroundings.branch;
    this.open = surroundings.open || surroundings.branch || schema.preserveUnknownFields === true || isFreeForm(schema);
    this.constrained = isConstrained(schema);
    this.branched = Boolean(schema.allOf ?? alternativesOf(schema) ?? schema.oneOf ?? schema.not);
    this.required = (schema.required ?? []).filter((name) => isDue(schema.properties?.get(name), surroundings.builtin));
    this.free =
      this.kind === 'any' &&
      this.open &&
      !this.constrained &&
      !this.branched &&
      !asksOfCollections(schema, this.required);
  }

  /** The shape of a declared field; undefined where none is declared. */
  field(name: string): Shape | undefined {
    const known = this.#fields.get(name);
    if (known) return known;
    const schema = this.schema.properties?.get(name);
    if (!schema) return undefined;
    const shape = this.branch ? branchOf(schema, this.builtin, this.base?.field(name)) : this.child(schema);
    this.#fields.set(name, shape);
    return shape;
  }

  /** The shape of values under keys that are not declared; undefined where they are not judged. */
  get values(): Shape | undefined {
    const { additionalProperties } = this.schema;
    if (!additionalProperties || additionalProperties === true) return undefined;
    return (this.#values ??= this.child(additionalProperties));
  }

  get items(): Shape | undefined {
    return this.schema.items && (this.#items ??= this.child(this.schema.items));
  }

  child(schema: Schema): Shape {
    const open = this.#surroundings.open || this.schema.preserveUnknownFields === true;
    return shapeOf(schema, open === this.#surroundings.open ? this.#surroundings : { ...this.#surroundings, open });
  }

  /** The same place judged by one branch of a junctor. */
  asBranch(schema: Schema): Shape {
    let shape = this.#branches.get(schema);
    if (!shape) this.#branches.set(schema, (shape = branchOf(schema, this.builtin, this.base ?? this)));
    return shape;
  }

  /** The metadata of any object passes through Go types, also that of a custom resource. */
  metadata(): Shape | undefined {
    const schema = this.schema.properties?.get('metadata');
    return schema && shapeOf(schema, { builtin: true, open: false, branch: false });
  }
}

function branchOf(schema: Schema, builtin: boolean, base: Shape | undefined): Shape {
  return new Shape(schema, { builtin, open: true, branch: true }, base);
}

const known = new Map<number, WeakMap<Schema, Shape>>();

/** The shape of a schema; the same one for the same schema and surroundings. */
export function shapeOf(schema: Schema, surroundings: Surroundings): Shape {
  const index = Number(surroundings.builtin) + 2 * Number(surroundings.open) + 4 * Number(surroundings.branch);
  let shapes = known.get(index);
  if (!shapes) known.set(index, (shapes = new WeakMap()));
  let shape = shapes.get(schema);
  if (!shape) shapes.set(schema, (shape = new Shape(schema, surroundings)));
  return shape;
}

function kindOf(schema: Schema): ShapeKind {
  if (schema.format === 'quantity') return 'quantity';
  if (schema.intOrString) return 'int-or-string';
  return schema.type ?? 'any';
}

/** An object that declares nothing takes anything. */
function isFreeForm(schema: Schema): boolean {
  if (schema.additionalProperties === true) return true;
  return schema.additionalProperties === undefined && (schema.properties === undefined || schema.properties.size === 0);
}

function isConstrained(schema: Schema): boolean {
  return [
    schema.enum,
    schema.format,
    schema.pattern,
    schema.minimum,
    schema.maximum,
    schema.multipleOf,
    schema.minLength,
    schema.maxLength,
  ].some((keyword) => keyword !== undefined);
}

/** Whether a schema without a type has anything to ask of a map or a list. */
function asksOfCollections(schema: Schema, required: readonly string[]): boolean {
  const { properties, items, minProperties, maxProperties, minItems, maxItems } = schema;
  if (properties || items || required.length > 0) return true;
  return [minProperties, maxProperties, minItems, maxItems].some((bound) => bound !== undefined);
}

/** A default fills a field in; Go types cannot tell an absent truth value or quantity from false and 0. */
function isDue(field: Schema | undefined, builtin: boolean): boolean {
  if (field?.default !== undefined) return false;
  return !builtin || (field?.type !== 'boolean' && field?.format !== 'quantity');
}

/** anyOf, unless it only repeats what int-or-string says already. */
export function alternativesOf(schema: Schema): readonly Schema[] | undefined {
  const repeats = schema.intOrString && schema.anyOf?.every(({ type }) => type === 'integer' || type === 'string');
  return repeats ? undefined : schema.anyOf;
}
