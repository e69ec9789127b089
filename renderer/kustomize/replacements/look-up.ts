import type { Node } from '../../../yaml/index.ts';
import { Failure } from '../failure.ts';
import type { Place } from '../failure.ts';
import { splitPath } from '../field-walk.ts';
import { demandKind, fieldOf, textOf } from '../nodes.ts';

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

/** Whether a part of a path names an item as `[key=value]`. */
export function isListIndex(part: string): boolean {
  return part.startsWith('[') && part.endsWith(']');
}

export function parseListIndex(part: string, at: Place): { readonly key: string; readonly pattern: string } {
  const inner = part.slice(1, -1);
  const equals = inner.indexOf('=');
  if (equals < 0) throw new Failure('bad-path', `${part} must name an item as [key=value].`, at);
  return { key: inner.slice(0, equals), pattern: inner.slice(equals + 1) };
}
