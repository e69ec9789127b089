import type { Source } from '../../yaml/index.ts';
import type { Text } from './shape.ts';

const inlined = new WeakMap<object, Source>();

/**
 * The text of a string in a configuration as a source of its own. Offsets in it are those of the unescaped text; where
 * that stands in its file is the matter of {@link Source.path} and the scalar.
 */
export function sourceOf({ text, node }: Text): Source {
  let source = inlined.get(node);
  if (source === undefined) {
    source = { path: node.source.path, text };
    inlined.set(node, source);
  }
  return source;
}
