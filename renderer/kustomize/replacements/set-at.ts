import type { Node } from '../../../yaml/index.ts';
import { Failure } from '../failure.ts';
import type { Place } from '../failure.ts';
import {
  demandKind,
  fieldOf,
  indexOf,
  isNull,
  listOf,
  mapOf,
  plainNode,
  withField,
  withItems,
  withValueAt,
} from '../nodes.ts';
import { isListIndex, parseListIndex } from './look-up.ts';
import { structureOf } from './scalar.ts';

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
