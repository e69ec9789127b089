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
  #pending: (() => void)[] = [];
  #depth = 0;

  /** A name that `find` does not know judges nothing: its schema takes any value. */
  constructor(find: (name: string) => Definition | undefined, known: Iterable<readonly [string, Schema]> = []) {
    this.#find = find;
    this.#known = new Map(known);
  }

  named(name: string): Schema {
    const known = this.#known.get(name);
    if (known) return known;
    const draft: Draft = {};
    this.#known.set(name, draft);
    this.#finishing(() => this.#fill(draft, this.#find(name) ?? { preserveUnknownFields: true }));
    return draft;
  }

  schema(definition: Definition): Schema {
    const { $ref, ...own } = definition;
    if ($ref === undefined) {
      const draft: Draft = {};
      this.#finishing(() => this.#fill(draft, definition));
      return draft;
    }
    const target = this.named($ref);
    for (const _ in own) return this.#refined(target, own);
    return target;
  }

  /** A copy of a schema with further keys. */
  #refined(target: Schema, own: Definition): Schema {
    const draft: Draft = {};
    this.#finishing(() => {
      this.#pending.push(() => {
        Object.assign(draft, target);
        this.#fill(draft, own);
      });
    });
    return draft;
  }

  #fill(draft: Draft, definition: Definition): void {
    const { $ref, properties, additionalProperties, items, allOf, anyOf, oneOf, not, ...plain } = definition;
    Object.assign(draft, plain);
    if (properties) {
      const map = new Map<string, Schema>();
      for (const name of Object.keys(properties)) map.set(name, this.schema(properties[name]!));
      draft.properties = map;
    }
    if (additionalProperties) {
      draft.additionalProperties = additionalProperties === true || this.schema(additionalProperties);
    }
    if (items) draft.items = this.schema(items);
    if (allOf) draft.allOf = allOf.map((branch) => this.schema(branch));
    if (anyOf) draft.anyOf = anyOf.map((branch) => this.schema(branch));
    if (oneOf) draft.oneOf = oneOf.map((branch) => this.schema(branch));
    if (not) draft.not = this.schema(not);
    if ($ref !== undefined) throw new Error(`a definition that is only a reference, to ${$ref}`);
  }

  #finishing(work: () => void): void {
    this.#depth++;
    work();
    // Only outside of all other work is every schema that a pending one refers to complete.
    if (this.#depth === 1) {
      for (const complete of this.#pending) complete();
      this.#pending = [];
    }
    this.#depth--;
  }
}
