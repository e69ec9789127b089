import type { MapNode, Node } from './node.ts';

/** From this many keys on, a set finds duplicates faster than comparing each with each. */
const MANY = 12;

/** Whether a map has keys that {@link expand} must look at: duplicates, merge keys, and all that may be no string. */
export function hasUnusualKeys({ keys }: MapNode): boolean {
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index] as Node;
    if (key.kind !== 'scalar' || key.tag !== '') return true;
    if (key.style === 'plain' ? mayBeOther(key.text) : key.text === '<<') return true;
  }
  return keys.length < MANY ? repeatsFew(keys) : repeatsMany(keys);
}

function repeatsFew(keys: readonly Node[]): boolean {
  for (let first = 0; first < keys.length - 1; first++) {
    const { text } = keys[first] as { text: string };
    for (let second = first + 1; second < keys.length; second++) {
      if ((keys[second] as { text: string }).text === text) return true;
    }
  }
  return false;
}

function repeatsMany(keys: readonly Node[]): boolean {
  const seen = new Set<string>();
  for (const key of keys) seen.add((key as { text: string }).text);
  return seen.size < keys.length;
}

const WORDS = new Set(
  ['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null'].flatMap((word) => [
    word,
    word.toUpperCase(),
    word.charAt(0).toUpperCase() + word.slice(1),
  ]),
);

/** Whether a plain text may be something else than a string in one of the dialects; a cheap look that errs towards yes. */
function mayBeOther(text: string): boolean {
  const code = text.charCodeAt(0);
  if (code >= 0x61 && code <= 0x7a) return text.length < 6 && isWordStart(code) && WORDS.has(text);
  if (code >= 0x41 && code <= 0x5a) return text.length < 6 && WORDS.has(text);
  // Digits, signs, `.inf`, `~`, `<<` and the empty key.
  return !(code === 0x2f || code === 0x5f);
}

function isWordStart(code: number): boolean {
  return code === 0x79 || code === 0x6e || code === 0x6f || code === 0x74 || code === 0x66;
}
