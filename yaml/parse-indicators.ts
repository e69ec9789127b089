import { BLOCK_MAP, BLOCK_SEQUENCE, INDENTLESS_SEQUENCE, misplacedColon } from './parse-grammar.ts';
import type { Reading } from './parse-reading.ts';
import type { SimpleKey } from './parse-simple-keys.ts';
import { Refusal } from './scan-cursor.ts';

/** `-`. */
export function dash(reading: Reading): void {
  const { cursor, keys, held, grammar, blanks } = reading;
  const { pos } = cursor;
  if (reading.inBlock) beginItem(reading);
  else if (!held.behindRoot)
    throw new Refusal('dash-in-flow', 'A list with dashes cannot stand between brackets or braces.', '', pos, pos + 1);
  keys.drop();
  keys.allowed = true;
  blanks.behindToken = false;
  cursor.pos++;
  if (held.behindRoot) held.tail++;
  else grammar.dash(pos);
}

function beginItem({ cursor, keys, held, grammar, indentation }: Reading): void {
  const { pos, lineStart } = cursor;
  if (!keys.allowed) {
    throw new Refusal(
      'misplaced-dash',
      'A list cannot begin here, behind other text on the line.',
      'Begin it on a line of its own, or quote the text.',
      pos,
      pos + 1,
    );
  }
  if (held.node !== null) held.flush();
  if (indentation.open(pos - lineStart, BLOCK_SEQUENCE, pos) || held.behindRoot) return;
  if (!grammar.takesIndentless) {
    held.flush();
    return;
  }
  const { tag, anchor } = held.takeProperties();
  grammar.openSequence(INDENTLESS_SEQUENCE, pos, tag, anchor);
}

/** `?`. */
export function explicitKey(reading: Reading): void {
  const { cursor, keys, held, grammar, blanks } = reading;
  const { pos } = cursor;
  if (reading.inBlock && !keys.allowed) {
    throw new Refusal(
      'misplaced-key',
      'A ? cannot begin a key here.',
      'Quote the text when it is meant to be text.',
      pos,
      pos + 1,
    );
  }
  beginEntry(reading);
  keys.drop();
  keys.allowed = reading.inBlock;
  cursor.pos++;
  if (held.behindRoot) held.tail++;
  else grammar.key(pos);
  blanks.skipTabsBeforeComment();
}

/** Opens a block map at the cursor if one begins there. */
function beginEntry(reading: Reading): void {
  const { cursor, held, indentation } = reading;
  const { pos, lineStart } = cursor;
  if (held.node !== null) held.flush();
  if (!reading.inBlock || !indentation.open(pos - lineStart, BLOCK_MAP, pos)) held.flush();
}

/** `:`. */
export function colon(reading: Reading): void {
  const { keys } = reading;
  const key = keys.current;
  if (key.possible && keys.isNear(key)) colonOfSimpleKey(reading, key);
  else colonOfComplexKey(reading, key);
}

function colonOfSimpleKey(reading: Reading, key: SimpleKey): void {
  const { cursor, keys, held, grammar } = reading;
  const { pos } = cursor;
  if (key.consumed && !key.forgotten) throw misplacedColon(pos);
  if (key.forgotten && !key.consumed && comesTooLate(reading)) {
    key.required = false;
    held.flush();
  }
  key.possible = false;
  keys.allowed = false;
  cursor.pos++;
  const { node } = held;
  let own = held.properties;
  held.node = null;
  if (own.length > 0) {
    held.properties = own.filter(({ start }) => start < key.start);
    own = own.filter(({ start }) => start >= key.start);
  }
  openMapOfKey(reading, key);
  if (held.behindRoot) {
    held.tail += 2;
    return;
  }
  grammar.key(key.start);
  held.deliver(node, own);
  grammar.colon(pos);
}

/** The key may begin a block map; the properties in front of it are that map's. */
function openMapOfKey({ held, indentation, keys }: Reading, key: SimpleKey): void {
  const opened = keys.flowLevel === 0 && indentation.open(key.start - key.lineStart, BLOCK_MAP, key.start);
  if (opened || held.properties.length === 0) return;
  const outer = held.properties;
  held.properties = [];
  held.deliver(null, outer);
}

/** Whether the held collection was handed over before its colon was seen. kustomize's reader looks three tokens ahead, and so sees it behind `{}`. */
function comesTooLate({ held, dialect, source }: Reading): boolean {
  const { node } = held;
  if (held.behindRoot || node === null) return false;
  return dialect === 'kubectl' || source.text.slice(node.start + 1, node.end - 1).trim() !== '';
}

function colonOfComplexKey(reading: Reading, key: SimpleKey): void {
  const { cursor, keys, held, grammar, blanks } = reading;
  const { pos } = cursor;
  if (key.possible && key.required) throw keys.missingColon(key);
  if (reading.inBlock && !keys.allowed) throw misplacedColon(pos);
  beginEntry(reading);
  keys.allowed = reading.inBlock;
  cursor.pos++;
  if (held.behindRoot) held.tail++;
  else grammar.colon(pos);
  blanks.skipTabsBeforeComment();
}
