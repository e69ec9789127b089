import { position } from '../../yaml/index.ts';
import type { Node } from '../../yaml/index.ts';
import { pointerOf } from '../../findings/index.ts';
import { nameOf } from './nodes.ts';
import { originOf } from './origin.ts';

/** For every scalar of an object, by its JSON pointer, the place that decided it: `file:line:column`, from 1. */
export function originsOf(root: Node): Map<string, string> {
  const origins = new Map<string, string>();
  const visit = (node: Node, path: readonly (string | number)[]) => {
    if (node.kind === 'map')
      node.keys.forEach((key, index) => visit(node.values[index] as Node, [...path, nameOf(key)]));
    else if (node.kind === 'sequence') node.items.forEach((item, index) => visit(item, [...path, index]));
    else origins.set(pointerOf(path), placeText(node));
  };
  visit(root, []);
  return origins;
}

function placeText(node: Node): string {
  const { source, start } = originOf(node);
  const { line, column } = position(source, start);
  return `${source.path}:${line}:${column}`;
}
