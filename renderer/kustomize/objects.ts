import { expand, parse } from '../../yaml/index.ts';
import type { MapNode, Node, Source } from '../../yaml/index.ts';
import { Failure } from './failure.ts';
import { asJson, throughJson } from './through-json.ts';
import { fieldOf, isEmpty, isMissing, kindName, textOf } from './nodes.ts';

/** The objects of a text as kustomize reads resources and patches: each must have a kind and a name; lists are opened. */
export function readObjects(source: Source): MapNode[] {
  const documents = parse(source, 'kustomize').documents;
  const nodes: Node[] = [];
  for (const document of documents) {
    const problem = document.problems[0];
    if (problem) throw new Failure(problem.code, problem.message, { source, start: problem.start });
    const { root, problems } = expand(document, 'kustomize');
    if (problems[0]) throw new Failure(problems[0].code, problems[0].message, { source, start: problems[0].start });
    if (root === null || isMissing(root)) continue;
    if (documents.length === 1 && isWrapper(root)) nodes.push(...itemsOf(root));
    else nodes.push(root);
  }
  return openLists(nodes.filter(isObject));
}

function isWrapper(root: Node): boolean {
  const kind = textOf(fieldOf(root, 'kind'));
  if (kind !== 'List' && kind !== 'ResourceList') return false;
  return fieldOf(root, 'items') !== undefined || fieldOf(root, 'functionConfig') !== undefined;
}

function itemsOf(root: Node): readonly Node[] {
  const items = fieldOf(root, 'items');
  return items?.kind === 'sequence' ? items.items : [];
}

/** Whether a node is an object; empty ones are passed over, and all others are refused. */
function isObject(node: Node): node is MapNode {
  if (isEmpty(node)) return false;
  if (node.kind !== 'map') throw new Failure('no-object', `This is ${kindName(node)}, not a Kubernetes object.`, node);
  const kind = fieldOf(node, 'kind');
  if (isEmpty(kind) || textOf(kind) === '') throw new Failure('missing-kind', 'The object has no kind.', node);
  if (textOf(kind).endsWith('List')) return true;
  const name = fieldOf(fieldOf(node, 'metadata'), 'name');
  if (isEmpty(name) || textOf(name) === '') {
    throw new Failure('missing-name', `The ${textOf(kind)} has no metadata.name.`, node);
  }
  return true;
}

/** The items of a `…List` take its place, at the end. kustomize writes each as JSON and reads it again. */
function openLists(objects: MapNode[]): MapNode[] {
  const opened: MapNode[] = [];
  for (const object of objects) {
    const items = textOf(fieldOf(object, 'kind')).endsWith('List') ? fieldOf(object, 'items') : undefined;
    if (items === undefined) opened.push(object);
    else if (items.kind === 'sequence')
      objects.push(...items.items.map((item) => throughJson(item, asJson)).filter(isObject));
    else if (!isMissing(items)) throw new Failure('wrong-kind', 'items: a list is due.', items);
  }
  return opened;
}
