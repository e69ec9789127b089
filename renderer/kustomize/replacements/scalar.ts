import { Scalar, expand, isProblem, parse, resolve } from '../../../yaml/index.ts';
import type { Node, ScalarNode } from '../../../yaml/index.ts';
import type { Place } from '../failure.ts';
import { isNull } from '../nodes.ts';
import { isUntyped, written } from '../written.ts';

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
