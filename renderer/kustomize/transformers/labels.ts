import { fieldSpecFrom, mergeFieldSpecs } from '../field-spec.ts';
import type { FieldSpec } from '../field-spec.ts';
import { changeFields, setEntry } from '../field-walk.ts';
import { fieldSpec } from '../kustomization-shape.ts';
import { stringNode } from '../nodes.ts';
import type { ResourceMap } from '../resource-map.ts';
import type { Text } from '../shape.ts';
import { Exchanges, sharedNode } from '../written.ts';
import { defineTransformer } from './transformer.ts';

interface Config {
  readonly labels: ReadonlyMap<string, Text>;
  readonly specs: readonly FieldSpec[];
}

const onlyMetadata: FieldSpec = { group: '', version: '', kind: '', path: 'metadata/labels', create: true };

/** `labels`, then `commonLabels`: labels on objects, and where asked on selectors and pod templates. */
export const labelTransformer = defineTransformer({
  kind: 'LabelTransformer',
  shape: { labels: 'strings', fieldSpecs: [fieldSpec] },
  fromKustomization({ labels, commonLabels }, fields): Config[] {
    const configs: Config[] = [];
    for (const { pairs, includeSelectors, includeTemplates, fields: own, at } of labels ?? []) {
      let specs = mergeFieldSpecs((own ?? []).map(fieldSpecFrom), fields.labels, at);
      if (includeSelectors) {
        specs = mergeFieldSpecs(specs, fields.commonLabels, at);
      } else {
        if (includeTemplates) specs = mergeFieldSpecs(specs, fields.templateLabels, at);
        specs = mergeFieldSpecs(specs, [onlyMetadata], at);
      }
      configs.push({ labels: pairs ?? new Map(), specs });
    }
    // kustomize runs once more for commonLabels that are not there, which shows in `buildMetadata`.
    if (commonLabels?.size || configs.length > 0)
      configs.push({ labels: commonLabels ?? new Map(), specs: fields.commonLabels });
    return configs;
  },
  fromFile: ({ labels, fieldSpecs }): Config[] => [
    { labels: labels ?? new Map(), specs: (fieldSpecs ?? []).map(fieldSpecFrom) },
  ],
  apply({ labels, specs }: Config, resources) {
    setPairs(labels, specs, resources);
  },
});

/** Sets entries of the maps that field specs name, key by key in the order of the keys. */
export function setPairs(pairs: ReadonlyMap<string, Text>, specs: readonly FieldSpec[], resources: ResourceMap): void {
  const keys = [...pairs.keys()].sort();
  for (const resource of resources.list) {
    for (const key of keys) {
      const { text, node } = pairs.get(key) as Text;
      const exchanges = new Exchanges();
      changeFields(resource, specs, 'map', setEntry(key, sharedNode(stringNode(text, node)), exchanges));
      if (resource.root) resource.root = exchanges.applyTo(resource.root);
    }
  }
}
