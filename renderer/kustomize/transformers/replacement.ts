import type { MapNode, Node } from '../../../yaml/index.ts';
import { Failure } from '../failure.ts';
import { join } from '../files.ts';
import { effectiveNamespace, isSelected } from '../identity.ts';
import type { Id } from '../identity.ts';
import { firstDocument } from '../kustomization.ts';
import { replacement as inlineShape, replacementField } from '../kustomization-shape.ts';
import type { FieldOptions, Replacement, Selector } from '../kustomization-shape.ts';
import { parseLabelSelector } from '../label-selector.ts';
import { isEmpty, plainNode, textOf } from '../nodes.ts';
import { lookUp, splitFieldPath } from '../replacements/look-up.ts';
import { retyped } from '../replacements/scalar.ts';
import { setAt } from '../replacements/set-at.ts';
import type { Setting } from '../replacements/set-at.ts';
import { setInText } from '../replacements/structured.ts';
import type { ResourceMap } from '../resource-map.ts';
import type { Resource } from '../resource.ts';
import { kindMatcher, pairsOf, wholeMatcher } from '../selection.ts';
import { decode } from '../shape.ts';
import { Exchanges, written } from '../written.ts';
import { defineTransformer } from './transformer.ts';
import type { Workshop } from './transformer.ts';

type Target = NonNullable<Replacement['targets']>[number];
const defaultPath = 'metadata.name';

/** `replacements`: copies the value of one field into fields of other objects. */
export const replacementTransformer = defineTransformer({
  kind: 'ReplacementTransformer',
  shape: { replacements: [replacementField] },
  fromKustomization: ({ replacements }): (readonly Replacement[])[] => (replacements?.length ? [replacements] : []),
  fromFile: ({ replacements }): (readonly Replacement[])[] => [replacements ?? []],
  apply(config: readonly Replacement[], resources, workshop) {
    for (const replacement of config.flatMap((entry) => inlined(entry, workshop))) replace(replacement, resources);
    resources.changed();
  },
});

/** The replacement itself, or those of the file it names. */
function inlined(entry: Replacement, { files, directory }: Workshop): readonly Replacement[] {
  const { path } = entry;
  if (!path || path.text === '') {
    // kustomize prints an inline replacement and reads it again, and an empty list gets lost there.
    if (entry.targets?.length === 0)
      throw new Failure('missing-field', 'A replacement needs at least one target.', entry.at);
    return [entry];
  }
  if (entry.source || entry.targets?.length) {
    throw new Failure('two-replacements', 'A replacement has either a path or a source and targets.', path.node);
  }
  const root = firstDocument(files.source(join(directory, path.text) ?? path.text, path.node));
  if (root?.kind === 'sequence') return decode(root, [inlineShape], 'lenient') ?? [];
  if (root?.kind === 'map') return [decode(root, inlineShape, 'lenient') ?? { at: root }];
  throw new Failure('wrong-type', `${path.text} must hold a replacement or a list of them.`, path.node);
}

function replace({ source, sourceValue, targets, at }: Replacement, resources: ResourceMap): void {
  if ((!source && !sourceValue) || !targets) {
    throw new Failure('missing-field', 'A replacement needs a source and at least one target.', at);
  }
  if (source && sourceValue)
    throw new Failure('two-sources', 'A replacement has either a source or a sourceValue.', at);
  const value = source ? sourceOf(source, resources) : () => (sourceValue as { node: Node }).node;
  for (const target of targets) setTargets(target, value, resources);
}

/** The value of a source; asked anew for each target, because a replacement may also change its own source. */
function sourceOf(source: NonNullable<Replacement['source']>, resources: ResourceMap): () => Node {
  const found = resources.list.filter((resource) => idsOf(resource).some((id) => isSource(id, source)));
  if (found.length !== 1) {
    const what = found.length === 0 ? 'selects nothing' : 'selects several objects';
    const code = found.length === 0 ? 'no-source' : 'ambiguous-source';
    throw new Failure(code, `The source of the replacement ${what}.`, source.at);
  }
  const path = splitFieldPath(source.fieldPath?.text || defaultPath);
  const [resource] = found as [Resource];
  const node = lookUp(resource.root as MapNode, path);
  if (node === undefined || isEmpty(node)) {
    const place = source.fieldPath?.node ?? source.at;
    throw new Failure('missing-field', `The source of the replacement has no ${path.join('.')}.`, place);
  }
  const value = refined(node, source.options);
  return value === node ? () => lookUp(resource.root as MapNode, path) ?? node : () => value;
}

