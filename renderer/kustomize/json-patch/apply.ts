import { resolve } from '../../../yaml/index.ts';
import type { MapNode, Node, SequenceNode } from '../../../yaml/index.ts';
import { Failure } from '../failure.ts';
import { fieldOf, isNull, nameOf, plainNode, withField, withItems, withValueAt, withoutField } from '../nodes.ts';
import type { Operation } from './operation.ts';

type Container = MapNode | SequenceNode;

/** Applies a JSON patch as kustomize does: `replace` also adds a missing key, and no parents are made. */
export function applyOperations(root: MapNode, operations: readonly Operation[]): MapNode {
  let result: Node = root;
  for (const operation of operations) result = (steps[operation.op] ?? unknownStep)(result, operation);
  if (result.kind !== 'map') throw new Failure('wrong-kind', 'The JSON patch leaves no object.', result);
  return result;
}

const steps: Readonly<Record<string, (root: Node, operation: Operation) => Node>> = {
  add: (root, operation) => add(root, pathOf(operation), valueOf(operation), operation),
  remove: (root, operation) => remove(root, pathOf(operation), operation),
  replace: (root, operation) => replace(root, pathOf(operation), operation),
  move(root, operation) {
    const from = fromOf(operation);
    const value = get(root, from, operation) ?? plainNode('null', operation.at);
    return add(remove(root, from, operation), pathOf(operation), value, operation);
  },
  copy(root, operation) {
    const value = get(root, fromOf(operation), operation) ?? plainNode('null', operation.at);
    return add(root, pathOf(operation), value, operation);
  },
  test(root, operation) {
    const path = pathOf(operation);
    const found = path === '' ? root : get(root, path, operation);
    if (isEqual(found, operation.value)) return root;
    throw new Failure('json-patch-test', `The value at ${path} is not what the JSON patch expects.`, operation.at);
  },
};

function unknownStep(_: Node, { op, at }: Operation): never {
  throw new Failure('bad-json-patch', `A JSON patch has no operation ${JSON.stringify(op)}.`, at);
}

function pathOf({ path, op, at }: Operation): string {
  if (path === undefined) throw new Failure('bad-json-patch', `The operation ${op} has no path.`, at);
  return path;
}

function fromOf({ from, op, at }: Operation): string {
  if (from === undefined) throw new Failure('bad-json-patch', `The operation ${op} has no from.`, at);
  return from;
}

function valueOf({ value, at }: Operation): Node {
  return value ?? plainNode('null', at);
}

function replace(root: Node, path: string, operation: Operation): Node {
  const value = valueOf(operation);
  if (path === '') {
    if (value.kind === 'scalar')
      throw new Failure('bad-json-patch', 'Only a map or a list can replace the whole object.', operation.at);
    return value;
  }
  return atParent(root, path, operation, (parent, key) => {
    if (parent.kind === 'map') return withField(parent, key, value);
    return withItems(parent, parent.items.with(indexIn(parent, key, operation), value));
  });
}

function add(root: Node, path: string, value: Node, operation: Operation): Node {
  return atParent(root, path, operation, (parent, key) => {
    if (parent.kind === 'map') return withField(parent, key, value);
    const { length } = parent.items;
    const index = key === '-' ? length : wholeNumber(key, operation);
    if (index > length || index < -length - 1) throw outOfRange(key, operation);
    return withItems(parent, parent.items.toSpliced(index < 0 ? index + length + 1 : index, 0, value));
  });
}

function remove(root: Node, path: string, operation: Operation): Node {
  return atParent(root, path, operation, (parent, key) => {
    if (parent.kind === 'sequence')
      return withItems(parent, parent.items.toSpliced(indexIn(parent, key, operation), 1));
    if (fieldOf(parent, key) !== undefined) return withoutField(parent, key);
    throw new Failure('json-patch-missing', `There is no ${path} to remove.`, operation.at);
  });
}

function get(root: Node, path: string, operation: Operation): Node | undefined {
  let found: Node | undefined;
  atParent(root, path, operation, (parent, key) => {
    found = parent.kind === 'map' ? fieldOf(parent, key) : parent.items[indexIn(parent, key, operation)];
    return parent;
  });
  return found;
}

/** Changes the map or list that holds what a path names. */
function atParent(
  root: Node,
  path: string,
  operation: Operation,
  change: (parent: Container, key: string) => Container,
): Node {
  const parts = path.split('/');
  if (parts.length < 2) throw missing(path, operation);
  const keys = parts.slice(1).map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  const walk = (node: Node | undefined, depth: number): Node => {
    if (node === undefined || (node.kind !== 'map' && node.kind !== 'sequence')) throw missing(path, operation);
    const key = keys[depth] as string;
    if (depth === keys.length - 1) return change(node, key);
    if (node.kind === 'map') {
      const index = node.keys.findIndex((candidate) => nameOf(candidate) === key);
      return withValueAt(node, index, walk(node.values[index], depth + 1));
    }
    const index = /^-?\d+$/.test(key) ? Number(key) : Number.NaN;
    const position = index < 0 ? index + node.items.length : index;
    const child = walk(node.items[position], depth + 1);
    return withItems(node, node.items.with(position, child));
  };
  return walk(root, 0);
}

function indexIn(list: SequenceNode, key: string, operation: Operation): number {
  const index = wholeNumber(key, operation);
  const position = index < 0 ? index + list.items.length : index;
  if (position < 0 || position >= list.items.length) throw outOfRange(key, operation);
  return position;
}

function wholeNumber(key: string, { at }: Operation): number {
  if (/^[+-]?\d+$/.test(key)) return Number(key);
  throw new Failure('bad-json-patch', `${JSON.stringify(key)} is no index of a list.`, at);
}

function outOfRange(key: string, { at }: Operation): Failure {
  return new Failure('json-patch-missing', `The list has no item ${key}.`, at);
}

function missing(path: string, { op, at }: Operation): Failure {
  return new Failure('json-patch-missing', `The operation ${op} does not apply: there is no place ${path}.`, at);
}

function isEqual(one: Node | undefined, other: Node | undefined): boolean {
  if (one === undefined || isNull(one)) return other === undefined || isNull(other);
  if (other === undefined || isNull(other)) return false;
  if (one.kind === 'scalar')
    return other.kind === 'scalar' && resolve(one, 'kustomize') === resolve(other, 'kustomize');
  if (one.kind === 'sequence') {
    return (
      other.kind === 'sequence' &&
      one.items.length === other.items.length &&
      one.items.every((item, i) => isEqual(item, other.items[i]))
    );
  }
  if (one.kind !== 'map' || other.kind !== 'map' || one.keys.length !== other.keys.length) return false;
  return one.keys.every((key, i) => {
    const counterpart = fieldOf(other, nameOf(key));
    return counterpart !== undefined && isEqual(one.values[i], counterpart);
  });
}
