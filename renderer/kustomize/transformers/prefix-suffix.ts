import { rewritten, plainNode } from '../nodes.ts';
import { Failure } from '../failure.ts';
import type { Place } from '../failure.ts';
import { fieldSpecFrom } from '../field-spec.ts';
import type { FieldSpec } from '../field-spec.ts';
import { changeField, setScalar } from '../field-walk.ts';
import { isSelected } from '../identity.ts';
import type { Gvk } from '../identity.ts';
import { fieldSpec } from '../kustomization-shape.ts';
import type { ResourceMap } from '../resource-map.ts';
import type { Resource } from '../resource.ts';
import type { Struct, Text } from '../shape.ts';
import { written } from '../written.ts';
import { defineTransformer } from './transformer.ts';

interface Config {
  readonly affix: Text;
  readonly specs: readonly FieldSpec[];
}

/** Kinds whose names mean something outside and are left alone. */
const exempt: readonly Gvk[] = [
  { group: '', version: '', kind: 'CustomResourceDefinition' },
  { group: 'apiregistration.k8s.io', version: '', kind: 'APIService' },
  { group: '', version: '', kind: 'Namespace' },
];

/** `namePrefix`. */
export const prefixTransformer = defineTransformer({
  kind: 'PrefixTransformer',
  shape: { prefix: 'string', fieldSpecs: [fieldSpec] },
  fromKustomization: ({ namePrefix }, fields) => configsOf(namePrefix, fields.namePrefix),
  fromFile: ({ prefix, ...rest }, place) => configFrom(prefix, rest.fieldSpecs, place),
  apply(config: Config, resources) {
    addAffix(
      config,
      resources,
      (name, prefix) => prefix + name,
      (resource, prefix) => {
        resource.prefixes = [...resource.prefixes, prefix];
      },
    );
  },
});

/** `nameSuffix`. */
export const suffixTransformer = defineTransformer({
  kind: 'SuffixTransformer',
  shape: { suffix: 'string', fieldSpecs: [fieldSpec] },
  fromKustomization: ({ nameSuffix }, fields) => configsOf(nameSuffix, fields.nameSuffix),
  fromFile: ({ suffix, ...rest }, place) => configFrom(suffix, rest.fieldSpecs, place),
  apply(config: Config, resources) {
    addAffix(
      config,
      resources,
      (name, suffix) => name + suffix,
      (resource, suffix) => {
        resource.suffixes = [...resource.suffixes, suffix];
      },
    );
  },
});

function configsOf(affix: Text | undefined, specs: readonly FieldSpec[]): Config[] {
  return affix && affix.text !== '' ? [{ affix, specs }] : [];
}

function configFrom(
  affix: Text | undefined,
  specs: readonly Struct<typeof fieldSpec>[] | undefined,
  place: Place,
): Config[] {
  if (specs === undefined) throw new Failure('missing-field', 'fieldSpecs is missing.', place);
  const text = affix ?? { text: '', node: plainNode('', place) };
  return [{ affix: text, specs: specs.map(fieldSpecFrom) }];
}

function addAffix(
  { affix, specs }: Config,
  resources: ResourceMap,
  combine: (name: string, affix: string) => string,
  remember: (resource: Resource, affix: string) => void,
): void {
  for (const resource of resources.list) {
    const id = resource.originalId;
    if (exempt.some((gvk) => isSelected(id, gvk))) continue;
    for (const spec of specs) {
      if (!isSelected(id, spec)) continue;
      if (spec.path === 'metadata/name' && affix.text !== '') {
        remember(resource, affix.text);
        resource.rememberId();
      }
      const change = setScalar((old) =>
        old.kind === 'scalar' ? written(rewritten(old, combine(old.text, affix.text))) : old,
      );
      changeField(resource, spec, 'scalar', change);
    }
  }
}