/** The part of a text between delimiters that the options name. */
function refined(node: Node, options: FieldOptions | undefined): Node {
  const delimiter = options?.delimiter?.text ?? '';
  if (delimiter === '') return node;
  if (node.kind !== 'scalar') throw new Failure('wrong-kind', 'Only a single value can be split by a delimiter.', node);
  const part = node.text.split(delimiter)[options?.index ?? 0];
  if (part !== undefined) return retyped(node, part, node);
  throw new Failure('missing-field', `The value ${node.text} has no part ${options?.index ?? 0}.`, node);
}

function idsOf(resource: Resource): readonly Id[] {
  return resource.root === null ? [] : [resource.id, ...resource.previousIds];
}

function isSource(id: Id, source: NonNullable<Replacement['source']>): boolean {
  const name = source.name?.text ?? '';
  const namespace = source.namespace?.text ?? '';
  const kind = { group: source.group?.text ?? '', version: source.version?.text ?? '', kind: source.kind?.text ?? '' };
  if (name !== '' && name !== id.name) return false;
  if (namespace !== '' && effectiveNamespace({ ...kind, name, namespace }) !== (id.namespace || 'default'))
    return false;
  return isSelected(id, kind);
}

function setTargets(target: Target, value: () => Node, resources: ResourceMap): void {
  const { select, reject, fieldPaths, options } = target;
  if (!select) throw new Failure('missing-field', 'A target of a replacement needs a select.', target.at);
  const isChosen = idMatcher(select);
  const isRejected = (reject ?? []).filter(hasId).map(idMatcher);
  const isRefused = (reject ?? []).filter(hasPairs).map(pairMatcher);
  const hasRightPairs = pairMatcher(select);
  for (const resource of resources.list) {
    if (resource.root === null || !hasRightPairs(resource) || isRefused.some((isMeant) => isMeant(resource))) continue;
    const ids = idsOf(resource);
    if (isRejected.some((isMeant) => ids.some(isMeant)) || !ids.some(isChosen)) continue;
    const paths = fieldPaths?.length ? fieldPaths.map(({ text }) => text) : [defaultPath];
    for (const path of paths) resource.root = setPath(resource.root, path, value(), options, target.at);
  }
}

function idMatcher(selector: Selector): (id: Id) => boolean {
  const isKind = kindMatcher(selector);
  const name = wholeMatcher(selector.name);
  const namespace = wholeMatcher(selector.namespace);
  return (id) => isKind(id) && name(id.name) && namespace(id.namespace);
}

function hasId({ group, version, kind, name, namespace }: Selector): boolean {
  return [group, version, kind, name, namespace].some((text) => text && text.text !== '');
}

function hasPairs({ labelSelector, annotationSelector }: Selector): boolean {
  return [labelSelector, annotationSelector].some((text) => text && text.text !== '');
}

function pairMatcher({ labelSelector, annotationSelector }: Selector): (resource: Resource) => boolean {
  const labels = parseLabelSelector(labelSelector);
  const annotations = parseLabelSelector(annotationSelector);
  return (resource) => labels(pairsOf(resource, 'labels')) && annotations(pairsOf(resource, 'annotations'));
}

function setPath(root: MapNode, path: string, value: Node, options: FieldOptions | undefined, at: Node): MapNode {
  const parts = splitFieldPath(path);
  const create = options?.create ? (value.kind as Setting['create']) : undefined;
  const inText = setInText(root, parts, value, create);
  if (inText) return inText;
  const exchanges = new Exchanges();
  const setting: Setting = {
    create,
    count: 0,
    set: (old) => exchanges.put(old, valueIn(old, value, options)),
  };
  const result = setAt(root, parts, setting);
  if (setting.count > 0) return exchanges.applyTo(result as MapNode);
  const verb = create ? 'find or create' : 'find';
  throw new Failure(
    'missing-field',
    `The replacement cannot ${verb} the field ${path} in ${textOf(lookUp(root, ['kind']))} ${textOf(lookUp(root, ['metadata', 'name']))}.`,
    at,
  );
}

function valueIn(old: Node | undefined, value: Node, options: FieldOptions | undefined): Node {
  const delimiter = options?.delimiter?.text ?? '';
  if (delimiter !== '' && (old ?? value).kind !== 'scalar') {
    throw new Failure('wrong-kind', 'Only a single value can be split by a delimiter.', old ?? value);
  }
  const text = delimiter === '' ? textOf(value) : joined(textOf(old), textOf(value), delimiter, options?.index ?? 0);
  if (old?.kind === 'scalar') return retyped(old, text, value);
  if (old === undefined && value.kind === 'scalar') return freshScalar(text, value);
  return value;
}

function joined(old: string, value: string, delimiter: string, index: number): string {
  const parts = old.split(delimiter);
  if (index < 0) parts.unshift(value);
  else if (index >= parts.length) parts.push(value);
  else parts[index] = value;
  return parts.join(delimiter);
}

/** A value in a field that was just made is read by its text alone, whatever it was in its source. */
function freshScalar(text: string, at: Node): Node {
  return written(plainNode(text, at));
}
