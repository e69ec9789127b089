import { suggest } from '../../findings/index.ts';
import type { Path } from '../../findings/index.ts';
import type { Shape } from './shape.ts';
import { listing, placeName } from './words.ts';

/**
 * The neighbour of which a field that is not declared is a misspelling; undefined where none is near, or where the field
 * rather belongs to another place. `path` ends with the field, `above` are the shapes of the maps that hold it, outermost first.
 */
export function neighbourMeant(name: string, path: Path, above: readonly Shape[]): string | undefined {
  const here = above.at(-1);
  const declared = [...(here?.schema.properties?.keys() ?? [])];
  const sameLetters = declared.find((each) => each.toLowerCase() === name.toLowerCase());
  if (!here || sameLetters !== undefined) return sameLetters;
  if (fromAbove(name, path, above.slice(0, -1)) ?? fromBelow(name, here)) return undefined;
  return suggest(name, declared) ?? sameStem(name, declared);
}

/** What to do about a field that is no misspelling: it belongs a few levels further up or down, or nowhere. */
export function unknownFieldHelp(name: string, path: Path, above: readonly Shape[]): string {
  const here = above.at(-1);
  const declared = [...(here?.schema.properties?.keys() ?? [])].sort();
  const place = here && (fromAbove(name, path, above.slice(0, -1)) ?? fromBelow(name, here));
  if (place !== undefined) return place;
  const few = declared.length > 0 && declared.length <= 12;
  return few ? `Remove it: the fields here are ${listing(declared, 'and')}.` : 'Remove it: nothing would read it.';
}

/** The only field that begins as the name does, for the better part of it: `retry` means `retries`. */
function sameStem(name: string, declared: readonly string[]): string | undefined {
  const stem = name.toLowerCase().slice(0, Math.max(4, Math.ceil((name.length * 3) / 4)));
  const matches = declared.filter((each) => each.toLowerCase().startsWith(stem));
  return name.length >= 4 && matches.length === 1 ? matches[0] : undefined;
}

/** A field of one of the maps around: its indentation is too deep. Near ones first. */
function fromAbove(name: string, path: Path, around: readonly Shape[]): string | undefined {
  for (let i = around.length - 1; i >= Math.max(0, around.length - 4); i--) {
    if (!around[i]?.schema.properties?.has(name)) continue;
    const owner = mapPath(path, i);
    const place = owner.length === 0 ? 'at the top level, beside `kind`' : `in ${placeName(owner)}`;
    return `\`${name}\` belongs ${place}; it is indented too far here.`;
  }
  return undefined;
}

/** The path of the map at a level: list indices open no map of their own. */
function mapPath(path: Path, level: number): Path {
  let maps = 0;
  for (let i = 0; i < path.length; i++) {
    if (maps === level && typeof path[i] === 'string') return path.slice(0, i);
    if (typeof path[i + 1] !== 'number') maps++;
  }
  return path.slice(0, -1);
}

/** A field of something that stands here: a level is missing. */
function fromBelow(name: string, here: Shape): string | undefined {
  for (const [field, schema] of here.schema.properties ?? []) {
    const inside = schema.properties ?? schema.items?.properties;
    if (field !== 'status' && field !== 'metadata' && inside?.has(name)) return `\`${name}\` belongs in \`${field}\`.`;
  }
  return undefined;
}
