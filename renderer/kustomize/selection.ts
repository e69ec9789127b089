import { Failure } from './failure.ts';
import { effectiveNamespace } from './identity.ts';
import type { Gvk } from './identity.ts';
import type { Selector } from './kustomization-shape.ts';
import { parseLabelSelector } from './label-selector.ts';
import { fieldOf, nameOf, textOf } from './nodes.ts';
import type { Resource } from './resource.ts';
import type { Text } from './shape.ts';

/** The objects that a target means: each field a regular expression for the whole text, labels and annotations by selectors. */
export function selectorOf(selector: Selector): (resource: Resource) => boolean {
  const isKind = kindMatcher(selector);
  const name = wholeMatcher(selector.name);
  const namespace = wholeMatcher(selector.namespace);
  const labels = parseLabelSelector(selector.labelSelector);
  const annotations = parseLabelSelector(selector.annotationSelector);
  return (resource) => {
    const { id, originalId } = resource;
    if (!namespace(effectiveNamespace(originalId)) && !namespace(effectiveNamespace(id))) return false;
    if (!name(originalId.name) && !name(id.name)) return false;
    return isKind(id) && labels(pairsOf(resource, 'labels')) && annotations(pairsOf(resource, 'annotations'));
  };
}

/** Whether a kind is meant by the kind part of a selector. */
export function kindMatcher(selector: Selector): (gvk: Gvk) => boolean {
  const group = wholeMatcher(selector.group);
  const version = wholeMatcher(selector.version);
  const kind = wholeMatcher(selector.kind);
  return (gvk) => group(gvk.group) && version(gvk.version) && kind(gvk.kind);
}

/** A matcher of whole texts; an empty or absent pattern matches all. */
export function wholeMatcher(pattern: Text | undefined): (text: string) => boolean {
  if (pattern === undefined || pattern.text === '') return () => true;
  const expression = compile(`^(?:${pattern.text})$`, pattern);
  return (text) => expression.test(text);
}

/** A regular expression of Go; what JavaScript cannot read is refused as Go refuses what it cannot. */
export function compile(expression: string, { text, node }: Text): RegExp {
  try {
    return new RegExp(expression, 'u');
  } catch {
    try {
      return new RegExp(expression);
    } catch {
      throw new Failure('bad-regular-expression', `${text} is no regular expression.`, node);
    }
  }
}

/** The labels or annotations of an object as strings. */
export function pairsOf(resource: Resource, field: 'labels' | 'annotations'): ReadonlyMap<string, string> {
  const map = fieldOf(resource.field('metadata'), field);
  const pairs = new Map<string, string>();
  if (map?.kind === 'map') map.keys.forEach((key, index) => pairs.set(nameOf(key), textOf(map.values[index])));
  return pairs;
}
