import type { Node } from '../../../yaml/index.ts';
import { fieldOf, textOf } from '../nodes.ts';
import { kinds, types } from '../openapi-facts.ts';

/** What a strategic merge patch knows of a place in an object. */
export interface Schema {
  /** The keys by which items are told apart, of a list that is merged; none for a list of single values. */
  readonly mergeKeys?: readonly string[];
  /** What is known of the items of such a list. */
  readonly item?: Schema | undefined;
  field(name: string): Schema | undefined;
}

/** Where the fields of types lead, in the notation of openapi-facts: `Type`, `*Type`, `[]Type key…`. */
export interface TypeTable {
  readonly kinds: Readonly<Record<string, string>>;
  readonly types: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The schemas of the kinds that kustomize knows, made as they are asked for. */
export class Schemas {
  readonly #table: TypeTable;
  readonly #types = new Map<string, Schema>();
  readonly #references = new Map<string, Schema | undefined>();

  constructor(table: TypeTable) {
    this.#table = table;
  }

  /** The schema of an object by the apiVersion and kind that it says, at whatever depth it stands. */
  of(object: Node | undefined): Schema | undefined {
    const kind = textOf(fieldOf(object, 'kind'));
    if (kind === '') return undefined;
    const type = ownValue(this.#table.kinds, `${textOf(fieldOf(object, 'apiVersion'))} ${kind}`);
    return type === undefined ? undefined : this.#type(type);
  }

  #type(name: string): Schema {
    let schema = this.#types.get(name);
    if (schema === undefined) {
      const fields = ownValue(this.#table.types, name) ?? {};
      schema = { field: (field) => this.#reference(ownValue(fields, field)) };
      this.#types.set(name, schema);
    }
    return schema;
  }

  #reference(reference: string | undefined): Schema | undefined {
    if (reference === undefined) return undefined;
    if (!this.#references.has(reference)) this.#references.set(reference, this.#read(reference));
    return this.#references.get(reference);
  }

  #read(reference: string): Schema {
    if (reference.startsWith('*')) {
      const value = this.#type(reference.slice(1));
      return { field: () => value };
    }
    if (!reference.startsWith('[]')) return this.#type(reference);
    const [type = '', ...mergeKeys] = reference.slice(2).split(' ');
    return { mergeKeys, item: type === '' ? undefined : this.#type(type), field: () => undefined };
  }
}

/** Kubernetes 1.21.2, as every kustomize 5.8 has it. */
export const builtinSchemas = new Schemas({ kinds, types });

function ownValue<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
