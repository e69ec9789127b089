import type { Node } from '../../../yaml/index.ts';
import { Failure } from '../failure.ts';
import { fieldOf, textOf, withItems, withoutField } from '../nodes.ts';
import { setItem } from './items.ts';

/** What a patch says about itself by `$patch`; merge where it says nothing. */
export type Directive = 'merge' | 'replace' | 'delete';

const key = '$patch';
const directives: ReadonlySet<string> = new Set<Directive>(['merge', 'replace', 'delete']);

/** The directive of a map, or of a list that holds it as an item of its own. Leniently, an unknown one is none. */
export function directiveOf(patch: Node | undefined, lenient = false): Directive {
  const value = directiveNode(patch);
  if (value === undefined) return 'merge';
  const word = textOf(value);
  if (directives.has(word)) return word as Directive;
  if (lenient) return 'merge';
  throw new Failure('bad-directive', `$patch must be replace, delete or merge, not ${JSON.stringify(word)}.`, value);
}

function directiveNode(patch: Node | undefined): Node | undefined {
  if (patch?.kind === 'map') return fieldOf(patch, key);
  if (patch?.kind !== 'sequence') return undefined;
  const item = patch.items.find((candidate) => fieldOf(candidate, key) !== undefined);
  return item?.kind === 'map' && item.keys.length === 1 ? item.values[0] : undefined;
}

/** The patch without its directive. */
export function withoutDirective<T extends Node | undefined>(patch: T): T {
  const value = directiveNode(patch);
  if (patch === undefined || value === undefined || !directives.has(textOf(value))) return patch;
  if (patch.kind === 'map') return withoutField(patch, key) as T;
  return (
    patch.kind === 'sequence' ? withItems(patch, setItem(patch.items, undefined, [key], [textOf(value)])) : patch
  ) as T;
}
