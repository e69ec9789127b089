import type { Node, ScalarNode } from './node.ts';
import { Scalar } from './parse-node.ts';
import { reprint } from './reprint.ts';
import { TAB } from './scan-characters.ts';
import { Refusal } from './scan-cursor.ts';

/*
 * kustomize prints each object and reads that text again. Its printer quotes some plain scalars between brackets and
 * braces, and so an empty value becomes the empty string there, and a timestamp with colons becomes text.
 * What it does to block scalars is in reprint.ts.
 */

/** Whether {@link printed} may change a node. */
export function changesInPrint(node: Node, inFlow: boolean): boolean {
  if (node.kind !== 'scalar') return false;
  if (node.style === 'plain') return inFlow && isQuoted(node);
  if (node.style === 'folded') return !inFlow;
  return node.style === 'literal' && !inFlow && node.text.charCodeAt(0) === TAB;
}

/** A scalar as kustomize reads it back from its own print; the same node where nothing changes. */
export function printed(node: ScalarNode, inFlow: boolean): ScalarNode {
  if (!changesInPrint(node, inFlow)) return node;
  if (node.style !== 'literal' && node.style !== 'folded') return withText(node, node.text, 'single', '');
  const text = reprint(node.text, node.style);
  if (text === undefined) throw beginsWithTab(node);
  return text === node.text ? node : withText(node, text, node.style, node.tag);
}

function isQuoted({ tag, text }: ScalarNode): boolean {
  if (tag !== '' && tag !== '!') return false;
  return text === '' || isTimestampWithColon(text);
}

/** Timestamps begin with a year of four digits and a dash; other texts with a colon are strings anyway. */
function isTimestampWithColon(text: string): boolean {
  const first = text.charCodeAt(0);
  return text.charCodeAt(4) === 0x2d && first >= 0x30 && first <= 0x39 && text.includes(':');
}

function withText(node: ScalarNode, text: string, style: ScalarNode['style'], tag: string): ScalarNode {
  const copy = new Scalar(node.source, node.start, node.end, text, style);
  copy.tag = tag;
  copy.anchor = node.anchor;
  return copy;
}

function beginsWithTab({ start, end }: ScalarNode): Refusal {
  return new Refusal(
    'leading-tab',
    'kustomize cannot read a block text that begins with a tab once it has printed it.',
    'Begin the text with something else, or write it in double quotes.',
    start,
    end,
  );
}
