import type { MapNode, Node } from './node.ts';
import { Refusal } from './scan-cursor.ts';

/** An expanded entry of a map. `merge` is the value of a merge key as written. */
export interface Entry {
  readonly key: Node;
  /** Whether the key is written as an alias. */
  readonly aliasKey: boolean;
  readonly value: Node;
  readonly merge: Node | null;
}

/** go-yaml v2 sets merged entries where the merge key stands: they win over those above, and the first of a list wins over the others. */
export function mergeAsKubectl(entries: readonly Entry[]): Entry[] {
  const merged: Entry[] = [];
  for (const entry of entries) {
    if (entry.merge === null) merged.push(entry);
    else for (const source of mergeSources(entry).reverse()) for (const part of entriesOf(source)) merged.push(part);
  }
  return merged;
}

/** kyaml lets explicit entries win wherever they stand, and appends the others behind them. */
export function mergeAsKustomize(entries: readonly Entry[]): Entry[] {
  const merges = entries.filter(({ merge }) => merge !== null);
  const [merge, second] = merges;
  if (second !== undefined) {
    throw new Refusal(
      'duplicate-merge-key',
      'There are two merge keys << in one map.',
      'Merge a list: <<: [*a, *b].',
      second.key.start,
      second.key.end,
    );
  }
  const own = withoutFirstMergeText(entries);
  const kept = [...own];
  const sources = merge === undefined ? [] : mergeSources(merge).reverse().map(entriesOf);
  for (const source of sources.length === 0 && !own.some(isNullKey) ? [] : [...sources, own]) {
    for (const entry of source) setEntry(kept, source.find(({ key }) => valueOf(key) === valueOf(entry.key)) ?? entry);
  }
  return kept;
}

/** kyaml clears the field named `<<` in every map, quoted or not. */
function withoutFirstMergeText(entries: readonly Entry[]): Entry[] {
  const index = entries.findIndex(({ key }) => valueOf(key) === '<<');
  return index < 0 ? [...entries] : entries.toSpliced(index, 1);
}

/** Sets as kyaml does, which looks for a null key by an empty name and so finds none but the empty key. */
function setEntry(entries: Entry[], entry: Entry): void {
  const name = isNullKey(entry) ? '' : valueOf(entry.key);
  const index = entries.findIndex(({ key }) => valueOf(key) === name);
  if (index < 0) entries.push(entry);
  else entries[index] = entry;
}

function isNullKey({ key, aliasKey }: Entry): boolean {
  if (key.kind !== 'scalar' || aliasKey) return false;
  if (key.tag === '!!null') return true;
  return (key.tag === '' || key.tag === '!') && key.style === 'plain' && /^(?:~|null|Null|NULL)$/.test(key.text);
}

function valueOf(key: Node): string {
  return key.kind === 'scalar' ? key.text : '';
}

/** The maps of a merge value, in the order of the text. */
function mergeSources({ key, value, merge }: Entry): MapNode[] {
  if (value.kind === 'map') return [value];
  // An alias to a list of maps is refused, unlike the list itself.
  const items = value.kind === 'sequence' && merge?.kind === 'sequence' ? value.items : [];
  if (value.kind === 'sequence' && merge?.kind === 'sequence' && items.every((item) => item.kind === 'map'))
    return items as MapNode[];
  throw new Refusal(
    'bad-merge',
    'The value of a merge key << must be a map, an alias of a map, or a list of these.',
    'Quote the key when it is meant to be text.',
    key.start,
    value.end > key.start ? value.end : key.end,
  );
}

function entriesOf(map: MapNode): Entry[] {
  return map.keys.map((key, index) => ({ key, aliasKey: false, value: map.values[index] as Node, merge: null }));
}
