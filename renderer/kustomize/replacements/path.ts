import { Scalar, expand, parse, resolve, isProblem } from '../../../yaml/index.ts';
import type { Node, ScalarNode } from '../../../yaml/index.ts';
import { Failure } from '../failure.ts';
import type { Place } from '../failure.ts';
import { splitPath } from '../field-walk.ts';
import {
  demandKind,
  fieldOf,
  indexOf,
  isNull,
  listOf,
  mapOf,
  plainNode,
  textOf,
  withField,
  withItems,
  withValueAt,
} from '../nodes.ts';
import { isUntyped, written } from '../written.ts';

/** The parts of a field path between dots; brackets hold dots together, as in `a.[name=x.y].b` and `a.[b.c].d`. */
export function splitFieldPath(path: string): string[] {
  const pieces = splitPath(path, '.');
  const parts: string[] = [];
  for (let i = 0; i < pieces.length; i++) {
    let part = pieces[i] as string;
    if (part.startsWith('[') && !part.endsWith(']')) {
      while (i + 1 < pieces.length && !part.endsWith(']')) part += `.${pieces[++i]}`;
      if (!part.includes('=')) part = part.replace(/^[[\]]+|[[\]]+$/g, '');
    }
    parts.push(part);
  }
  return parts;
}

/** The value at a path; items of lists by index, `-` for the last, or `[key=value]`. */
export function lookUp(root: Node, path: readonly string[]): Node | undefined {
  let node: Node | undefined = root;
  for (const part of path.map((piece) => piece.trim())) {
    if (part === '') continue;
    if (node === undefined) return undefined;
    node = step(node, part);
  }
  return node;
}

function step(node: Node, part: string): Node | undefined {
  if (/^[+-]?\d+$/.test(part) || part === '-') {
    demandKind(node, 'sequence', `The part ${part} of a path`);
    return node.kind === 'sequence' ? node.items.at(part === '-' ? -1 : Number(part)) : undefined;
  }
  if (part === '*') throw new Failure('bad-path', 'A source path has no wildcards.', node);
  if (isListIndex(part)) {
    const { key, pattern } = parseListIndex(part, node);
    demandKind(node, 'sequence', `The part ${part} of a path`);
    if (node.kind !== 'sequence') return undefined;
    return node.items.find((item) =>
      key === ''
        ? textOf(item) === pattern
        : item.kind === 'map' && fieldOf(item, key) && textOf(fieldOf(item, key)) === pattern,
    );
  }
  demandKind(node, 'map', `The part ${part} of a path`);
  return fieldOf(node, part);
}

/** How the values at a path are changed. */
export interface Setting {
  /** What to make where the path leads to nothing; undefined to make nothing. */
  readonly create: 'map' | 'sequence' | 'scalar' | undefined;
  /** The new value in place of an old one; undefined for one that was just made. */
  set(old: Node | undefined): Node;
  /** How many values were set. */
  count: number;
}

/** Sets all values that a path leads to; `*` and `[key=pattern]` lead to several. */
export function setAt(node: Node, path: readonly string[], setting: Setting, isFresh = false): Node {
  const [part, ...rest] = path;
  if (part === undefined) {
    setting.count++;
    return setting.set(isFresh ? undefined : node);
  }
  if (/^\+?\d+$/.test(part)) return setIndex(node, Number(part), rest, setting);
  if (isListIndex(part)) return setMatching(node, part, rest, setting);
  if (part === '*') {
    demandKind(node, 'sequence', 'The part * of a path');
    return node.kind === 'sequence'
      ? withItems(
          node,
          node.items.map((item) => setAt(item, rest, setting)),
        )
      : node;
  }
  return setField(node, part, rest, setting);
}

function setField(node: Node, name: string, rest: readonly string[], setting: Setting): Node {
  demandKind(node, 'map', `The part ${name} of a path`);
  if (node.kind !== 'map') return node;
  const index = indexOf(node, name);
  const value = node.values[index];
  if (value === undefined) {
    if (setting.create === undefined) return node;
    return withField(node, name, setAt(fresh(rest[0], setting.create, node), rest, setting, true));
  }
  if (value.kind === 'scalar' && rest.length > 0) {
    // kustomize looks into the text for a value, and forgets what it sets there.
    if (isNull(value)) {
      if (value.text !== '' && setting.create) setting.count++;
      return node;
    }
    const inner = structureOf(value);
    if (inner) setAt(inner, rest, setting);
    return node;
  }
  return withValueAt(node, index, setAt(value, rest, setting));
}

