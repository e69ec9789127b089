import type { MapNode, Node, SequenceNode } from '../../yaml/index.ts';
import { isProblem, resolve } from '../../yaml/index.ts';
import type { Evaluation } from './evaluate.ts';
import type { Shape } from './shape.ts';
import { got, placeName } from './words.ts';

/** Judges what identifies the entries of a list: no entry may be null, nor stand twice. */
export function duplicateItems(evaluation: Evaluation, node: SequenceNode, shape: Shape): void {
  // Most lists have one entry, which has its key: nothing to compare.
  if (node.items.length === 1 && hasFirstKey(node.items[0]!, shape)) return;
  const seen = new Map<string, number>();
  for (let i = 0; i < node.items.length; i++) {
    const item = node.items[i]!;
    const key = shape.schema.listType === 'map' ? mapKey(evaluation, item, i, shape) : setKey(evaluation, item, i);
    if (key === undefined) continue;
    const first = seen.get(key.identity);
    if (first === undefined) seen.set(key.identity, i);
    else duplicate(evaluation, i, first, key.words);
  }
}

function hasFirstKey(item: Node, { schema: { listMapKeys = [] } }: Shape): boolean {
  const value = item.kind === 'map' ? valueOf(item, listMapKeys[0] ?? '') : undefined;
  return value?.kind === 'scalar' && value.text !== '' && value.tag === '';
}

interface Key {
  readonly identity: string;
  /** How a message calls it. */
  readonly words: string;
}

function duplicate(evaluation: Evaluation, at: number, first: number, words: string): void {
  const { path } = evaluation.facts;
  const list = placeName(path);
  path.push(at);
  const message = `${list} holds ${words} twice: entry ${at} repeats entry ${first}`;
  evaluation.facts.add('schema/duplicate-item', message, 'Remove one of them, or give it a name of its own.');
  path.pop();
}

function setKey(evaluation: Evaluation, item: Node, at: number): Key | undefined {
  if (item.kind !== 'scalar') return undefined;
  const identity = identityOf(evaluation, item);
  if (identity === 'null') return refuseNull(evaluation, at);
  if (identity === undefined) return undefined;
  return { identity, words: got(item, evaluation.dialect, evaluation.hidden(item)) };
}

function refuseNull(evaluation: Evaluation, at: number): undefined {
  const { path } = evaluation.facts;
  path.push(at);
  evaluation.facts.add(
    'schema/null',
    `${placeName(path)} is null: entries of this list must have a value`,
    'Remove the line, or give it a value.',
  );
  path.pop();
  return undefined;
}

function mapKey(evaluation: Evaluation, item: Node, at: number, shape: Shape): Key | undefined {
  if (item.kind === 'scalar' && identityOf(evaluation, item) === 'null') return refuseNull(evaluation, at);
  if (item.kind !== 'map') return undefined;
  const parts: string[] = [];
  const words: string[] = [];
  for (const name of shape.schema.listMapKeys ?? []) {
    const value = valueOf(item, name);
    const identity = value ? identityOf(evaluation, value) : defaultIdentity(shape, name);
    if (identity === undefined) continue;
    parts.push(`${name}=${identity}`);
    if (value?.kind === 'scalar') words.push(`\`${name}: ${value.text}\``);
  }
  if (parts.length === 0) return withoutKey(evaluation, at, shape);
  return { identity: parts.join('\n'), words: words.length > 0 ? words.join(' with ') : 'the same entry' };
}

/** An entry with none of its keys; the schema mostly requires them, and has said so then. */
function withoutKey(evaluation: Evaluation, at: number, shape: Shape): undefined {
  const [name = ''] = shape.schema.listMapKeys ?? [];
  if (shape.items?.required.includes(name)) return undefined;
  const { path } = evaluation.facts;
  path.push(at, name);
  evaluation.facts.add(
    'schema/required',
    `${placeName(path.slice(0, -1))} needs \`${name}\`, which tells it from its neighbours`,
    `Add \`${name}\`.`,
  );
  path.length -= 2;
  return undefined;
}

function valueOf(item: MapNode, name: string): Node | undefined {
  for (let i = 0; i < item.keys.length; i++) {
    const key = item.keys[i]!;
    if (key.kind === 'scalar' && key.text === name) return item.values[i];
  }
  return undefined;
}

function defaultIdentity(shape: Shape, name: string): string | undefined {
  const value = shape.items?.schema.properties?.get(name)?.default;
  return value === undefined ? undefined : JSON.stringify(value);
}

function identityOf(evaluation: Evaluation, node: Node): string | undefined {
  if (node.kind !== 'scalar') return undefined;
  const value = resolve(node, evaluation.dialect);
  if (isProblem(value)) return undefined;
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
