import type { Place } from './failure.ts';
import { firstDocument } from './kustomization.ts';
import { fieldSpecs, references } from './field-spec-facts.ts';
import { compareGvk, fieldSpecFrom, mergeFieldSpecs, parseFieldSpec, parseGvk } from './field-spec.ts';
import type { FieldSpec } from './field-spec.ts';
import type { Files } from './files.ts';
import type { Gvk } from './identity.ts';
import { fieldSpec } from './kustomization-shape.ts';
import { decode } from './shape.ts';

/** The lists of field specs that a kustomization may extend by `configurations`. */
const fieldLists = [
  'namePrefix',
  'nameSuffix',
  'namespace',
  'commonLabels',
  'labels',
  'templateLabels',
  'commonAnnotations',
  'varReference',
  'images',
  'replicas',
] as const;

export type FieldList = (typeof fieldLists)[number];

/** A kind, and the fields of other kinds that hold the name of an object of it. */
export interface NameReference {
  readonly target: Gvk;
  readonly referrers: readonly FieldSpec[];
}

/** Which fields the transformers touch. */
export interface FieldConfig extends Readonly<Record<FieldList, readonly FieldSpec[]>> {
  readonly nameReference: readonly NameReference[];
}

/** What an accumulation knows before its kustomization is read. */
export const noFields = makeConfig(() => [], []);

/** What kustomize knows by itself. */
const defaultFields = makeConfig(
  (list) =>
    ((fieldSpecs as Partial<Record<string, readonly string[]>>)[list] ?? []).map(parseFieldSpec).sort(compareGvk),
  Object.entries(references)
    .map(([target, lines]) => ({ target: parseGvk(target), referrers: lines.map(parseFieldSpec) }))
    .sort((one, other) => compareGvk(one.target, other.target)),
);

const list = [fieldSpec] as const;
const shape = {
  namePrefix: list,
  nameSuffix: list,
  namespace: list,
  commonLabels: list,
  labels: list,
  templateLabels: list,
  commonAnnotations: list,
  varReference: list,
  images: list,
  replicas: list,
  nameReference: [{ group: 'string', version: 'string', kind: 'string', fieldSpecs: list }],
} as const;

/** The defaults with what the files of `configurations` add. */
export function readFieldConfig(
  files: Files,
  paths: readonly { readonly path: string; readonly place: Place }[],
): FieldConfig {
  let config = defaultFields;
  for (const { path, place } of paths) {
    const root = firstDocument(files.source(path, place));
    const added = root === undefined ? undefined : decode(root, shape, 'strict');
    if (added === undefined) continue;
    const own = makeConfig(
      (list) => (added[list] ?? []).map(fieldSpecFrom).sort(compareGvk),
      (added.nameReference ?? []).map(({ group, version, kind, fieldSpecs: referrers }) => ({
        target: { group: group?.text ?? '', version: version?.text ?? '', kind: kind?.text ?? '' },
        referrers: (referrers ?? []).map(fieldSpecFrom),
      })),
    );
    config = mergeFieldConfigs(config, own, place);
  }
  return config;
}

/** Two configurations as one; the first itself where the second adds nothing. */
export function mergeFieldConfigs(one: FieldConfig, other: FieldConfig, place: Place): FieldConfig {
  if (one === other || other === noFields) return one;
  if (one === noFields) return other;
  return makeConfig(
    (list) => [...mergeFieldSpecs(one[list], other[list], place)].sort(compareGvk),
    mergeReferences(one.nameReference, other.nameReference, place),
  );
}

function mergeReferences(
  one: readonly NameReference[],
  other: readonly NameReference[],
  place: Place,
): NameReference[] {
  const merged = [...one];
  for (const added of other) {
    const index = merged.findIndex(({ target }) => compareGvk(target, added.target) === 0);
    const known = merged[index];
    if (known) merged[index] = { ...known, referrers: mergeFieldSpecs(known.referrers, added.referrers, place) };
    else merged.push(added);
  }
  return merged.sort((a, b) => compareGvk(a.target, b.target));
}

/** A configuration from its lists. */
export function makeConfig(
  specsOf: (list: FieldList) => readonly FieldSpec[],
  nameReference: readonly NameReference[],
): FieldConfig {
  const lists = Object.fromEntries(fieldLists.map((list) => [list, specsOf(list)]));
  return { ...(lists as Record<FieldList, readonly FieldSpec[]>), nameReference };
}