function setIndex(node: Node, index: number, rest: readonly string[], setting: Setting): Node {
  demandKind(node, 'sequence', `The part ${index} of a path`);
  const items = node.kind === 'sequence' ? node.items : [];
  if (index === items.length && setting.create && node.kind === 'sequence') {
    return withItems(node, [...items, setAt(fresh(rest[0], setting.create, node), rest, setting, true)]);
  }
  const item = items[index];
  if (item === undefined) throw new Failure('missing-field', `The list has no item ${index}.`, node);
  return withItems(node as typeof node & { kind: 'sequence' }, items.with(index, setAt(item, rest, setting)));
}

function setMatching(node: Node, part: string, rest: readonly string[], setting: Setting): Node {
  const { key, pattern } = parseListIndex(part, node);
  demandKind(node, 'sequence', `The part ${part} of a path`);
  if (node.kind !== 'sequence') return node;
  const expression = new RegExp(pattern);
  const before = setting.count;
  const items = node.items.map((item) => {
    const compared = key === '' ? item : fieldOf(item, key);
    if (compared === undefined || !expression.test(printed(compared))) return item;
    return key === '' ? setAt(item, [], setting) : setAt(item, rest, setting);
  });
  if (setting.count > before || setting.create === undefined) return withItems(node, items);
  const made = key === '' ? plainNode(pattern, node) : mapOf(node, [[key, plainNode(pattern, node)]]);
  return withItems(node, [...items, key === '' ? setAt(made, [], setting) : setAt(made, rest, setting)]);
}

function fresh(next: string | undefined, last: 'map' | 'sequence' | 'scalar', at: Place): Node {
  const kind =
    next === undefined || next === '' ? last : isListIndex(next) || /^\+?\d+$/.test(next) ? 'sequence' : 'map';
  if (kind === 'scalar') return plainNode('', at);
  return kind === 'map' ? mapOf(at) : listOf(at, []);
}

/** A scalar as it stands in YAML: patterns see its quotes. */
function printed(node: Node): string {
  if (node.kind !== 'scalar') return '';
  if (node.style === 'single') return `'${node.text}'`;
  return node.style === 'double' ? `"${node.text}"` : node.text;
}

function isListIndex(part: string): boolean {
  return part.startsWith('[') && part.endsWith(']');
}

function parseListIndex(part: string, at: Place): { readonly key: string; readonly pattern: string } {
  const inner = part.slice(1, -1);
  const equals = inner.indexOf('=');
  if (equals < 0) throw new Failure('bad-path', `${part} must name an item as [key=value].`, at);
  return { key: inner.slice(0, equals), pattern: inner.slice(equals + 1) };
}

/** What a text holds that is YAML or JSON itself. */
export function structureOf(scalar: ScalarNode): Node | undefined {
  const document = parse({ path: scalar.source.path, text: scalar.text }, 'kustomize').documents[0];
  if (!document || document.problems.length > 0) return undefined;
  return expand(document, 'kustomize').root ?? undefined;
}

/** Another text in a scalar that keeps its type: a number must stay one. */
export function retyped(old: ScalarNode, text: string, at: Place): ScalarNode {
  const end = 'end' in at ? (at as Node).end : at.start;
  const node = new Scalar(at.source, at.start, end, text, old.style);
  if (isUntyped(old)) return written(node);
  node.tag = old.tag === '' && old.style === 'plain' ? tagOf(old) : old.tag;
  return node;
}

function tagOf(node: ScalarNode): string {
  if (isNull(node)) return '!!null';
  const value = resolve(node, 'kustomize');
  if (isProblem(value)) return '!!float';
  if (typeof value === 'boolean') return '!!bool';
  if (typeof value === 'bigint') return '!!int';
  if (typeof value === 'number') return Number.isInteger(value) && !/[.eE]/.test(node.text) ? '!!int' : '!!float';
  return '!!str';
}
