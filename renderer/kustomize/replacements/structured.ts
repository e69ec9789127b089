import { emit, toJson } from '../../../yaml/index.ts';
import type { MapNode, Node, ScalarNode } from '../../../yaml/index.ts';
import { caught } from '../files.ts';
import { Failure } from '../failure.ts';
import { fieldOf, textOf } from '../nodes.ts';
import { jsonText } from '../json-text.ts';
import { lookUp } from './look-up.ts';
import { retyped, structureOf } from './scalar.ts';
import { setAt } from './set-at.ts';
import type { Setting } from './set-at.ts';

/**
 * Sets a value inside the YAML or JSON that a text on the way of a path holds, such as a configuration file in a
 * ConfigMap; undefined where no text lies on the way, or nothing can be set in it.
 */
export function setInText(
  root: MapNode,
  path: readonly string[],
  value: Node,
  create: Setting['create'],
): MapNode | undefined {
  for (let length = 1; length < path.length; length++) {
    const scalar = caught(() => lookUp(root, path.slice(0, length)));
    if (scalar === undefined || scalar instanceof Failure || scalar.kind !== 'scalar') continue;
    const inner = structureOf(scalar);
    if (inner === undefined) continue;
    const setting: Setting = {
      create,
      count: 0,
      set: (old) => (old?.kind === 'scalar' ? retyped(old, textOf(value), value) : value),
    };
    const changed = caught(() => setAt(inner, path.slice(length), setting));
    if (changed instanceof Failure || setting.count === 0) return undefined;
    const text = printedLike(changed, scalar.text);
    const outer: Setting = { create: undefined, count: 0, set: (old) => retyped(old as ScalarNode, text, scalar) };
    return replaceScalar(root, path.slice(0, length), outer);
  }
  return undefined;
}

function replaceScalar(root: MapNode, path: readonly string[], setting: Setting): MapNode | undefined {
  const result = caught(() => setAt(root, path, setting));
  return result instanceof Failure || result.kind !== 'map' || fieldOf(result, 'kind') === undefined
    ? undefined
    : result;
}

/** JSON stays JSON, on several lines where it was; all else is written as YAML. */
function printedLike(node: Node, original: string): string {
  if (!/^\s*[{[]/.test(original)) return emit(toJson(node, 'kustomize')).trim();
  const text = jsonText(node);
  return original.includes('\n') && original.includes('  ') ? JSON.stringify(JSON.parse(text), null, 2) : text;
}
