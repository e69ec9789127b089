import type { ObjectName } from '../findings/index.ts';

const encoder = new TextEncoder();

/** A short stable name of a fact: rule, object and pointer, or the file where there is no object. FNV-1a of 64 bits, in hex. */
export function fingerprint(rule: string, object: ObjectName, pointer: string, file: string): string {
  const known = object.kind !== null || object.name !== null;
  const owner = known ? [object.apiVersion, object.kind, object.namespace, object.name] : [file];
  let hash = 0xcbf29ce484222325n;
  for (const byte of encoder.encode(JSON.stringify([rule, ...owner, pointer]))) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
}
