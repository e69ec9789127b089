import type { Tree } from '../../tree/index.ts';
import type { MapNode } from '../../yaml/index.ts';
import { accumulate } from './accumulate.ts';
import { Failure, topOf } from './failure.ts';
import type { BuildError } from './failure.ts';
import { Files, join } from './files.ts';
import { describe, keyOf } from './identity.ts';
import { objectText } from './json-text.ts';
import { finished } from './finish.ts';
import { jsonOrYaml } from './kustomization.ts';
import type { Kustomization } from './kustomization-shape.ts';
import { nameHash } from './name-hash.ts';
import { fixReferences } from './name-references.ts';
import { fieldOf, rewritten, withField } from './nodes.ts';
import { withBuildMetadata } from './provenance.ts';
import type { ResourceMap } from './resource-map.ts';
import type { Resource } from './resource.ts';
import { kustomizationAt } from './site.ts';
import type { Site } from './site.ts';
import { sortResources } from './sort-order.ts';
import { typesOf } from './strategic-merge/open-api.ts';
import { Schemas, builtinSchemas } from './strategic-merge/schemas.ts';
import { resolveVariables } from './variables.ts';

/** An object of a build. Its scalars know the source and offset of the text that decided them. */
export interface RenderedObject {
  readonly root: MapNode;
  /** The object as JSON, keys sorted by their bytes. */
  readonly text: string;
}

/** What `kustomize build` gives for a directory: its objects in the order they were gathered, or why there are none. */
export type Build =
  | { readonly ok: true; readonly objects: readonly RenderedObject[] }
  | { readonly ok: false; readonly error: BuildError };

/** Builds directories of a tree as kustomize 5.8.1 does, without fetching or running anything. Files are read once. */
export class Kustomizer {
  readonly #site: Site;

  constructor(tree: Tree) {
    this.#site = {
      files: new Files(tree),
      schemas: builtinSchemas,
      kustomizations: new Map(),
      accumulations: new Map(),
    };
  }

  build(directory: string): Build {
    try {
      return { ok: true, objects: this.#build(directory) };
    } catch (failure) {
      if (failure instanceof Failure) return { ok: false, error: failure.toError() };
      if (!(failure instanceof RangeError)) throw failure;
      const tooDeep = new Failure('too-deep', 'Something here is nested too deeply.', topOf(directory));
      return { ok: false, error: tooDeep.toError() };
    }
  }

  #build(directory: string): RenderedObject[] {
    const place = topOf(directory);
    const { content } = kustomizationAt(this.#site, directory, place);
    const site = withSchemas(this.#site, directory, content);
    const accumulation = accumulate(site, directory, [], place).copy();
    const { resources } = accumulation;
    addHashes(resources.list);
    resources.changed();
    fixReferences(resources, accumulation.fields);
    resolveVariables(accumulation);
    dropLocal(resources);
    if (content.sortOptions) sortResources(resources, content.sortOptions);
    return resources.list.map((resource) => {
      const bare = finished(resource.root as MapNode);
      const done = content.buildMetadata ? withBuildMetadata(bare, resource, content.buildMetadata) : bare;
      return { root: done, text: objectText(done) };
    });
  }
}

/** The site for a kustomization that brings its own OpenAPI document, which counts for all below it too. */
function withSchemas(site: Site, directory: string, { openapi }: Kustomization): Site {
  const version = openapi?.get('version');
  const path = openapi?.get('path');
  if (version && version.text !== '' && (path || version.text !== 'v1.21.2')) {
    throw new Failure('unknown-openapi', 'kustomize has only the OpenAPI version v1.21.2 built in.', version.node);
  }
  if (!path) return site;
  const document = jsonOrYaml(site.files.source(join(directory, path.text) ?? path.text, path.node));
  const schemas = document ? new Schemas(typesOf(document)) : new Schemas({ kinds: {}, types: {} });
  return { ...site, schemas, accumulations: new Map() };
}

function addHashes(list: readonly Resource[]): void {
  for (const resource of list) {
    const { root } = resource;
    if (!resource.needsHash || root === null) continue;
    const metadata = fieldOf(root, 'metadata');
    const name = fieldOf(metadata, 'name');
    if (metadata?.kind !== 'map' || name?.kind !== 'scalar') continue;
    resource.rememberId();
    resource.root = withField(
      root,
      'metadata',
      withField(metadata, 'name', rewritten(name, `${name.text}-${nameHash(root)}`)),
    );
  }
}

/** kustomize drops by id: where two objects came to have one, what is not marked keeps the other too. */
function dropLocal(resources: ResourceMap): void {
  const kept = new Set<string>();
  for (const { root, id } of resources.list) {
    if (root === null || isLocal(root)) continue;
    if (kept.has(keyOf(id))) throw new Failure('duplicate-id', `${describe(id)} is there twice.`, root);
    kept.add(keyOf(id));
  }
  resources.keep(({ root, id }) => root !== null && (!isLocal(root) || kept.has(keyOf(id))));
}

/** Objects that are marked as meant for tools only are left out. */
function isLocal(root: MapNode): boolean {
  const mark = fieldOf(fieldOf(fieldOf(root, 'metadata'), 'annotations'), 'config.kubernetes.io/local-config');
  return mark !== undefined && !(mark.kind === 'scalar' && mark.text === 'false');
}
