import { isProblem, resolve } from '../../yaml/index.ts';
import type { MapNode, Node, ScalarNode } from '../../yaml/index.ts';
import { Failure } from './failure.ts';
import { keyProblem, mapItems, nameOf, plainNode, stringNode, withEntries, withValueAt } from './nodes.ts';

/** How the texts of values come out: of strings whether they are all quoted, as that counts when they get another text. */
export interface TextForm {
  readonly quotes: boolean;
  numberText(value: number | bigint): string;
}

/** Read again as the JSON it was written in. */
export const asJson: TextForm = { quotes: true, numberText: String };

/** Read again as YAML that was written from the JSON. */
export const asYaml: TextForm = { quotes: false, numberText: floatText };

/**
 * A value as kustomize has it once it was written as JSON and read again: each scalar with the text that its value gets
 * there, which counts where texts are copied. The node itself where nothing changes.
 */
export function throughJson(node: Node, form: TextForm): Node {
  if (node.kind === 'sequence') return mapItems(node, (item) => throughJson(item, form));
  if (node.kind === 'map') {
    let map = withQuotedKeys(node);
    for (let i = 0; i < node.values.length; i++) {
      map = withValueAt(map, i, throughJson(node.values[i] as Node, form));
    }
    return map;
  }
  return node.kind === 'scalar' ? scalarThroughJson(node, form) : node;
}

/** Names that look like something else are quoted there. */
function withQuotedKeys(map: MapNode): MapNode {
  if (!map.keys.some(isUnquoted)) return map;
  const entries = map.keys.map(
    (key, i) => [isUnquoted(key) ? stringNode(nameOf(key), key) : key, map.values[i] as Node] as const,
  );
  return withEntries(map, entries);
}

function isUnquoted(key: Node): boolean {
  return key.kind === 'scalar' && key.style === 'plain' && keyProblem(key) !== undefined;
}

function scalarThroughJson(node: ScalarNode, { numberText, quotes }: TextForm): ScalarNode {
  if (node.tag === '' && node.style !== 'plain') return node;
  const value = resolve(node, 'kustomize');
  if (isProblem(value)) throw new Failure(value.code, `${value.message}; ${value.help}.`, node);
  if (typeof value === 'string')
    return value === node.text && node.tag === '' && !quotes ? node : stringNode(value, node);
  const text = typeof value === 'number' || typeof value === 'bigint' ? numberText(value) : String(value);
  return text === node.text && node.tag === '' ? node : plainNode(text, node);
}

/** A number as Go's YAML writes a 64-bit float: with an exponent from a million on and below a ten-thousandth. */
export function floatText(number: number | bigint): string {
  const value = Number(number);
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const [mantissa = '', exponent = ''] = value.toExponential().split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(value);
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}
