import type { Node } from '../../../yaml/index.ts';
import { fieldSpecFrom } from '../field-spec.ts';
import type { FieldSpec } from '../field-spec.ts';
import { changeFields } from '../field-walk.ts';
import type { Change } from '../field-walk.ts';
import { fieldSpec, image as shape } from '../kustomization-shape.ts';
import type { Image } from '../kustomization-shape.ts';
import { demandKind, fieldOf, isNull, mapItems, nameOf, rewritten, withField, withValueAt } from '../nodes.ts';
import { compile } from '../selection.ts';
import { written } from '../written.ts';
import { defineTransformer } from './transformer.ts';

interface Config {
  readonly image: Image;
  readonly specs: readonly FieldSpec[];
}

/** `images`: another name, tag or digest for an image, in every list of containers and where field specs point. */
export const imageTagTransformer = defineTransformer({
  kind: 'ImageTagTransformer',
  shape: { imageTag: shape, fieldSpecs: [fieldSpec] },
  fromKustomization: ({ images, imageTags }, fields): Config[] =>
    [...(images ?? []), ...(imageTags ?? [])].map((image) => ({ image, specs: fields.images })),
  fromFile: ({ imageTag, fieldSpecs, at }): Config[] => [
    { image: imageTag ?? { at }, specs: (fieldSpecs ?? []).map(fieldSpecFrom) },
  ],
  apply({ image, specs }: Config, resources) {
    const change = changeOf(image);
    for (const resource of resources.list) {
      if (resource.root === null || resource.id.kind === 'CustomResourceDefinition') continue;
      resource.root = changeContainers(resource.root, change) as typeof resource.root;
      changeFields(resource, specs, undefined, change);
    }
  },
});

const containerLists: ReadonlySet<string> = new Set(['containers', 'initContainers']);

/** Changes the image of every item of every list that has the name of a list of containers. */
function changeContainers(node: Node, change: Change): Node {
  if (node.kind === 'sequence') return mapItems(node, (item) => changeContainers(item, change));
  if (node.kind !== 'map') return node;
  let map = node;
  for (let i = 0; i < node.keys.length; i++) {
    let value = changeContainers(node.values[i] as Node, change);
    if (value.kind === 'sequence' && containerLists.has(nameOf(node.keys[i] as Node))) {
      value = mapItems(value, (item) => changeImage(item, change));
    }
    map = withValueAt(map, i, value);
  }
  return map;
}

function changeImage(container: Node, change: Change): Node {
  demandKind(container, 'map', 'A container');
  const image = fieldOf(container, 'image');
  return container.kind === 'map' && image && !isNull(image) ? withField(container, 'image', change(image)) : container;
}

function changeOf(image: Image): Change {
  const { name, newName, newTag, digest, tagSuffix } = image;
  const isMeant = name
    ? compile(`^${name.text}(:[a-zA-Z0-9_.{}-]*)?(@sha256:[a-zA-Z0-9_.{}-]*)?$`, name)
    : /^(:[a-zA-Z0-9_.{}-]*)?(@sha256:[a-zA-Z0-9_.{}-]*)?$/;
  const decisive = [newTag, digest, tagSuffix, newName].find((text) => text && text.text !== '')?.node;
  return (old) => {
    demandKind(old, 'scalar', 'An image');
    if (old.kind !== 'scalar' || !isMeant.test(old.text)) return old;
    const parts = splitImage(old.text);
    if (newName && newName.text !== '') parts.name = newName.text;
    if (newTag?.text) {
      parts.tag = newTag.text;
      parts.digest = digest?.text ?? '';
    } else if (digest?.text) {
      parts.tag = '';
      parts.digest = digest.text;
    } else if (tagSuffix?.text) {
      parts.tag += tagSuffix.text;
      parts.digest = '';
    }
    const text = parts.name + (parts.tag && `:${parts.tag}`) + (parts.digest && `@${parts.digest}`);
    return written(rewritten(old, text, decisive ?? old));
  };
}

/** Takes `registry:5000/name:tag@digest` apart; a colon before the first slash belongs to the registry. */
function splitImage(image: string): { name: string; tag: string; digest: string } {
  const slash = image.indexOf('/');
  const from = slash > 0 ? slash : 0;
  const at = image.indexOf('@', from);
  const colon = image.indexOf(':', from);
  if (at < 0 && colon < 0) return { name: image, tag: '', digest: '' };
  if (at >= 0 && (colon < 0 || at < colon)) return { name: image.slice(0, at), tag: '', digest: image.slice(at + 1) };
  if (at < 0) return { name: image.slice(0, colon), tag: image.slice(colon + 1), digest: '' };
  return { name: image.slice(0, colon), tag: image.slice(colon + 1, at), digest: image.slice(at + 1) };
}
