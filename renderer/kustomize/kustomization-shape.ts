import type { Struct } from './shape.ts';

const gvk = { group: 'string', version: 'string', kind: 'string' } as const;
const resourceId = { ...gvk, name: 'string', namespace: 'string' } as const;

export const fieldSpec = { ...gvk, path: 'string', create: 'boolean' } as const;
export const selector = { ...resourceId, annotationSelector: 'string', labelSelector: 'string' } as const;
const fieldOptions = { delimiter: 'string', index: 'integer', encoding: 'string', create: 'boolean' } as const;

export const patch = {
  path: 'string',
  patch: 'string',
  target: selector,
  options: { allowNameChange: 'boolean', allowKindChange: 'boolean' },
} as const;

export const image = {
  name: 'string',
  newName: 'string',
  tagSuffix: 'string',
  newTag: 'string',
  digest: 'string',
} as const;

export const replica = { name: 'string', count: 'integer' } as const;

const label = {
  pairs: 'strings',
  includeSelectors: 'boolean',
  includeTemplates: 'boolean',
  fields: [fieldSpec],
} as const;

export const replacement = {
  source: { ...resourceId, fieldPath: 'string', options: fieldOptions },
  targets: [{ select: selector, reject: [selector], fieldPaths: ['string'], options: fieldOptions }],
  sourceValue: 'string',
} as const;

export const replacementField = { ...replacement, path: 'string' } as const;

const generatorOptions = {
  labels: 'strings',
  annotations: 'strings',
  disableNameSuffixHash: 'boolean',
  immutable: 'boolean',
} as const;

export const configMapArgs = {
  namespace: 'string',
  name: 'string',
  behavior: 'string',
  literals: ['string'],
  files: ['string'],
  envs: ['string'],
  env: 'string',
  options: generatorOptions,
} as const;

export const secretArgs = { ...configMapArgs, type: 'string' } as const;

const variable = {
  name: 'string',
  objref: { apiVersion: 'string', ...resourceId },
  fieldref: { fieldPath: 'string' },
} as const;

export const objectMeta = { name: 'string', namespace: 'string', labels: 'strings', annotations: 'strings' } as const;

/** All that kustomize 5.8 takes in a kustomization file. */
export const kustomization = {
  apiVersion: 'string',
  kind: 'string',
  metadata: objectMeta,
  openapi: 'strings',
  namePrefix: 'string',
  nameSuffix: 'string',
  namespace: 'string',
  commonLabels: 'strings',
  labels: [label],
  commonAnnotations: 'strings',
  patchesStrategicMerge: ['string'],
  patchesJson6902: [patch],
  patches: [patch],
  images: [image],
  imageTags: [image],
  replacements: [replacementField],
  replicas: [replica],
  vars: [variable],
  sortOptions: { order: 'string', legacySortOptions: { orderFirst: ['string'], orderLast: ['string'] } },
  resources: ['string'],
  components: ['string'],
  crds: ['string'],
  bases: ['string'],
  configMapGenerator: [configMapArgs],
  secretGenerator: [secretArgs],
  helmGlobals: 'anything',
  helmCharts: ['anything'],
  helmChartInflationGenerator: ['anything'],
  generatorOptions,
  configurations: ['string'],
  generators: ['string'],
  transformers: ['string'],
  validators: ['string'],
  buildMetadata: ['string'],
} as const;

export type Kustomization = Struct<typeof kustomization>;
export type FieldSpecConfig = Struct<typeof fieldSpec>;
export type Selector = Struct<typeof selector>;
export type Patch = Struct<typeof patch>;
export type Image = Struct<typeof image>;
export type Replica = Struct<typeof replica>;
export type Replacement = Struct<typeof replacementField>;
export type FieldOptions = Struct<typeof fieldOptions>;
export type GeneratorOptions = Struct<typeof generatorOptions>;
export type GeneratorArgs = Struct<typeof secretArgs>;
export type Variable = Struct<typeof variable>;
