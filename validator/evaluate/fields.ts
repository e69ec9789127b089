import type { Dialect, MapNode, Node } from '../../yaml/index.ts';
import { keyText, typeOf } from '../../yaml/index.ts';
import { isUnknown } from '../identity.ts';
import type { Evaluation } from './evaluate.ts';
import type { Shape } from './shape.ts';
import { neighbourMeant, unknownFieldHelp } from './unknown-field.ts';
import { placeName } from './words.ts';
import { takesZeroValue } from './zero-values.ts';

/** The name that a key has in JSON. Only the older reader makes names of anything but strings. */
export function fieldName(key: Node, dialect: Dialect): string {
  if (key.kind !== 'scalar') return '';
  if (key.tag === '' && (key.style !== 'plain' || dialect === 'kustomize')) return key.text;
  const name = keyText(key, dialect);
  return typeof name === 'string' ? name : key.text;
}

/** Whether a field is there; for built-in kinds null means that it is not. */
export function hasField({ dialect, judging }: Evaluation, node: MapNode, name: string, shape: Shape): boolean {
  for (let i = 0; i < node.keys.length; i++) {
    const key = fieldName(node.keys[i]!, dialect);
    if (key !== name && !(judging.foldCase && key.toLowerCase() === name.toLowerCase())) continue;
    const value = node.values[i]!;
    return !shape.builtin || value.kind !== 'scalar' || typeOf(value, dialect) !== 'null';
  }
  return false;
}

/** Names each field that must be there and is not. */
export function requiredFields(evaluation: Evaluation, node: MapNode, shape: Shape): void {
  const { facts, kind } = evaluation;
  for (const name of shape.required) {
    const filledIn = shape.base?.schema.properties?.get(name)?.default !== undefined;
    if (filledIn || hasField(evaluation, node, name, shape) || facts.isMisspelt(name)) continue;
    const { path } = facts;
    path.push(name);
    if (!shape.builtin || !takesZeroValue(kind.kind, path)) {
      const owner = path.length === 1 ? 'the object' : placeName(path.slice(0, -1));
      facts.add('schema/required', `${owner} needs \`${name}\``, `Add \`${name}\`.`);
    }
    path.pop();
  }
}

/** Names the field at the current path, which nothing declares. */
export function unknownField({ facts, judging, above, typesOnly }: Evaluation, name: string, shape: Shape): void {
  if (typesOnly && !judging.plain && shape.builtin) return;
  const { path } = facts;
  if (!judging.plain && isUnknown(name)) {
    facts.undecided = true;
    return;
  }
  const meant = neighbourMeant(name, path, above);
  if (meant !== undefined) facts.misspells(meant);
  const owner = path.length === 1 ? 'this kind' : placeName(path.slice(0, -1));
  facts.add(
    'schema/unknown-field',
    `\`${name}\` is not a field of ${owner}`,
    meant === undefined ? unknownFieldHelp(name, path, above) : `Did you mean \`${meant}\`?`,
    'key',
  );
}
