import type { Tree } from '../../tree/index.ts';
import {
  documentsOf,
  field,
  items,
  objectsIn,
  text,
  type CommittedDocument,
  type CommittedObject,
} from './committed-object.ts';

/** What the repository holds for one cluster. */
export interface ClusterObjects {
  readonly objects: readonly CommittedObject[];
  /** Secrets that kustomize makes, by `namespace/name`. */
  readonly generatedSecrets: ReadonlySet<string>;
}

const kustomizationNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** Everything that Flux applies to a cluster, from its folder on: through kustomizations and Flux Kustomizations. */
export function clusterObjects(tree: Tree, root: string): ClusterObjects {
  const walk = new Walk(tree);
  walk.folder(root, undefined);
  return walk;
}

class Walk implements ClusterObjects {
  readonly objects: CommittedObject[] = [];
  readonly generatedSecrets = new Set<string>();
  readonly #tree: Tree;
  readonly #seen = new Set<string>();

  constructor(tree: Tree) {
    this.#tree = tree;
  }

  /** A folder as Flux builds it: by its kustomization, else every manifest below it. */
  folder(path: string, namespace: string | undefined): void {
    if (this.#seen.has(`${path} ${namespace}`)) return;
    this.#seen.add(`${path} ${namespace}`);
    const entries = this.#tree.list(path);
    if (typeof entries === 'string') return;
    const listed = kustomizationNames.find((name) => entries.some((entry) => entry.name === name));
    if (listed !== undefined) {
      for (const document of documentsOf(this.#tree, join(path, listed)))
        this.#kustomization(path, document, namespace);
      return;
    }
    for (const { name, kind } of entries) {
      if (kind === 'directory') this.folder(join(path, name), namespace);
      else if (/\.ya?ml$/.test(name)) this.#file(join(path, name), namespace);
    }
  }

  #kustomization(folder: string, { content }: CommittedDocument, outer: string | undefined): void {
    // The outermost kustomization that names a namespace decides.
    const namespace = outer ?? text(content['namespace']);
    for (const list of ['resources', 'components', 'bases']) {
      for (const entry of items(content[list])) this.#entry(folder, text(entry), namespace);
    }
    for (const generator of items(content['secretGenerator'])) {
      const name = text(field(generator, 'name'));
      if (name !== undefined)
        this.generatedSecrets.add(`${namespace ?? text(field(generator, 'namespace')) ?? 'default'}/${name}`);
    }
  }

  #entry(folder: string, entry: string | undefined, namespace: string | undefined): void {
    const path = entry === undefined ? undefined : join(folder, entry);
    if (path === undefined) return;
    if (typeof this.#tree.list(path) !== 'string') this.folder(path, namespace);
    else this.#file(path, namespace);
  }

  #file(path: string, namespace: string | undefined): void {
    for (const object of documentsOf(this.#tree, path).flatMap((document) => objectsIn(document, namespace))) {
      this.objects.push(object);
      if (object.kind !== 'Kustomization' || !object.apiVersion.startsWith('kustomize.toolkit.fluxcd.io/')) continue;
      const applied = join('', text(field(object.content, 'spec', 'path')) ?? '');
      this.folder(applied, text(field(object.content, 'spec', 'targetNamespace')));
    }
  }
}

/** A path from the root of the tree; what leads out of it leads nowhere. */
function join(folder: string, path: string): string {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
