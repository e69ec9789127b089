import type { Place } from '../failure.ts';
import type { FieldConfig } from '../field-config.ts';
import type { Files } from '../files.ts';
import type { Kustomization } from '../kustomization-shape.ts';
import type { ResourceMap } from '../resource-map.ts';
import type { Decoded, Shape } from '../shape.ts';
import type { Schemas } from '../strategic-merge/schemas.ts';

/** What a transformer may look at besides the objects. */
export interface Workshop {
  readonly files: Files;
  /** The directory of the kustomization that asks for it; paths are relative to it. */
  readonly directory: string;
  readonly schemas: Schemas;
}

/**
 * One of kustomize's own ways to change the objects of a build. A kustomization asks for it by fields of its own, or by
 * a file under `transformers:` whose kind is the transformer's.
 */
export interface Transformer<Config = unknown, S extends Shape = Shape> {
  readonly kind: string;
  /** What a kustomization asks for, one entry per run. */
  fromKustomization(kustomization: Kustomization, fields: FieldConfig): readonly Config[];
  /** What a file under `transformers:` may say. */
  readonly shape: S;
  fromFile(content: Decoded<S>, place: Place): readonly Config[];
  apply(config: Config, resources: ResourceMap, workshop: Workshop): void;
}

/** Keeps the types of a transformer's configuration to itself. */
export function defineTransformer<Config, const S extends Shape>(transformer: Transformer<Config, S>): Transformer {
  return transformer as unknown as Transformer;
}
