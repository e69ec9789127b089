import type { MapNode, Node } from '../../../yaml/index.ts';
import { Failure } from '../failure.ts';
import { caught, join } from '../files.ts';
import { inlineObjects } from '../inline.ts';
import type { Text } from '../shape.ts';
import { patchByTarget, targetOf } from './patch-target.ts';
import { defineTransformer } from './transformer.ts';
import type { Workshop } from './transformer.ts';

interface Config {
  readonly paths: readonly Text[];
  readonly patches: Text | undefined;
  readonly at: Node;
}

/** `patchesStrategicMerge` (deprecated): patches for the objects that they name; a text that is no patch is a path. */
export const patchStrategicMergeTransformer = defineTransformer({
  kind: 'PatchStrategicMergeTransformer',
  shape: { paths: ['string'], patches: 'string' },
  fromKustomization: ({ patchesStrategicMerge: paths, at }): Config[] =>
    paths && paths.length > 0 ? [{ paths, patches: undefined, at }] : [],
  fromFile: ({ paths, patches, at }): Config[] => [{ paths: paths ?? [], patches, at }],
  apply({ paths, patches, at }: Config, resources, workshop) {
    const all = paths.flatMap((path) => readPatches(path, workshop));
    if (patches && patches.text !== '') all.push(...inlineObjects(patches));
    if (all.length === 0) throw new Failure('missing-patch', 'There is no patch.', at);
    for (const patch of all) {
      const target = targetOf(patch, resources, at);
      patchByTarget(resources, new Set([target]), patch, { name: false, kind: false }, workshop.schemas);
    }
  },
});

function readPatches(text: Text, { files, directory }: Workshop): readonly MapNode[] {
  const inline = caught(() => inlineObjects(text));
  if (!(inline instanceof Failure)) return inline;
  if (text.text.includes('\n')) throw inline;
  return files.objects(join(directory, text.text) ?? text.text, text.node);
}
