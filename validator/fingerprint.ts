import type { ObjectName } from '../findings/index.ts';

/**
 * A short stable name of a fact: rule, object and pointer, or the file where there is no object. Sixteen hex digits,
 * from FNV-1a of 32 bits over the UTF-16 units, run from two different starts.
 */
export function fingerprint(rule: string, object: ObjectName, pointer: string, file: string): string {
  const known = object.kind !== null || object.name !== null;
  const owner = known ? [object.apiVersion, object.kind, object.namespace, object.name] : [file];
  const text = JSON.stringify([rule, ...owner, pointer]);
  return hash(text, 0x811c9dc5) + hash(text, 0x050c5d1f);
}

function hash(text: string, start: number): string {
  let value = start;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    value = Math.imul(value ^ (unit & 0xff), 0x01000193);
    value = Math.imul(value ^ (unit >>> 8), 0x01000193);
  }
  return (value >>> 0).toString(16).padStart(8, '0');
}
