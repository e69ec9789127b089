import type { MapNode, ScalarNode, Source } from '../../yaml/index.ts';
import { readObjects } from './objects.ts';
import { placeInside } from './origin.ts';
import type { Text } from './shape.ts';

const sources = new WeakMap<ScalarNode, Source>();
const objects = new WeakMap<Source, readonly MapNode[]>();

/** The text of a string in a configuration as a source of its own. */
export function inlineSource({ text, node }: Text): Source {
  let source = sources.get(node);
  if (source === undefined) {
    source = { path: node.source.path, text };
    placeInside(source, node, Math.max(0, node.text.indexOf(text)));
    sources.set(node, source);
  }
  return source;
}

/** The objects that a string in a configuration holds; read once. */
export function inlineObjects(text: Text): readonly MapNode[] {
  const source = inlineSource(text);
  let known = objects.get(source);
  if (known === undefined) {
    known = readObjects(source);
    objects.set(source, known);
  }
  return known;
}
