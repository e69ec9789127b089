import type { Path } from '../findings/index.ts';
import { dealias } from './json.ts';
import { keyText } from './key.ts';
import type { MapNode, Node, Source } from './node.ts';

/** The value at a path, through aliases; undefined where there is none. */
export function nodeAt(root: Node, path: Path): Node | undefined {
  const nearest = nearestAt(root, path);
  return nearest.depth === path.length ? nearest.node : undefined;
}

/** The key under which the value at a path stands; undefined for a list item, the root and what does not exist. */
export function keyNodeAt(root: Node, path: Path): Node | undefined {
  const last = path.at(-1);
  const parent = last === undefined ? undefined : nodeAt(root, path.slice(0, -1));
  if (last === undefined || parent === undefined) return undefined;
  const map = dealias(parent);
  return map.kind === 'map' ? map.keys[indexOfKey(map, String(last))] : undefined;
}

/** The deepest node on the way to a path that exists, and how many steps of the path lead to it. */
export function nearestAt(root: Node, path: Path): { readonly node: Node; readonly depth: number } {
  let node = root;
  let depth = 0;
  for (const step of path) {
    const child = childAt(node, step);
    if (child === undefined) break;
    node = child;
    depth++;
  }
  return { node, depth };
}

function childAt(node: Node, step: string | number): Node | undefined {
  const target = dealias(node);
  if (target.kind === 'sequence') return target.items[Number(step)];
  return target.kind === 'map' ? target.values[indexOfKey(target, String(step))] : undefined;
}

/** Where a key stands twice, the last one counts. A key that is no string answers to the text kubectl gives it. */
function indexOfKey(map: MapNode, name: string): number {
  const byText = map.keys.findLastIndex((key) => key.kind === 'scalar' && key.text === name);
  if (byText >= 0) return byText;
  return map.keys.findLastIndex((key) => key.kind === 'scalar' && keyText(key, 'kubectl') === name);
}

/** Line and column count from 1, columns in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

const lineStartsOf = new WeakMap<Source, readonly number[]>();

/** Where an offset stands, with lines as editors count them: `\n`, `\r\n` and `\r` end one. */
export function position(source: Source, offset: number): Position {
  let starts = lineStartsOf.get(source);
  if (!starts) {
    starts = findLineStarts(source.text);
    lineStartsOf.set(source, starts);
  }
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}

function findLineStarts(text: string): number[] {
  const starts = [0];
  if (!text.includes('\r')) {
    for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1);
    return starts;
  }
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 10 || (unit === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return starts;
}
