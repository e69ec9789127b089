import type { Reading } from './parse-reading.ts';
import { type Cursor, Refusal } from './scan-cursor.ts';
import { Directives, scanDirective } from './scan-properties.ts';

/** The end of the piece. */
export function end(reading: Reading): void {
  reading.ended = true;
  leave(reading);
  if (!reading.held.behindRoot && reading.directives !== null) throw loneDirective(reading.cursor);
}

/** What the end, a document marker and a directive have in common: no block goes on behind them. */
function leave({ held, keys, indentation, grammar, source }: Reading): void {
  held.flush();
  if (keys.flowLevel === 0) indentation.close(-1);
  keys.drop();
  keys.allowed = false;
  const open = held.behindRoot ? -1 : grammar.openBracket;
  if (open >= 0) throw unclosedFlow(source.text, open);
}

/** The `[` or `{` at an offset lacks its counterpart. */
export function unclosedFlow(text: string, open: number): Refusal {
  const opening = text.charAt(open);
  const closing = opening === '{' ? '}' : ']';
  return new Refusal(
    'unclosed-flow',
    `This ${opening} is never closed.`,
    `Write ${closing} where it ends.`,
    open,
    open + 1,
  );
}

export function loneDirective({ pos }: Cursor): Refusal {
  return new Refusal(
    'bad-directive',
    'A line that begins with % must be followed by a line with ---.',
    'Remove the % line; Kubernetes needs no directive.',
    pos,
    pos,
  );
}

/** `%`. */
export function directive(reading: Reading): void {
  const { cursor, held, blanks } = reading;
  const { pos } = cursor;
  leave(reading);
  if (!held.behindRoot && !reading.started) {
    reading.directives ??= new Directives();
    scanDirective(cursor, reading.directives, blanks.note);
    return;
  }
  scanDirective(cursor, null, blanks.note);
  held.beginTail(pos);
  held.tail++;
}

/** `---` or `...`. Where a document was begun by `---` and has no content, the next marker ends it. */
export function marker(reading: Reading, starts: boolean): void {
  const { cursor, held, blanks } = reading;
  const { pos } = cursor;
  leave(reading);
  blanks.behindToken = false;
  cursor.pos += 3;
  if (reading.started) {
    held.beginTail(pos);
    held.tail++;
    return;
  }
  if (!starts)
    throw new Refusal('misplaced-marker', 'A document ends here that never began.', 'Remove the line.', pos, pos + 3);
  reading.started = true;
  reading.tagHandles = reading.directives?.handles;
  reading.directives = null;
}
