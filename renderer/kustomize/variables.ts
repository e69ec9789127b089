import { Scalar, isProblem, resolve } from '../../yaml/index.ts';
import type { MapNode, Node, ScalarNode } from '../../yaml/index.ts';
import type { Accumulation } from './accumulation.ts';
import { Failure } from './failure.ts';
import { changeField } from './field-walk.ts';
import { effectiveNamespace, isSameKind, parseGroupVersion } from './identity.ts';
import type { Id } from './identity.ts';
import type { Variable } from './kustomization-shape.ts';
import { demandKind, isNull, mapItems, stringNode, withValueAt } from './nodes.ts';
import { lookUp, splitFieldPath } from './replacements/look-up.ts';

/** Adds a var (deprecated), and notes at the object it names that it takes its value from there. */
export function noteVariables(accumulation: Accumulation, variable: Variable): void {
  const id = targetOf(variable);
  const matches = accumulation.resources.matching(
    (other) =>
      isSameKind(id, other) &&
      id.name === other.name &&
      // No namespace means any; one that is said is never that of an object without namespaces.
      (id.namespace === '' || id.namespace === effectiveNamespace(other)),
  );
  const name = variable.name?.text ?? '';
  if (matches.length > 1) throw new Failure('ambiguous-var', `The var ${name} may mean several objects.`, variable.at);
  if (matches[0]) matches[0].variables = [...matches[0].variables, name];
  accumulation.addVariable(variable);
}

function targetOf({ objref }: Variable): Id {
  const { apiVersion, group, version, kind, name, namespace } = objref ?? {};
  const said = parseGroupVersion(apiVersion?.text ?? '');
  return {
    group: said.group || (group?.text ?? ''),
    version: said.version || (version?.text ?? ''),
    kind: kind?.text ?? '',
    name: name?.text ?? '',
    namespace: namespace?.text ?? '',
  };
}

/** Writes the values of vars where `$(NAME)` stands, in the fields that are configured for it. */
export function resolveVariables({ resources, vars, fields }: Accumulation): void {
  if (vars.size === 0) return;
  const values = new Map<string, ScalarNode | undefined>();
  for (const [name, variable] of vars) values.set(name, valueOf(name, variable, resources.list));
  for (const resource of resources.list) {
    for (const spec of fields.varReference) changeField(resource, spec, undefined, (node) => expandIn(node, values));
  }
  resources.changed();
}

/** The scalar a var stands for; undefined where it is a map or a list, which no text can hold. */
function valueOf(name: string, variable: Variable, list: Accumulation['resources']['list']): ScalarNode | undefined {
  const place = variable.name?.node ?? variable.at;
  const source = list.find(({ variables }) => variables.includes(name));
  if (source === undefined) throw new Failure('no-target', `The object of the var ${name} is not here.`, place);
  const path = splitFieldPath(variable.fieldref?.fieldPath?.text || 'metadata.name').flatMap((part) => {
    const indexed = /^(.*)\[(\d+)\]$/.exec(part);
    return indexed ? [indexed[1] as string, indexed[2] as string].filter((piece) => piece !== '') : [part];
  });
  const node = lookUp(source.root as MapNode, path);
  if (node === undefined)
    throw new Failure('missing-field', `The field of the var ${name} is not in its object.`, place);
  return node.kind === 'scalar' ? node : undefined;
}

function expandIn(node: Node, values: ReadonlyMap<string, ScalarNode | undefined>): Node {
  if (isNull(node)) return node;
  if (node.kind === 'scalar') return isText(node) ? expandText(node, values) : node;
  if (node.kind === 'sequence') {
    return mapItems(node, (item) => {
      if (!isText(item)) throw new Failure('wrong-kind', 'Only strings may stand in a list with vars.', item);
      return expandText(item as ScalarNode, values);
    });
  }
  demandKind(node, 'map', 'A field with vars');
  let map = node as MapNode;
  for (let i = 0; i < map.values.length; i++) {
    const value = map.values[i] as Node;
    if (isText(value)) map = withValueAt(map, i, expandText(value as ScalarNode, values));
  }
  return map;
}

function isText(node: Node): boolean {
  return node.kind === 'scalar' && typeof resolve(node, 'kustomize') === 'string';
}

/** `$(NAME)` becomes the value, `$$` a dollar; a text that is nothing but a variable takes the value's type too. */
function expandText(node: ScalarNode, values: ReadonlyMap<string, ScalarNode | undefined>): ScalarNode {
  if (!node.text.includes('$')) return node;
  const whole = /^\$\(([^)]*)\)$/.exec(node.text);
  const value = whole ? values.get(whole[1] as string) : undefined;
  if (value) return typed(value);
  const text = node.text.replace(
    /\$(?:\(([^)]*)\)|(\$))/g,
    (match, name: string | undefined, dollar: string | undefined) => {
      if (dollar) return '$';
      const found = values.get(name as string);
      return found ? found.text : match;
    },
  );
  return text === node.text ? node : stringNode(text, node);
}

function typed(value: ScalarNode): ScalarNode {
  const result = resolve(value, 'kustomize');
  if (isProblem(result) || result === null || typeof result === 'string') return stringNode(value.text, value);
  return new Scalar(value.source, value.start, value.end, String(result), 'plain');
}
