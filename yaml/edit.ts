import type { JsonValue } from './json.ts';
import type { ScalarNode, ScalarStyle, Source } from './node.ts';
import { doubleQuote, isPrintableLine, quote, singleQuote } from './quote.ts';

/** A JSON value that is no list and no object. */
export type JsonScalar = Extract<JsonValue, null | boolean | number | bigint | string>;

/**
 * The text of a source with one of its scalars replaced; no other byte changes, so comments, anchors and tags stay.
 * A string keeps plain or quoted style where both dialects then read it back, and is double-quoted otherwise, also where a
 * block stood; other values are written plain. A tag before the scalar stays and still decides its type.
 */
export function replaceScalar(source: Source, node: ScalarNode, value: JsonScalar): string {
  const before = source.text.slice(0, node.start);
  const after = source.text.slice(node.end);
  const written = typeof value === 'string' ? styled(value, node.style) : String(value);
  const gap = before === '' || /[\s[{]$/.test(before) ? '' : ' ';
  return before + gap + written + blockRest(source, node) + (after.startsWith('#') ? ' ' : '') + after;
}

/** What of a block scalar's text is not its content: the comment in its header and the last line break. */
function blockRest(source: Source, node: ScalarNode): string {
  if (node.style !== 'literal' && node.style !== 'folded') return '';
  const block = source.text.slice(node.start, node.end);
  const comment = /^[^\s#]*([ \t]+#[^\r\n]*)?/.exec(block)?.[1] ?? '';
  return comment + (/(?:\r\n|\n|\r)$/.exec(block)?.[0] ?? '');
}

/** In a flow collection, which may be around the scalar, brackets, commas and question marks end a plain one. */
function styled(text: string, style: ScalarStyle): string {
  if (style === 'single' && isPrintableLine(text)) return singleQuote(text);
  if (style !== 'plain' || /[,?[\]{}]/.test(text)) return doubleQuote(text);
  return quote(text);
}
