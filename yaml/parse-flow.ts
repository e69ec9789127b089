import { FLOW_MAP, FLOW_SEQUENCE } from './parse-grammar.ts';
import type { Reading } from './parse-reading.ts';
import type { SimpleKey } from './parse-simple-keys.ts';

/** `[` or `{`. */
export function openFlow(reading: Reading, isMap: boolean): void {
  const { cursor, keys, held, grammar } = reading;
  const { pos } = cursor;
  reading.beginNode();
  const outer = keys.current;
  keys.openFlow();
  cursor.pos++;
  if (held.behindRoot) {
    held.tail++;
    return;
  }
  const { tag, anchor } = held.properties.length === 0 ? NONE : ownProperties(reading, outer);
  if (isMap) grammar.openMap(FLOW_MAP, pos, tag, anchor);
  else grammar.openSequence(FLOW_SEQUENCE, pos, tag, anchor);
}

const NONE = { tag: '', anchor: '' };

/** The properties of the collection itself; those in front of a possible key wait until that is decided. */
function ownProperties({ held }: Reading, outer: SimpleKey): { tag: string; anchor: string } {
  const split = outer.possible ? outer.start : 0;
  outer.properties = held.properties.filter(({ start }) => start < split);
  held.properties = held.properties.filter(({ start }) => start >= split);
  return held.takeProperties();
}

/** `]` or `}`. */
export function closeFlow({ cursor, keys, held, grammar }: Reading, isMap: boolean): void {
  const { pos } = cursor;
  held.flush();
  const saved = keys.closeFlow();
  cursor.pos++;
  if (held.behindRoot) {
    held.tail++;
    return;
  }
  const key = keys.current;
  held.node = grammar.closeFlow(pos, isMap);
  key.forgotten = !saved && held.node?.start === key.start;
  held.properties = key.properties;
  key.properties = [];
}

/** `,`. */
export function comma({ cursor, keys, held, grammar }: Reading): void {
  const { pos } = cursor;
  held.flush();
  keys.drop();
  keys.allowed = true;
  cursor.pos++;
  if (held.behindRoot) held.tail++;
  else grammar.comma(pos);
}
