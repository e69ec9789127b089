import { Failure } from '../failure.ts';
import { configMapArgs, objectMeta, secretArgs } from '../kustomization-shape.ts';
import type { GeneratorArgs, Kustomization } from '../kustomization-shape.ts';
import type { MapNode } from '../../../yaml/index.ts';
import { configuredBy } from '../plugins.ts';
import type { Resource } from '../resource.ts';
import { decode } from '../shape.ts';
import type { Text } from '../shape.ts';
import type { Workshop } from '../transformers/transformer.ts';
import { generate } from './generate.ts';

/** The objects that a kustomization generates, in kustomize's order: ConfigMaps, Secrets, charts, then `generators`. */
export function* runGenerators(
  content: Kustomization,
  { files, directory }: Workshop,
  plugins: (texts: readonly Text[]) => readonly Resource[],
): Iterable<Resource> {
  const { generatorOptions } = content;
  const chart = content.helmCharts?.[0] ?? content.helmChartInflationGenerator?.[0];
  if (chart) throw new Failure('needs-helm', 'helmCharts needs helm, and no program is run here.', chart);
  for (const args of content.configMapGenerator ?? [])
    yield generate('ConfigMap', args, generatorOptions, files, directory);
  for (const args of content.secretGenerator ?? []) yield generate('Secret', args, generatorOptions, files, directory);
  for (const plugin of plugins(content.generators ?? [])) {
    const generated = runPlugin(plugin, files, directory);
    generated.provenance = configuredBy(plugin);
    yield generated;
  }
}

function runPlugin({ id, root }: Resource, files: Workshop['files'], directory: string): Resource {
  const place = root as MapNode;
  const kind = id.group === '' && id.version === 'builtin' ? id.kind : '';
  if (kind === 'HelmChartInflationGenerator')
    throw new Failure('needs-helm', 'Charts need helm, and no program is run here.', place);
  if (kind !== 'ConfigMapGenerator' && kind !== 'SecretGenerator') {
    throw new Failure('foreign-plugin', `${id.kind} is no generator of kustomize itself.`, place);
  }
  const shape = { ...(kind === 'SecretGenerator' ? secretArgs : configMapArgs), metadata: objectMeta } as const;
  const { metadata, ...args } = (decode(place, shape, 'lenient') ?? { at: place }) as GeneratorArgs & {
    readonly metadata?: { readonly name?: Text; readonly namespace?: Text };
  };
  const name = args.name ?? metadata?.name;
  const namespace = args.namespace ?? metadata?.namespace;
  const named = { ...args, ...(name && { name }), ...(namespace && { namespace }) };
  return generate(kind === 'SecretGenerator' ? 'Secret' : 'ConfigMap', named, undefined, files, directory);
}
