import type { MapNode } from '../../yaml/index.ts';
import { Failure } from './failure.ts';
import type { Provenance } from './provenance.ts';
import type { ResourceMap } from './resource-map.ts';
import type { Resource } from './resource.ts';
import { decode } from './shape.ts';
import { prefixTransformer, suffixTransformer } from './transformers/prefix-suffix.ts';
import { transformers } from './transformers/index.ts';
import type { Transformer, Workshop } from './transformers/transformer.ts';

const byKind: ReadonlyMap<string, readonly Transformer[]> = new Map<string, readonly Transformer[]>([
  ...transformers.map((transformer) => [transformer.kind, [transformer]] as const),
  ['PrefixSuffixTransformer', [prefixTransformer, suffixTransformer]],
  ['HashTransformer', []],
]);

/** Runs the transformer that an object under `transformers:` configures. Only kustomize's own are known. */
export function runPlugin({ id, root }: Resource, resources: ResourceMap, workshop: Workshop): void {
  const place = root as MapNode;
  const steps = id.group === '' && id.version === 'builtin' ? byKind.get(id.kind) : undefined;
  if (steps === undefined) {
    throw new Failure('foreign-plugin', `${id.kind} is no transformer of kustomize itself.`, place);
  }
  for (const transformer of steps) {
    const content = decode(place, transformer.shape, 'lenient') ?? { at: place };
    for (const config of transformer.fromFile(content as never, place)) {
      transformer.apply(config, resources, workshop);
      resources.changed();
    }
  }
}

/** What objects say that a generator or transformer of a file of its own made or changed. */
export function configuredBy({ id: { kind, name, namespace }, provenance }: Resource): Provenance {
  return { path: provenance?.path ?? '', by: { kind, name, ...(namespace && { namespace }) } };
}
