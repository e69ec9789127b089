import type { Node } from '../../../yaml/index.ts';
import { demandKind, fieldOf, isMissing, textOf } from '../nodes.ts';

/*
 * How kustomize finds and sets the items of a list that is merged, with all its turns: items are compared by the texts of
 * their keys, empty items fall out whenever a list is touched, and a missing key text matches whatever is there.
 */

/** The texts of the merge keys of each item, '' where one is missing, without repetitions. */
export function keyTexts(lists: readonly (readonly Node[])[], keys: readonly string[]): string[][] {
  const seen = new Set<string>();
  const result: string[][] = [];
  for (const items of lists) {
    for (const item of items) {
      const texts = keys.map((key) => (key === '' ? textOf(item) : filledText(fieldOf(item, key))));
      const joined = texts.join('\0');
      if (seen.has(joined)) continue;
      seen.add(joined);
      result.push(texts);
    }
  }
  return result;
}

function filledText(node: Node | undefined): string {
  return isMissing(node) ? '' : textOf(node);
}

/** The first item whose keys have these texts; with the key '' the item itself is compared. */
export function findItem(items: readonly Node[], keys: readonly string[], texts: readonly string[]): number {
  if (keys[0] === '' || keys.length === 0) return items.findIndex((item) => textOf(item) === texts[0]);
  return items.findIndex(
    (item) =>
      item.kind === 'map' &&
      keys.every((key, index) => {
        const value = fieldOf(item, key);
        return value !== undefined && textOf(value) === texts[index];
      }),
  );
}

/** The items with the matching ones replaced by another, or removed where there is none; a new one goes to the end. */
export function setItem(
  items: readonly Node[],
  item: Node | undefined,
  keys: readonly string[],
  texts: readonly string[],
): Node[] {
  const result: Node[] = [];
  const byField = keys[0] !== undefined && keys[0] !== '' && texts[0] !== undefined && texts[0] !== '';
  let matched = false;
  for (const old of items) {
    if (isMissing(old) || (old.kind === 'map' && old.keys.length === 0)) continue;
    if (old.kind !== 'map' && byField) {
      result.push(old);
    } else if (!isMatch(old, keys, texts)) {
      if (texts.length > 0) result.push(old);
    } else {
      matched = true;
      if (item !== undefined) result.push(item);
    }
  }
  if (!matched && !isMissing(item)) result.push(item);
  return result;
}

function isMatch(item: Node, keys: readonly string[], texts: readonly string[]): boolean {
  let found = false;
  for (const [index, key] of keys.entries()) {
    if (index < texts.length) found = hasText(item, key, texts[index] as string);
    if (!found) return false;
  }
  return true;
}

function hasText(item: Node, key: string, text: string): boolean {
  if (key === '') {
    demandKind(item, 'scalar', 'A list of single values');
    return textOf(item) === text;
  }
  demandKind(item, 'map', 'A list that is merged by a key');
  const value = fieldOf(item, key);
  return value !== undefined && (text === '' || textOf(value) === text);
}

/** The added items, then the others of the list; an item of the list takes the place of an added one with its keys. */
export function appendItems(added: readonly Node[], items: readonly Node[], keys: readonly string[]): Node[] {
  let result: Node[] = [...added];
  for (const item of items) {
    if (keys[0] === '') {
      result = setItem(result, item, keys, [textOf(item)]);
      continue;
    }
    demandKind(item, 'map', 'A list that is merged by a key');
    const texts: string[] = [];
    for (const key of keys) {
      const value = fieldOf(item, key);
      if (value === undefined) result.push(item);
      else texts.push(textOf(value));
    }
    if (keys.length > 1) result = setItem(result, undefined, keys, texts);
    result = setItem(result, item, keys, texts);
  }
  return result;
}

/** Of several keys, those that any item has; all of them where none has one. And their texts. */
export function usedKeys(
  all: readonly (readonly string[])[],
  texts: readonly string[],
  keys: readonly string[],
): readonly [readonly string[], readonly string[]] {
  const used = keys.map((_, index) => all.some((other) => (other[index] ?? '') !== ''));
  if (!used.includes(true)) return [keys, texts];
  return [keys.filter((_, index) => used[index]), texts.filter((text, index) => text !== '' || used[index])];
}

/** Completes the key texts of items that differ only in what one of them leaves out, in place. */
export function completeTexts(all: string[][]): void {
  for (let i = 0; i < all.length; i++) {
    // As they were before the others were compared with them, as in kustomize.
    const texts = all[i] as string[];
    for (let j = 0; j < all.length; j++) {
      const joint = jointTexts(texts, all[j] as string[]);
      if (joint) all[i] = all[j] = joint;
    }
  }
}

function jointTexts(one: readonly string[], other: readonly string[]): string[] | undefined {
  if (one.length !== other.length) return undefined;
  let common = false;
  const joint: string[] = [];
  for (const [index, text] of one.entries()) {
    const counterpart = other[index] as string;
    if (text === counterpart) common = true;
    else if (text !== '' && counterpart !== '') return undefined;
    joint.push(text || counterpart);
  }
  return common ? joint : undefined;
}
