import type { Definition } from './definition.ts';
import { mapNested, reachable, sharedPrefix } from './definition.ts';
import type { JsonValue } from './schema.ts';
import { sha256 } from './sha256.ts';

/** JSON with the keys of every object sorted: equal values have equal texts. */
export function canonicalJson(value: JsonValue | Definition): string {
  return JSON.stringify(sorted(value as JsonValue));
}

function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, child]) => [key, sorted(child)]));
}

/**
 * sha256 of the canonical form of a definition and of all that it needs, hex: the identity of a kind's schema,
 * whatever its own name and however a pack shares its parts.
 */
export function hashOf(name: string, find: (name: string) => Definition | undefined): string {
  const whole = (definition: Definition): Definition => {
    const { $ref } = definition;
    const part = $ref?.startsWith(sharedPrefix) ? find($ref) : undefined;
    return mapNested(part ?? definition, whole);
  };
  const others = reachable(name, find).filter((each) => each !== name && !each.startsWith(sharedPrefix));
  const parts = ['', ...others].map((each): JsonValue => [each, whole(find(each || name) ?? {}) as JsonValue]);
  return sha256(new TextEncoder().encode(canonicalJson(parts)));
}
