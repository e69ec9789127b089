import type { MapNode, Node } from '../../yaml/index.ts';
import { effectiveNamespace, idOf } from './identity.ts';
import type { Id } from './identity.ts';
import { fieldOf } from './nodes.ts';
import { seenFrom } from './provenance.ts';
import type { Provenance } from './provenance.ts';

/** What becomes of a generated object where one of its name exists. */
export type Behavior = 'unspecified' | 'create' | 'replace' | 'merge';

/** What an object was called before a transformer renamed it. */
export interface PreviousId {
  readonly name: string;
  readonly namespace: string;
  readonly kind: string;
}

/** An object on its way through a build, with what is remembered of it. Its nodes are shared and never changed. */
export class Resource {
  /** null once a patch has deleted it. */
  root: MapNode | null;
  previous: readonly PreviousId[] = [];
  /** Prefixes and suffixes in the order they were added: they tell which of several objects a name means. */
  prefixes: readonly string[] = [];
  suffixes: readonly string[] = [];
  behavior: Behavior = 'unspecified';
  needsHash = false;
  /** Whether it came from a generator, which leaves a note. */
  isGenerated = false;
  /** Where it came from, and the transformers it went through; told only where `buildMetadata` asks. */
  provenance: Provenance | undefined;
  transformations: readonly Provenance[] = [];
  /** The vars that take their value from this object. */
  variables: readonly string[] = [];
  #known: { readonly root: MapNode; readonly id: Id } | undefined;

  constructor(root: MapNode | null) {
    this.root = root;
  }

  /** Another record of the same object, for another overlay, which refers to its directory by a path. */
  copy(via = ''): Resource {
    const copy = new Resource(this.root);
    copy.inherit(this);
    copy.behavior = this.behavior;
    copy.needsHash = this.needsHash;
    copy.isGenerated = this.isGenerated;
    copy.variables = this.variables;
    copy.provenance = this.provenance && seenFrom(via, this.provenance);
    copy.transformations = this.transformations.map((transformation) => seenFrom(via, transformation));
    copy.#known = this.#known;
    return copy;
  }

  /** Takes over what is remembered of the names of another. */
  inherit(other: Resource): void {
    this.previous = other.previous;
    this.prefixes = other.prefixes;
    this.suffixes = other.suffixes;
  }

  /** The present id; of a deleted object an empty one. */
  get id(): Id {
    if (this.root === null) return nobody;
    if (this.#known?.root !== this.root) this.#known = { root: this.root, id: idOf(this.root) };
    return this.#known.id;
  }

  /** All earlier ids, the oldest first. Group and version are those of today. */
  get previousIds(): readonly Id[] {
    if (this.previous.length === 0) return [];
    const { group, version } = this.id;
    return this.previous.map((previous) => ({ group, version, ...previous }));
  }

  /** The id it was read with. */
  get originalId(): Id {
    return this.previousIds[0] ?? this.id;
  }

  /** Whether kustomize would have written notes of its own among the annotations by now. */
  get hasNotes(): boolean {
    return this.previous.length > 0 || this.prefixes.length > 0 || this.suffixes.length > 0 || this.isGenerated;
  }

  rememberId(): void {
    const { id } = this;
    if (id.name === '' || id.kind === '') return;
    this.previous = [...this.previous, { name: id.name, namespace: effectiveNamespace(id), kind: id.kind }];
  }

  /** A patch that takes all annotations away takes the notes away with them. */
  forget(): void {
    this.previous = [];
    this.prefixes = [];
    this.suffixes = [];
    this.behavior = 'unspecified';
    this.needsHash = false;
    this.isGenerated = false;
    this.provenance = undefined;
    this.transformations = [];
  }

  field(name: string): Node | undefined {
    return this.root === null ? undefined : fieldOf(this.root, name);
  }
}

const nobody: Id = { group: '', version: '', kind: '', name: '', namespace: '' };
