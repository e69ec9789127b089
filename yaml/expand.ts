import type { Dialect } from './dialect.ts';
import type { MapNode, Node } from './node.ts';
import type { Document, SyntaxProblem } from './parse.ts';
import { Mapping, Sequence } from './parse-node.ts';

/** A tree without aliases, merge keys and duplicate keys. */
export interface Expansion {
  readonly root: Node | null;
  readonly problems: readonly SyntaxProblem[];
}

/** Replaces aliases and applies merge keys as the dialect does; the same root when there is nothing to do. */
export function expand(document: Document, dialect: Dialect): Expansion {
  if (document.root === null) return { root: null, problems: document.problems };
  const problems: SyntaxProblem[] = [];
  return { root: expandNode(document.root, dialect, problems, []), problems };
}

function expandNode(node: Node, dialect: Dialect, problems: SyntaxProblem[], open: Node[]): Node {
  if (node.kind === 'scalar') return node;
  if (node.kind === 'alias') {
    if (open.includes(node.target)) {
      problems.push({ code: 'recursive-alias', message: `The anchor &${node.name} contains itself.`, start: node.start, end: node.end });
      return node;
    }
    return expandNode(node.target, dialect, problems, [...open, node.target]);
  }
  const inside = node.anchor === '' ? open : [...open, node];
  if (node.kind === 'sequence') {
    const items = node.items.map((item) => expandNode(item, dialect, problems, inside));
    if (items.every((item, index) => item === node.items[index])) return node;
    const copy = new Sequence(node.source, node.start, node.style);
    copy.end = node.end;
    copy.tag = node.tag;
    copy.items.push(...items);
    return copy;
  }
  return expandMap(node, dialect, problems, inside);
}

function expandMap(node: MapNode, dialect: Dialect, problems: SyntaxProblem[], open: Node[]): Node {
  const entries = new Map<string, { key: Node; value: Node }>();
  const merged = new Map<string, { key: Node; value: Node }>();
  let changed = false;
  for (const [index, key] of node.keys.entries()) {
    const value = expandNode(node.values[index] as Node, dialect, problems, open);
    if (value !== node.values[index]) changed = true;
    if (key.kind === 'scalar' && key.text === '<<' && key.style === 'plain') {
      changed = true;
      for (const source of value.kind === 'sequence' ? [...value.items].reverse() : [value]) {
        if (source.kind !== 'map') continue;
        for (const [position, mergedKey] of source.keys.entries()) {
          const name = mergedKey.kind === 'scalar' ? mergedKey.text : '';
          merged.set(name, { key: mergedKey, value: source.values[position] as Node });
        }
      }
      if (dialect === 'kubectl') for (const [name, entry] of merged) entries.set(name, entry);
      continue;
    }
    const plainKey = expandNode(key, dialect, problems, open);
    const name = plainKey.kind === 'scalar' ? plainKey.text : '';
    if (entries.has(name)) {
      changed = true;
      if (dialect === 'kustomize') {
        problems.push({ code: 'duplicate-key', message: `The key ${name} is there twice.`, start: key.start, end: key.end });
      }
    }
    if (plainKey !== key) changed = true;
    entries.set(name, { key: plainKey, value });
  }
  if (!changed) return node;
  for (const [name, entry] of merged) if (!entries.has(name)) entries.set(name, entry);
  const copy = new Mapping(node.source, node.start, node.style);
  copy.end = node.end;
  copy.tag = node.tag;
  for (const { key, value } of entries.values()) {
    copy.keys.push(key);
    copy.values.push(value);
  }
  return copy;
}
