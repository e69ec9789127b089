import type { Path } from '../../findings/index.ts';
import type { Tree } from '../../tree/index.ts';
import { decodeText, expand, nearestAt, parse, position, toJson, type JsonValue } from '../../yaml/index.ts';

export type JsonObject = { readonly [key: string]: JsonValue };

/** A Kubernetes object as a file of the repository has it, before any patch. */
export interface CommittedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** Of the object, or of the kustomization that sets it for all; undefined where none does. */
  readonly namespace: string | undefined;
  readonly content: JsonObject;
  /** `file:line` of a field. */
  at(path: Path): string;
}

/** One document of a YAML file, whatever it is. */
export interface CommittedDocument {
  readonly content: JsonObject;
  at(path: Path): string;
}

/** The documents of a file that are maps. What cannot be read is passed over: `validate` is there to say why. */
export function documentsOf(tree: Tree, path: string): CommittedDocument[] {
  const bytes = tree.read(path);
  if (!(bytes instanceof Uint8Array)) return [];
  const decoded = decodeText(bytes);
  if (!('text' in decoded)) return [];
  const source = { path, text: decoded.text };
  return parse(source, 'kustomize').documents.flatMap((document) => {
    const { root } = expand(document, 'kustomize');
    const content = toJson(root, 'kustomize');
    if (root === null || !isObject(content)) return [];
    const at = (field: Path): string => `${path}:${position(source, nearestAt(root, field).node.start).line}`;
    return [{ content, at }];
  });
}

/** The objects in a document: none, one, or the items of a List, which kustomize takes apart. */
export function objectsIn(document: CommittedDocument, namespace: string | undefined): CommittedObject[] {
  const { content, at } = document;
  if (content['apiVersion'] !== 'v1' || content['kind'] !== 'List') return objectIn(document, namespace);
  return items(content['items']).flatMap((item, index) =>
    isObject(item) ? objectIn({ content: item, at: (path) => at(['items', index, ...path]) }, namespace) : [],
  );
}

function objectIn({ content, at }: CommittedDocument, namespace: string | undefined): CommittedObject[] {
  const { apiVersion, kind, metadata } = content;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || !isObject(metadata)) return [];
  if (typeof metadata['name'] !== 'string') return [];
  return [
    { apiVersion, kind, name: metadata['name'], namespace: namespace ?? text(metadata['namespace']), content, at },
  ];
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function text(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The value at a path of field names. */
export function field(value: JsonValue | undefined, ...names: readonly string[]): JsonValue | undefined {
  let at = value;
  for (const name of names) at = isObject(at) ? at[name] : undefined;
  return at;
}

export function items(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}
