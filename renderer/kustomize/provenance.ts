import { emit } from '../../yaml/index.ts';
import type { MapNode } from '../../yaml/index.ts';
import type { Place } from './failure.ts';
import { fieldOf, mapOf, stringNode, withField } from './nodes.ts';
import type { Resource } from './resource.ts';
import type { Text } from './shape.ts';

/** Where an object came from, or what made or changed it, as `buildMetadata` tells it. */
export interface Provenance {
  /** The file of an object, or of the configuration that made or changed it, relative to the directory that is built. */
  readonly path: string;
  /** The generator or transformer, where there is one. */
  readonly by?: { readonly kind: string; readonly name?: string; readonly namespace?: string };
}

/** The same as seen from a directory that refers to this one by a path. */
export function seenFrom(via: string, provenance: Provenance): Provenance {
  return { ...provenance, path: joinPaths(via, provenance.path) };
}

/** Joins two relative paths as Go does: `.` and what `..` takes back fall out. */
export function joinPaths(one: string, other: string): string {
  const parts: string[] = [];
  for (const part of `${one}/${other}`.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

const options = {
  originAnnotations: (root: MapNode, { provenance }: Resource, place: Place) =>
    provenance ? withPair(root, 'annotations', 'config.kubernetes.io/origin', emit(valueOf(provenance)), place) : root,
  transformerAnnotations: (root: MapNode, { transformations }: Resource, place: Place) =>
    transformations.length > 0
      ? withPair(
          root,
          'annotations',
          'alpha.config.kubernetes.io/transformations',
          emit(transformations.map(valueOf)),
          place,
        )
      : root,
  managedByLabel: (root: MapNode, _: Resource, place: Place) =>
    withPair(root, 'labels', 'app.kubernetes.io/managed-by', 'kustomize-v5.8.1', place),
} as const;

/** The object with what `buildMetadata` asks for. */
export function withBuildMetadata(root: MapNode, resource: Resource, asked: readonly Text[]): MapNode {
  let result = root;
  for (const [option, add] of Object.entries(options)) {
    const text = asked.find((candidate) => candidate.text === option);
    if (text) result = add(result, resource, text.node);
  }
  return result;
}

function withPair(root: MapNode, field: string, key: string, value: string, place: Place): MapNode {
  const metadata = fieldOf(root, 'metadata') as MapNode;
  const old = fieldOf(metadata, field);
  const pairs = withField(old?.kind === 'map' ? old : mapOf(metadata), key, stringNode(value, place));
  return withField(root, 'metadata', withField(metadata, field, pairs));
}

function valueOf({ path, by }: Provenance) {
  return by ? { configuredIn: path, configuredBy: { apiVersion: 'builtin', ...by } } : { path };
}
