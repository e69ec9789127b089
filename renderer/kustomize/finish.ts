import type { MapNode, Node, ScalarNode } from '../../yaml/index.ts';
import { Failure } from './failure.ts';
import { fieldOf, isEmpty, mapOf, nameOf, stringNode, textOf, withField, withoutField } from './nodes.ts';

const done = new WeakMap<MapNode, MapNode>();

/**
 * What kustomize does to each object at the very end. It has kept notes among the annotations, and when it takes them
 * out, it writes all annotations anew: as strings, and the field not at all where none is left.
 */
export function finished(root: MapNode): MapNode {
  let result = done.get(root);
  if (result === undefined) {
    demandIdentity(root);
    result = withAnnotations(root);
    done.set(root, result);
  }
  return result;
}

function demandIdentity(root: MapNode): void {
  const kind = textOf(fieldOf(root, 'kind'));
  if (kind === '') throw new Failure('missing-kind', 'The object has no kind any more.', root);
  const name = fieldOf(fieldOf(root, 'metadata'), 'name');
  if (!kind.endsWith('List') && (isEmpty(name) || textOf(name) === '')) {
    throw new Failure('missing-name', `The ${kind} has no name any more.`, root);
  }
}

function withAnnotations(root: MapNode): MapNode {
  const metadata = fieldOf(root, 'metadata');
  const annotations = fieldOf(metadata, 'annotations');
  if (metadata?.kind !== 'map' || annotations === undefined) return root;
  const entries =
    annotations.kind === 'map'
      ? annotations.keys.flatMap((key, index) => entryOf(nameOf(key), annotations.values[index] as Node))
      : [];
  if (entries.length === 0) return withField(root, 'metadata', withoutField(metadata, 'annotations'));
  if (
    annotations.kind === 'map' &&
    entries.length === annotations.keys.length &&
    annotations.keys.every((key) => (key as ScalarNode).style === 'plain') &&
    entries.every(([, value], i) => value === annotations.values[i])
  ) {
    return root;
  }
  return withField(root, 'metadata', withField(metadata, 'annotations', mapOf(annotations, entries)));
}

const notes =
  /^internal\.config\.kubernetes\.io\/(?:previousKinds|previousNames|prefixes|suffixes|previousNamespaces|allowNameChange|allowKindChange|refBy|generatorBehavior|needsHashSuffix|path|index|seqindent|id|annotations-migration-resource-id|helm-generated)$|^config\.kubernetes\.io\/(?:path|index|origin)$|^config\.k8s\.io\/id$|^alpha\.config\.kubernetes\.io\/transformations$/;

function entryOf(name: string, value: Node): (readonly [string, Node])[] {
  if (notes.test(name)) return [];
  return [
    [
      name,
      value.kind === 'scalar' && value.style !== 'plain' && value.tag === '' ? value : stringNode(textOf(value), value),
    ],
  ];
}
