import { isProblem, resolve, stringify } from '../../yaml/index.ts';
import type { MapNode, Node, ScalarNode } from '../../yaml/index.ts';
import { Failure } from './failure.ts';
import { keyProblem, nameOf } from './nodes.ts';

const texts = new WeakMap<Node, string>();

/**
 * An object as JSON, without white space, keys in the order of their bytes, numbers as Go prints them. Fails where a
 * scalar has no JSON value. Texts are kept as long as their nodes, because overlays share objects.
 */
export function objectText(root: Node): string {
  let text = texts.get(root);
  if (text === undefined) {
    text = jsonText(root);
    texts.set(root, text);
  }
  return text;
}

export function jsonText(node: Node): string {
  switch (node.kind) {
    case 'scalar':
      return scalarText(node);
    case 'sequence':
      return `[${node.items.map(jsonText).join(',')}]`;
    case 'map':
      return mapText(node);
    default:
      return jsonText(node.target);
  }
}

function mapText(map: MapNode): string {
  const values = new Map<string, Node>();
  for (let i = 0; i < map.keys.length; i++) {
    const key = map.keys[i] as Node;
    const problem = keyProblem(key);
    if (problem) throw new Failure(problem.code, `${problem.message}; ${problem.help}.`, key);
    values.set(nameOf(key), map.values[i] as Node);
  }
  const members = sortedKeys([...values.keys()]).map(
    (key) => `${JSON.stringify(key)}:${jsonText(values.get(key) as Node)}`,
  );
  return `{${members.join(',')}}`;
}

function scalarText(node: ScalarNode): string {
  if (node.style !== 'plain' && node.tag === '') return JSON.stringify(node.text);
  const value = resolve(node, 'kustomize');
  if (isProblem(value)) throw new Failure(value.code, `${value.message}; ${value.help}.`, node);
  return stringify(value);
}

/** Sorts keys by their bytes in UTF-8, in place. */
function sortedKeys(keys: string[]): string[] {
  return keys.some((key) => /[\ud800-\uffff]/.test(key)) ? keys.sort(compareCodePoints) : keys.sort();
}

/** UTF-8 sorts by code point; UTF-16 puts what needs two units below the last 8,192 of those that need one. */
function compareCodePoints(one: string, other: string): number {
  for (let i = 0; i < one.length && i < other.length; i++) {
    const difference = weight(one.charCodeAt(i)) - weight(other.charCodeAt(i));
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}

function weight(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
