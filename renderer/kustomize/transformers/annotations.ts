import { fieldSpecFrom } from '../field-spec.ts';
import type { FieldSpec } from '../field-spec.ts';
import { fieldSpec } from '../kustomization-shape.ts';
import type { Text } from '../shape.ts';
import { setPairs } from './labels.ts';
import { defineTransformer } from './transformer.ts';

interface Config {
  readonly annotations: ReadonlyMap<string, Text>;
  readonly specs: readonly FieldSpec[];
}

/** `commonAnnotations`: the same annotations on all objects and pod templates. */
export const annotationsTransformer = defineTransformer({
  kind: 'AnnotationsTransformer',
  shape: { annotations: 'strings', fieldSpecs: [fieldSpec] },
  fromKustomization: ({ commonAnnotations }, fields): Config[] =>
    commonAnnotations?.size ? [{ annotations: commonAnnotations, specs: fields.commonAnnotations }] : [],
  fromFile: ({ annotations, fieldSpecs }): Config[] => [
    { annotations: annotations ?? new Map(), specs: (fieldSpecs ?? []).map(fieldSpecFrom) },
  ],
  apply({ annotations, specs }: Config, resources) {
    setPairs(annotations, specs, resources);
  },
});
