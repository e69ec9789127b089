import { Scalar, reprint } from '../../../yaml/index.ts';
import type { MapNode, Node, ScalarNode, SequenceNode } from '../../../yaml/index.ts';
import { Failure } from '../failure.ts';
import {
  demandKind,
  fieldOf,
  isEmpty,
  isMissing,
  isNull,
  nameOf,
  stringNode,
  withEntries,
  withField,
  withItems,
} from '../nodes.ts';
import { directiveOf, withoutDirective } from './directive.ts';
import { appendItems, completeTexts, findItem, keyTexts, setItem, usedKeys } from './items.ts';
import type { Exchanges } from '../written.ts';
import type { Schema, Schemas } from './schemas.ts';

/** What a merge knows of Kubernetes, and what it does to scalars that stand in several fields. */
export interface Merging {
  readonly schemas: Schemas;
  readonly exchanges: Exchanges;
}

/**
 * Merges a patch into a value as kustomize does; undefined where nothing is left of it. Without a patch the value is
 * still tidied, because kustomize walks through all of it: empty values (`key:`) fall out, lists that are merged lose
 * empty and repeated items. A value that is new is merged with itself, so that its directives are followed.
 */
export function merge(
  value: Node | undefined,
  patch: Node | undefined,
  schema: Schema | undefined,
  merging: Merging,
): Node | undefined {
  const kind = isMissing(value) ? (isMissing(patch) ? undefined : patch.kind) : value.kind;
  if (kind === undefined)
    return patch === undefined && value?.kind === 'scalar' && value.text !== '' ? value : undefined;
  for (const node of [value, patch]) if (node) demandKind(node, kind as 'map', 'A strategic merge patch');
  if (kind === 'map')
    return mergeMap(
      value as MapNode,
      patch as MapNode,
      schema ?? merging.schemas.of(value) ?? merging.schemas.of(patch),
      merging,
    );
  if (kind === 'sequence') return mergeList(value as SequenceNode, patch as SequenceNode, schema, merging);
  if (patch === undefined || patch === value) return value;
  if (isNull(patch)) return undefined;
  return merging.exchanges.put(value, restyled(patch as ScalarNode, value as ScalarNode | undefined));
}

function mergeMap(
  value: MapNode | undefined,
  patch: MapNode | undefined,
  schema: Schema | undefined,
  merging: Merging,
): Node | undefined {
  const isNew = isMissing(value);
  if (!isNew && patch !== undefined && isNull(patch)) return undefined;
  const directive = directiveOf(patch, isNew);
  if (directive === 'delete') return undefined;
  const origin = withoutDirective(patch);
  const base = (isNew || directive === 'replace' || value === patch ? origin : value) as MapNode;
  const merged: [Node, Node][] = [];
  let changed = false;
  for (let i = 0; i < base.keys.length; i++) {
    const key = base.keys[i] as Node;
    const old = base.values[i] as Node;
    const name = nameOf(key);
    if (name === '') throw emptyKey(key);
    const result = merge(old, origin === base ? old : fieldOf(origin, name), schema?.field(name), merging);
    if (result !== old) changed = true;
    if (result !== undefined) merged.push([key, result]);
  }
  if (origin !== undefined && origin !== base) {
    for (let i = 0; i < origin.keys.length; i++) {
      const key = origin.keys[i] as Node;
      const name = nameOf(key);
      if (name === '') throw emptyKey(key);
      if (fieldOf(base, name) !== undefined) continue;
      const result = merge(undefined, origin.values[i], schema?.field(name), merging);
      if (result === undefined) continue;
      merged.push([key, result]);
      changed = true;
    }
  }
  return changed ? withEntries(base, merged) : base;
}

/** kustomize takes an empty name of a field for the value that holds it, and fails there. */
function emptyKey(key: Node): Failure {
  return new Failure('empty-key', 'kustomize cannot patch an object that has an empty key.', key);
}

function mergeList(
  value: SequenceNode | undefined,
  patch: SequenceNode | undefined,
  schema: Schema | undefined,
  merging: Merging,
): Node | undefined {
  if (schema?.mergeKeys === undefined) return patch === undefined ? value : isNull(patch) ? undefined : patch;
  if (isMissing(value)) return mergeItems(patch as SequenceNode, patch, schema, merging);
  if (patch === undefined) return mergeItems(value, undefined, schema, merging);
  if (isNull(patch)) return undefined;
  const directive = directiveOf(patch);
  if (directive === 'delete') return undefined;
  const origin = withoutDirective(patch);
  return mergeItems(directive === 'replace' || value === patch ? origin : value, origin, schema, merging);
}

/** The items of the patch come first, in its order, then the others. */
function mergeItems(
  base: SequenceNode,
  origin: SequenceNode | undefined,
  schema: Schema,
  merging: Merging,
): SequenceNode {
  const keys = schema.mergeKeys?.length ? schema.mergeKeys : [''];
  const isSame = origin === base;
  const all = keyTexts(isSame || !origin ? [base.items] : [origin.items, base.items], keys);
  if (keys.length > 1) completeTexts(all);
  let items: readonly Node[] = base.items;
  let patches: readonly Node[] = origin?.items ?? [];
  let added: readonly Node[] = [];
  let used = keys;
  for (const texts of all) {
    const [itemKeys, itemTexts] = usedKeys(all, texts, keys);
    used = itemKeys;
    const [findKeys, findTexts] = usedKeys([itemTexts], itemTexts, itemKeys);
    const index = findItem(items, findKeys, findTexts);
    const old = items[index];
    const patchIndex = findItem(patches, findKeys, findTexts);
    const patch = isSame ? old : patches[patchIndex];
    let result = merge(old, patch, schema.item, merging);
    // A directive is followed once; items with the same keys come by again without it.
    if (!isSame && patch) patches = patches.with(patchIndex, withoutDirective(patch));
    if (isMissing(result) || (result.kind === 'map' && isEmpty(result))) {
      for (const _ of itemKeys) items = setItem(items, undefined, itemKeys, itemTexts);
      continue;
    }
    result = withKeys(result, itemKeys, itemTexts);
    // kustomize changes the old item in place, except where the patch replaces it; then the old one wins again below.
    if (old !== undefined && old.kind === 'map' && (isSame || directiveOf(patch) !== 'replace'))
      items = items.with(index, result);
    added = setItem(added, result, itemKeys, itemTexts);
  }
  return all.length === 0 ? withItems(base, items) : withItems(base, appendItems(added, items, used));
}

/** An item that was found by the text of a key it lacks gets the key. */
function withKeys(item: Node, keys: readonly string[], texts: readonly string[]): Node {
  let result = item;
  for (const [index, key] of keys.entries()) {
    const text = texts[index];
    if (key === '' || !text || result.kind !== 'map' || fieldOf(result, key) !== undefined) continue;
    result = withField(result, key, stringNode(text, item));
  }
  return result;
}

/** A text keeps the block style it replaces, and with it what kustomize's printer does to folded lines. */
function restyled(patch: ScalarNode, value: ScalarNode | undefined): ScalarNode {
  if (value?.style !== 'folded' || patch.style === 'plain' || !patch.text.includes('\n')) return patch;
  const text = reprint(patch.text, 'folded');
  if (text === undefined || text === patch.text) return patch;
  return new Scalar(patch.source, patch.start, patch.end, text, 'folded');
}
