import type { ScalarNode, Source } from '../../yaml/index.ts';
import type { Place } from './failure.ts';

/** Where a text that is a source of its own, such as an inline patch, stands: in a scalar, from an offset of its text on. */
interface Inside {
  readonly holder: ScalarNode;
  readonly offset: number;
}

const insides = new WeakMap<Source, Inside>();

/** Says that a source is a part of the text of a scalar. */
export function placeInside(source: Source, holder: ScalarNode, offset: number): void {
  insides.set(source, { holder, offset });
}

/** The place in a file of a node that may stand in a text inside that file. */
export function originOf({ source, start }: Place): Place {
  const inside = insides.get(source);
  if (inside === undefined) return { source, start };
  const { holder, offset } = inside;
  return originOf({ source: holder.source, start: offsetInFile(holder, offset + start) });
}

/** Where a position of a scalar's text stands in its source; for escaped and folded texts the scalar's own beginning. */
function offsetInFile(holder: ScalarNode, position: number): number {
  const { style, start, text, source } = holder;
  if (style === 'literal') return offsetInLiteral(holder, position);
  const quote = style === 'plain' ? 0 : 1;
  return source.text.startsWith(text, start + quote) && style !== 'folded' ? start + quote + position : start;
}

function offsetInLiteral({ text, start, source }: ScalarNode, position: number): number {
  const lines = text.slice(0, position).split('\n');
  let line = start;
  for (let i = 0; i < lines.length; i++) {
    const lineBreak = source.text.indexOf('\n', line);
    if (lineBreak < 0) return start;
    line = lineBreak + 1;
  }
  return line + indentOf(text, start, source.text) + (lines.at(-1) as string).length;
}

/** How far the lines of a literal block are indented: as its first line that is not empty, less what that has itself. */
function indentOf(text: string, start: number, file: string): number {
  const content = text.split('\n').findIndex((line) => line !== '');
  const line = file.slice(start).split('\n', content + 2)[content + 1] ?? '';
  const own = (text.split('\n')[content] ?? '').search(/[^ ]|$/);
  return line.search(/[^ ]|$/) - own;
}
