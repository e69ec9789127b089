import { annotationsTransformer } from './annotations.ts';
import { imageTagTransformer } from './image-tag.ts';
import { labelTransformer } from './labels.ts';
import { namespaceTransformer } from './namespace.ts';
import { patchJson6902Transformer } from './patch-json6902.ts';
import { patchStrategicMergeTransformer } from './patch-strategic-merge.ts';
import { patchTransformer } from './patch.ts';
import { prefixTransformer, suffixTransformer } from './prefix-suffix.ts';
import { replacementTransformer } from './replacement.ts';
import { replicaCountTransformer } from './replica-count.ts';
import type { Transformer } from './transformer.ts';
import { valueAddTransformer } from './value-add.ts';

/** The transformers in the order in which a kustomization runs them. */
export const transformers: readonly Transformer[] = [
  patchStrategicMergeTransformer,
  patchTransformer,
  namespaceTransformer,
  prefixTransformer,
  suffixTransformer,
  labelTransformer,
  annotationsTransformer,
  patchJson6902Transformer,
  replicaCountTransformer,
  imageTagTransformer,
  replacementTransformer,
  valueAddTransformer,
];
