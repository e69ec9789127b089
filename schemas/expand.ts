import type { Definition } from './definition.ts';
import type { Schema } from './schema.ts';

type Draft = { -readonly [K in keyof Schema]: Schema[K] };

/**
 * Makes {@link Schema}s of definitions: each name once, with all that it refers to, so that equal parts of kinds are
 * one object and a recursive definition is a circle of objects.
 */
export class Expander {
  readonly #find: (name: string) => Definition | undefined;
  readonly #known: Map<string, Schema>;
  /** References with keys of their own: filled in when what they refer to is complete. */
  readonly #pending: (() => void)[] = [];

  /** A name that `find` does not know judges nothing: its schema takes any value. */
  constructor(find: (name: string) => Definition | undefined, known: Iterable<readonly [string, Schema]> = []) {
    this.#find = find;
    this.#known = new Map(known);
  }

  schema(name: string): Schema {
    const schema = this.#named(name);
    for (const fillIn of this.#pending.splice(0)) fillIn();
    return schema;
  }

  #named(name: string): Schema {
    const known = this.#known.get(name);
    if (known) return known;
    const draft: Draft = {};
    this.#known.set(name, draft);
    this.#fill(draft, this.#find(name) ?? { preserveUnknownFields: true });
    return draft;
  }

  #schema(definition: Definition): Schema {
    if (definition.$ref !== undefined) return this.#referred(definition.$ref, definition);
    const draft: Draft = {};
    this.#fill(draft, definition);
    return draft;
  }

  /** What a reference stands for, or a copy of it where keys stand beside the reference. */
  #referred(name: string, { $ref: _self, ...own }: Definition): Schema {
    const target = this.#named(name);
    if (Object.keys(own).length === 0) return target;
    const draft: Draft = {};
    this.#fill(draft, own);
    this.#pending.push(() => Object.assign(draft, { ...target, ...draft }));
    return draft;
  }

  #fill(draft: Draft, definition: Definition): void {
    // Plain loops: this runs for every field of every kind that a run needs.
    for (const keyword in definition) {
      switch (keyword) {
        case 'properties':
          draft.properties = this.#properties(definition.properties!);
          break;
        case 'items':
        case 'not':
          draft[keyword] = this.#schema(definition[keyword]!);
          break;
        case 'additionalProperties':
          draft.additionalProperties =
            definition.additionalProperties === true || this.#schema(definition.additionalProperties!);
          break;
        case 'allOf':
        case 'anyOf':
        case 'oneOf':
          draft[keyword] = definition[keyword]!.map((branch) => this.#schema(branch));
          break;
        default:
          (draft as Record<string, unknown>)[keyword] = definition[keyword as keyof Definition];
      }
    }
  }

  #properties(definitions: Readonly<Record<string, Definition>>): ReadonlyMap<string, Schema> {
    const properties = new Map<string, Schema>();
    for (const name in definitions) properties.set(name, this.#schema(definitions[name]!));
    return properties;
  }
}
