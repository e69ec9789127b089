import type { Node } from './node.ts';
import type { Grammar } from './parse-grammar.ts';
import type { Alias } from './parse-node.ts';
import { conforming, type Property, takes } from './parse-property.ts';
import type { SimpleKeys } from './parse-simple-keys.ts';
import { type Cursor, Refusal } from './scan-cursor.ts';

/**
 * Holds back the last node and its properties, because the `:` that makes a key of it comes after it, and hands them to
 * the grammar. Behind the root it only counts tokens.
 */
export class Held {
  node: Node | null = null;
  properties: Property[] = [];
  /** Tokens seen behind the root; -1 while the root is being read. */
  tail = -1;
  tailStart = 0;
  private readonly cursor: Cursor;
  private readonly grammar: Grammar;
  private readonly keys: SimpleKeys;

  constructor(cursor: Cursor, grammar: Grammar, keys: SimpleKeys) {
    this.cursor = cursor;
    this.grammar = grammar;
    this.keys = keys;
  }

  /** Whether the document is complete, and tokens are only counted. */
  get behindRoot(): boolean {
    return this.tail >= 0;
  }

  hold(node: Node): void {
    if (this.tail >= 0) this.tail++;
    else this.node = node;
  }

  /** Hands over what is held: the node, or the empty node that bare properties stand for. */
  flush(): void {
    const { node, properties } = this;
    if (node === null && properties.length === 0) return;
    const key = this.keys.current;
    if (key.possible) {
      if (key.required) throw this.keys.missingColon(key);
      key.consumed = true;
    }
    this.node = null;
    if (properties.length === 0) this.give(node as Node);
    else {
      this.properties = [];
      this.deliver(node, properties);
    }
  }

  /** Hands a node with its properties over. Properties that one node cannot carry stand for empty nodes, as the Go readers see it. */
  deliver(node: Node | null, properties: readonly Property[]): void {
    if (this.tail >= 0) {
      this.tail += properties.length + (node === null ? 0 : 1);
    } else if (properties.length === 0) {
      if (node !== null) this.give(node);
    } else {
      const used = conforming(properties);
      const whole = node !== null && used === properties.length && takes(node, properties);
      const owner = whole ? node : this.grammar.empty((properties[used - 1] as Property).end);
      this.endow(owner, properties.slice(0, used));
      this.give(owner);
      if (!whole) this.deliver(node, properties.slice(used));
    }
  }

  /** Takes the properties for a collection that begins here; those that do not fit together become empty nodes first. */
  takeProperties(): { tag: string; anchor: string } {
    let { properties } = this;
    this.properties = [];
    while (properties.length > 0 && conforming(properties) < properties.length) {
      const used = conforming(properties);
      this.deliver(null, properties.slice(0, used));
      properties = properties.slice(used);
    }
    if (this.tail >= 0) this.tail += properties.length;
    return {
      tag: properties.find(({ kind }) => kind === 'tag')?.value ?? '',
      anchor: properties.find(({ kind }) => kind === 'anchor')?.value ?? '',
    };
  }

  /** Properties at the root that one node cannot carry are settled as soon as no key can begin with them. */
  settle(): void {
    const key = this.keys.current;
    if (!this.grammar.atStart || (key.possible && this.keys.isNear(key))) return;
    if (conforming(this.properties) < this.properties.length) this.flush();
  }

  /** The root may be complete now. */
  checkRoot(): void {
    if (this.grammar.done) this.beginTail(this.cursor.pos);
  }

  beginTail(offset: number): void {
    if (this.tail >= 0) return;
    this.tail = 0;
    this.tailStart = offset;
  }

  private give(node: Node): void {
    if (node.kind === 'alias') this.resolve(node as Alias);
    this.grammar.deliver(node);
    this.checkRoot();
  }

  private resolve(alias: Alias): void {
    const { name, start, end } = alias;
    const target = this.grammar.anchors.get(name);
    if (target === undefined) {
      throw new Refusal(
        'unknown-anchor',
        `There is no anchor &${name} above this alias.`,
        'Quote the value when it is meant to be text.',
        start,
        end,
      );
    }
    alias.target = target;
  }

  private endow(node: Node, properties: readonly Property[]): void {
    for (const { kind, value } of properties) {
      if (kind === 'tag') node.tag = value;
      else {
        node.anchor = value;
        this.grammar.anchors.set(value, node);
      }
    }
  }
}
