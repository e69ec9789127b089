import type { Definition } from './definition.ts';
import type { Schema } from './schema.ts';

type Draft = { -readonly [K in keyof Schema]: Schema[K] };

/**
 * Makes {@link Schema}s of definitions: each name once, so that equal parts of kinds are one object, and fields when they
 * are first asked for, so that a run pays for what its objects use and a recursive definition is a circle of objects.
 */
export class Expander {
  readonly #find: (name: string) => Definition | undefined;
  readonly #known: Map<string, Schema>;

  /** A name that `find` does not know judges nothing: its schema takes any value. */
  constructor(find: (name: string) => Definition | undefined, known: Iterable<readonly [string, Schema]> = []) {
    this.#find = find;
    this.#known = new Map(known);
  }

  named(name: string): Schema {
    const known = this.#known.get(name);
    if (known) return known;
    const schema = this.schema(this.#find(name) ?? { preserveUnknownFields: true });
    this.#known.set(name, schema);
    return schema;
  }

  schema(definition: Definition): Schema {
    const draft: Draft = {};
    // A plain loop: this runs for every field of every object that a run judges.
    for (const keyword in definition) {
      switch (keyword) {
        case '$ref':
          break;
        case 'properties':
          draft.properties = new Fields(definition.properties!, this);
          break;
        case 'items':
        case 'not':
          draft[keyword] = this.schema(definition[keyword]!);
          break;
        case 'additionalProperties':
          draft.additionalProperties =
            definition.additionalProperties === true || this.schema(definition.additionalProperties!);
          break;
        case 'allOf':
        case 'anyOf':
        case 'oneOf':
          draft[keyword] = definition[keyword]!.map((branch) => this.schema(branch));
          break;
        default:
          (draft as Record<string, unknown>)[keyword] = definition[keyword as keyof Definition];
      }
    }
    const { $ref } = definition;
    if ($ref === undefined) return draft;
    const target = this.named($ref);
    return Object.keys(draft).length === 0 ? target : { ...target, ...draft };
  }
}

/** The fields of an object; the schema of each is made when it is first asked for. */
class Fields implements ReadonlyMap<string, Schema> {
  readonly #definitions: Readonly<Record<string, Definition>>;
  readonly #expander: Expander;
  readonly #made = new Map<string, Schema>();
  readonly #names: ReadonlySet<string>;

  constructor(definitions: Readonly<Record<string, Definition>>, expander: Expander) {
    this.#definitions = definitions;
    this.#expander = expander;
    this.#names = new Set(Object.keys(definitions));
  }

  get size(): number {
    return this.#names.size;
  }

  has(name: string): boolean {
    return this.#names.has(name);
  }

  get(name: string): Schema | undefined {
    const made = this.#made.get(name);
    if (made || !this.#names.has(name)) return made;
    const schema = this.#expander.schema(this.#definitions[name]!);
    this.#made.set(name, schema);
    return schema;
  }

  keys(): SetIterator<string> {
    return this.#names.keys();
  }

  values(): MapIterator<Schema> {
    return this.#all().values();
  }

  entries(): MapIterator<[string, Schema]> {
    return this.#all().entries();
  }

  [Symbol.iterator](): MapIterator<[string, Schema]> {
    return this.entries();
  }

  forEach(visit: (schema: Schema, name: string, fields: ReadonlyMap<string, Schema>) => void): void {
    for (const [name, schema] of this) visit(schema, name, this);
  }

  /** All fields in the order of their definitions. */
  #all(): ReadonlyMap<string, Schema> {
    return new Map(Array.from(this.#names, (name) => [name, this.get(name)!]));
  }
}
