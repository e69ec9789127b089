import { createHash } from 'node:crypto';
import type { Definition } from '../../schemas/index.ts';
import { canonicalJson, mapNested, nested, sharedPrefix } from '../../schemas/index.ts';

/** Below this many characters a reference saves nothing worth a line of its own. */
const worthwhile = 200;

/**
 * Takes the parts that stand more than once in some definitions out of them, so that a pack stores and a run expands each
 * once: custom resource definitions repeat whole pod templates. A part is named after its content.
 * Returns the definitions under their names, and the parts.
 */
export function shareParts(definitions: ReadonlyMap<string, Definition>): ReadonlyMap<string, Definition> {
  const repeated = repeatedParts(definitions.values());
  const result = new Map<string, Definition>();
  const referred = (definition: Definition): Definition => {
    const json = canonicalJson(definition);
    if (!repeated.has(json)) return mapNested(definition, referred);
    const name = `${sharedPrefix}${createHash('sha256').update(json).digest('hex').slice(0, 16)}`;
    if (!result.has(name)) result.set(name, mapNested(definition, referred));
    return { $ref: name };
  };
  for (const [name, definition] of definitions) result.set(name, mapNested(definition, referred));
  return result;
}

/** The canonical JSON of all parts that stand in two places; what stands only inside such a part stands in one. */
function repeatedParts(definitions: Iterable<Definition>): ReadonlySet<string> {
  const met = new Set<string>();
  const repeated = new Set<string>();
  const visit = (definition: Definition): void => {
    const json = canonicalJson(definition);
    if (met.has(json)) {
      if (json.length >= worthwhile) repeated.add(json);
      return;
    }
    met.add(json);
    for (const child of nested(definition)) visit(child);
  };
  for (const definition of definitions) for (const child of nested(definition)) visit(child);
  return repeated;
}
