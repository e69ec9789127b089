import { Failure } from './failure.ts';
import type { Place } from './failure.ts';
import { describe, keyOf } from './identity.ts';
import type { Id } from './identity.ts';
import { isEmpty } from './nodes.ts';
import type { Resource } from './resource.ts';

/** The objects of a build in the order they came; no two of one id are ever added. */
export class ResourceMap {
  #list: Resource[] = [];
  /** The present ids, as long as nobody may have renamed one. */
  #keys: Set<string> | undefined = new Set();

  get list(): readonly Resource[] {
    return this.#list;
  }

  /** Adds an object; fails where one of its id is there. */
  append(resource: Resource, place?: Place): void {
    this.#keys ??= new Set(this.#list.map(({ id }) => keyOf(id)));
    const key = keyOf(resource.id);
    if (this.#keys.has(key)) throw duplicate(resource, this.#list, place);
    this.#keys.add(key);
    this.#list.push(resource);
  }

  /** Adds an object whatever its id is. */
  add(resource: Resource): void {
    this.#list.push(resource);
    this.#keys = undefined;
  }

  /** To be called after objects were changed in place. */
  changed(): void {
    this.#keys = undefined;
  }

  /** Forgets the objects that were deleted or emptied. */
  dropEmpty(): void {
    if (this.#list.some(({ root }) => isEmpty(root ?? undefined))) this.keep(({ root }) => !isEmpty(root ?? undefined));
  }

  keep(isKept: (resource: Resource) => boolean): void {
    this.#list = this.#list.filter(isKept);
    this.#keys = undefined;
  }

  replaceAt(index: number, resource: Resource): void {
    this.#list[index] = resource;
    this.#keys = undefined;
  }

  /** Gives the list another order. */
  sort(compare: (one: Resource, other: Resource) => number): void {
    this.#list.sort(compare);
  }

  /** The objects that have or had an id. */
  matching(isMeant: (id: Id) => boolean): Resource[] {
    return this.#list.filter(
      (resource) =>
        !isEmpty(resource.root ?? undefined) && (isMeant(resource.id) || resource.previousIds.some(isMeant)),
    );
  }

  /** Fails where two objects have one id. */
  demandUnique(): void {
    const seen = new Set<string>();
    for (const resource of this.#list) {
      const key = keyOf(resource.id);
      if (seen.has(key)) throw duplicate(resource, this.#list);
      seen.add(key);
    }
  }
}

function duplicate(resource: Resource, list: readonly Resource[], place?: Place): Failure {
  const key = keyOf(resource.id);
  const first = list.find((other) => other !== resource && keyOf(other.id) === key);
  const where = first?.root ? `; the first is in ${first.root.source.path}` : '';
  const message = `${describe(resource.id)} is there twice${where}.`;
  return new Failure('duplicate-id', message, resource.root ?? (place as Place));
}
