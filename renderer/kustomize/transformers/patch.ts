import type { MapNode, Node } from '../../../yaml/index.ts';
import { Failure } from '../failure.ts';
import { caught, join } from '../files.ts';
import { inlineObjects, inlineSource } from '../inline.ts';
import type { Operation } from '../json-patch/operation.ts';
import { readOperations } from '../json-patch/operation.ts';
import { patch as shape } from '../kustomization-shape.ts';
import type { Patch } from '../kustomization-shape.ts';
import type { ResourceMap } from '../resource-map.ts';
import { selectorOf } from '../selection.ts';
import { applyPatch } from '../strategic-merge/apply.ts';
import { patchByTarget, targetOf } from './patch-target.ts';
import { patchByOperations } from './patch-operations.ts';
import { defineTransformer } from './transformer.ts';
import type { Workshop } from './transformer.ts';

/** `patches`: strategic merge patches and JSON patches, inline or from files, for the objects of a target or for those they name. */
export const patchTransformer = defineTransformer({
  kind: 'PatchTransformer',
  shape,
  fromKustomization: ({ patches }): readonly Patch[] => patches ?? [],
  fromFile: (content): readonly Patch[] => [content],
  apply(config: Patch, resources, workshop) {
    const { objects, operations } = readPatch(config, workshop);
    if (objects.length > 0) mergePatches(config, objects, resources, workshop);
    else if (operations.length > 0) runOperations(config, operations, resources);
  },
});

function mergePatches(config: Patch, patches: readonly MapNode[], resources: ResourceMap, { schemas }: Workshop): void {
  const { target, options } = config;
  const allowed = { name: options?.allowNameChange ?? false, kind: options?.allowKindChange ?? false };
  if (target) {
    if (patches.length > 1) {
      throw new Failure(
        'several-patches',
        'With a target, a patch must be one document; this has several.',
        placeOf(config),
      );
    }
    const chosen = new Set(resources.list.filter(selectorOf(target)));
    patchByTarget(resources, chosen, patches[0] as MapNode, allowed, schemas);
    return;
  }
  for (const patch of patches) {
    applyPatch(targetOf(patch, resources, placeOf(config)), patch, allowed, schemas);
    resources.changed();
  }
}

function runOperations(config: Patch, operations: readonly Operation[], resources: ResourceMap): void {
  if (!config.target) throw new Failure('missing-target', 'A JSON patch needs a target.', placeOf(config));
  for (const resource of resources.list.filter(selectorOf(config.target))) {
    resource.rememberId();
    patchByOperations(resource, operations);
  }
  resources.changed();
}

interface PatchContent {
  readonly objects: readonly MapNode[];
  readonly operations: readonly Operation[];
}

/** A text is taken for what it can be read as: objects to merge, or the operations of a JSON patch. */
function readPatch(config: Patch, { files, directory }: Workshop): PatchContent {
  const trimmed = config.patch && { ...config.patch, text: config.patch.text.trim() };
  const inline = trimmed?.text === '' ? undefined : trimmed;
  const file = config.path && config.path.text !== '' ? config.path : undefined;
  if (!inline && !file) throw new Failure('missing-patch', 'A patch needs a path or a patch.', config.at);
  if (inline && file) throw new Failure('two-patches', 'A patch has either a path or a patch, not both.', file.node);
  const path = file && (join(directory, file.text) ?? file.text);
  const source = inline ? inlineSource(inline) : files.source(path as string, (file as { node: Node }).node);
  const objects = caught(() => (inline ? inlineObjects(inline) : files.objects(path as string, placeOf(config))));
  const operations = caught(() => readOperations(source) ?? []);
  if (objects instanceof Failure && operations instanceof Failure)
    throw operations.code === 'no-json-patch' && !source.text.startsWith('[') ? objects : operations;
  const content = {
    objects: objects instanceof Failure ? [] : objects,
    operations: operations instanceof Failure ? [] : operations,
  };
  if (content.objects.length > 0 && content.operations.length > 0) {
    throw new Failure(
      'ambiguous-patch',
      'The patch can be read as objects to merge and as a JSON patch.',
      placeOf(config),
    );
  }
  return content;
}

function placeOf({ path, patch, at }: Patch): Node {
  return path?.node ?? patch?.node ?? at;
}
