import type { Tree } from '../tree/index.ts';
import { decodeText, expand, parse, toJson, type JsonValue } from '../yaml/index.ts';

/** An object as a cluster gets it from Git, and by which Flux Kustomization. */
export interface AppliedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly kustomization: string;
  readonly file: string;
  readonly body: JsonObject;
}

type JsonObject = { readonly [key: string]: JsonValue };

const kustomizationNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/**
 * The objects that a tree gives a cluster, by identity: the Flux Kustomizations in `clusters/<cluster>/`, and what the
 * resource lists below their paths lead to. It follows lists only: patches and generators change no identity that
 * generated files have.
 */
export function appliedObjects(tree: Tree, cluster: string): Map<string, AppliedObject> {
  const found = new Map<string, AppliedObject>();
  const add = (object: AppliedObject): void => void found.set(identityOf(object), object);
  for (const object of objectsIn(tree, filesOf(tree, `clusters/${cluster}`), 'flux-system')) {
    add(object);
    const path = at(object.body, 'spec', 'path');
    if (object.kind !== 'Kustomization' || typeof path !== 'string') continue;
    for (const each of objectsIn(tree, resourcesBelow(tree, joined('', path)), object.name)) add(each);
  }
  return found;
}

export function identityOf({ apiVersion, kind, namespace, name }: Omit<AppliedObject, 'body' | 'file'>): string {
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  return `${group}/${kind} ${namespace}/${name}`;
}

/** A field below a value, undefined where there is none. */
export function at(value: JsonValue | undefined, ...path: readonly string[]): JsonValue | undefined {
  let current = value;
  for (const key of path) current = isMap(current) && Object.hasOwn(current, key) ? current[key] : undefined;
  return current;
}

function isMap(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function filesOf(tree: Tree, folder: string): string[] {
  const entries = tree.list(folder);
  if (typeof entries === 'string') return [];
  return entries
    .filter(({ name, kind }) => kind === 'file' && /\.ya?ml$/.test(name))
    .map(({ name }) => (folder === '' ? name : `${folder}/${name}`));
}

/** The files that a folder's lists name, each once, without those that are folders' own lists. */
function resourcesBelow(tree: Tree, start: string): string[] {
  const files = new Set<string>();
  const seen = new Set<string>();
  const queue = [start];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    if (tree.read(path) !== 'directory') files.add(path);
    else queue.push(...listed(tree, path));
  }
  return [...files];
}

/** What a folder's list names; a folder without one gives all its manifests, as Flux reads it. */
function listed(tree: Tree, folder: string): string[] {
  const list = kustomizationNames
    .map((name) => `${folder}/${name}`)
    .find((path) => typeof tree.read(path) !== 'string');
  if (list === undefined) return filesOf(tree, folder);
  return documentsOf(tree, list)
    .flatMap((document) => at(document, 'resources') ?? [])
    .filter((each) => typeof each === 'string')
    .map((each) => joined(folder, each));
}

function joined(folder: string, path: string): string {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

function objectsIn(tree: Tree, files: readonly string[], kustomization: string): AppliedObject[] {
  return files.flatMap((file) =>
    documentsOf(tree, file).flatMap((body) => {
      const [apiVersion, kind, name] = [at(body, 'apiVersion'), at(body, 'kind'), at(body, 'metadata', 'name')];
      const namespace = at(body, 'metadata', 'namespace') ?? '';
      const named = [apiVersion, kind, name, namespace].every((each) => typeof each === 'string');
      if (!named || !isMap(body)) return [];
      return [{ apiVersion, kind, namespace, name, kustomization, file, body } as AppliedObject];
    }),
  );
}

/** The documents of a file that can be read; whether the rest is right is not asked here. */
function documentsOf(tree: Tree, file: string): JsonValue[] {
  const bytes = tree.read(file);
  if (typeof bytes === 'string') return [];
  const decoded = decodeText(bytes);
  if (!('text' in decoded)) return [];
  return parse({ path: file, text: decoded.text }, 'kustomize').documents.flatMap((document) => {
    if (document.root === null || document.problems.length > 0) return [];
    return [toJson(expand(document, 'kustomize').root, 'kustomize')];
  });
}
