import { parse, expand, resolve, isProblem, Scalar } from '../../../yaml/index.ts';
import type { Node, ScalarNode, Source } from '../../../yaml/index.ts';
import { Failure } from '../failure.ts';
import type { Place } from '../failure.ts';
import { fieldOf, isNull, kindName, listOf, mapOf, nameOf, textOf } from '../nodes.ts';

/** One step of a JSON patch (RFC 6902) as it was written; fields are judged when it is applied. */
export interface Operation {
  readonly op: string;
  readonly path: string | undefined;
  readonly from: string | undefined;
  /** undefined where there is none. */
  readonly value: Node | undefined;
  readonly at: Place;
}

/** The operations of a patch, read by the YAML rules of kubectl; undefined where the text is empty. */
export function readOperations(source: Source): readonly Operation[] | undefined {
  if (source.text.startsWith('[')) demandJson(source);
  const document = parse(source, 'kubectl').documents.find(
    ({ root, problems }) => root !== null || problems.length > 0,
  );
  if (document === undefined) return undefined;
  const expansion = expand(document, 'kubectl');
  const problem = document.problems[0] ?? expansion.problems[0];
  if (problem) throw new Failure(problem.code, problem.message, { source, start: problem.start });
  const { root } = expansion;
  if (root === null || isNull(root)) return undefined;
  if (root.kind !== 'sequence')
    throw new Failure('no-json-patch', `A JSON patch is a list of operations; this is ${kindName(root)}.`, root);
  return root.items.map(readOperation);
}

/** What begins as a JSON list must be JSON through and through. */
function demandJson(source: Source): void {
  try {
    JSON.parse(source.text);
  } catch {
    const message =
      'A JSON patch that begins with [ must be JSON: write it with quotes, or as a YAML list with dashes.';
    throw new Failure('no-json-patch', message, { source, start: 0 });
  }
}

function readOperation(node: Node): Operation {
  if (node.kind !== 'map')
    throw new Failure('no-json-patch', `An operation of a JSON patch is a map; this is ${kindName(node)}.`, node);
  const value = fieldOf(node, 'value');
  return {
    op: stringField(node, 'op') ?? 'unknown',
    path: stringField(node, 'path'),
    from: stringField(node, 'from'),
    value: value && asKustomize(value),
    at: fieldOf(node, 'path') ?? node,
  };
}

function stringField(node: Node, name: string): string | undefined {
  const value = fieldOf(node, name);
  return value?.kind === 'scalar' && typeof resolve(value, 'kubectl') === 'string' ? textOf(value) : undefined;
}

/** A value that was read by kubectl's rules, written so that kustomize's rules give the same. */
function asKustomize(node: Node): Node {
  if (node.kind === 'sequence') return listOf(node, node.items.map(asKustomize));
  if (node.kind === 'map') {
    return mapOf(
      node,
      node.keys.map((key, index) => [nameOf(key), asKustomize(node.values[index] as Node)] as const),
    );
  }
  return node.kind === 'scalar' ? scalarAsKustomize(node) : node;
}

function scalarAsKustomize(node: ScalarNode): ScalarNode {
  const value = resolve(node, 'kubectl');
  if (isProblem(value)) throw new Failure(value.code, `${value.message}.`, node);
  const isText = typeof value === 'string';
  return new Scalar(node.source, node.start, node.end, String(value), isText ? 'double' : 'plain');
}
