import type { JsonObject, JsonValue } from '../../options/index.ts';

/** `over` laid upon `base`, maps merged deeply; lists and scalars of `over` replace. Neither is changed. */
export function merge(base: JsonObject, over: JsonObject): JsonObject {
  const result = new Map<string, JsonValue>(Object.entries(base));
  for (const [key, value] of Object.entries(over)) {
    const below = result.get(key);
    result.set(key, isMap(below) && isMap(value) ? merge(below, value) : value);
  }
  return Object.fromEntries(result);
}

function isMap(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
