import { Failure } from '../failure.ts';
import { join } from '../files.ts';
import { readOperations } from '../json-patch/operation.ts';
import { patch, selector } from '../kustomization-shape.ts';
import type { Patch, Selector } from '../kustomization-shape.ts';
import type { Node } from '../../../yaml/index.ts';
import { inlineSource } from '../inline.ts';
import { selectorOf } from '../selection.ts';
import type { Text } from '../shape.ts';
import { patchByOperations } from './patch-operations.ts';
import { defineTransformer } from './transformer.ts';

interface Config {
  readonly target: Selector | undefined;
  readonly path: Text | undefined;
  readonly operations: Text | undefined;
  readonly at: Node;
}

/** `patchesJson6902` (deprecated): JSON patches for the objects of a target with a name. */
export const patchJson6902Transformer = defineTransformer({
  kind: 'PatchJson6902Transformer',
  shape: { target: selector, path: patch.path, jsonOp: 'string' },
  fromKustomization: ({ patchesJson6902 }): Config[] =>
    (patchesJson6902 ?? []).map(({ target, path, patch: operations, at }: Patch) => ({ target, path, operations, at })),
  fromFile: ({ target, path, jsonOp, at }): Config[] => [{ target, path, operations: jsonOp, at }],
  apply({ target, path, operations, at }: Config, resources, { files, directory }) {
    if (!target?.name || target.name.text === '') {
      throw new Failure('missing-target', 'A JSON patch needs a target with a name.', target?.at ?? at);
    }
    const inline = operations && operations.text !== '' ? operations : undefined;
    const file = path && path.text !== '' ? path : undefined;
    if (!inline && !file) throw new Failure('missing-patch', 'A patch needs a path or a patch.', at);
    if (inline && file) throw new Failure('two-patches', 'A patch has either a path or a patch, not both.', file.node);
    const source = inline
      ? inlineSource(inline)
      : files.source(join(directory, (file as Text).text) ?? '', (file as Text).node);
    const steps = readOperations(source) ?? [];
    if (steps.length === 0) throw new Failure('missing-patch', 'The patch is empty.', (file ?? inline)?.node ?? at);
    for (const resource of resources.list.filter(selectorOf(target))) patchByOperations(resource, steps);
    resources.changed();
  },
});
