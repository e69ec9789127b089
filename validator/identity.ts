import type { ObjectName } from '../findings/index.ts';
import { dealias, resolve } from '../yaml/index.ts';
import type { Dialect, MapNode, Node } from '../yaml/index.ts';

export const nameless: ObjectName = { apiVersion: null, kind: null, namespace: null, name: null };

/** What an object says of itself: only strings count. */
export function identityOf(root: Node, dialect: Dialect): ObjectName {
  if (root.kind !== 'map') return nameless;
  const metadata = fieldOf(root, 'metadata');
  return {
    apiVersion: textOf(fieldOf(root, 'apiVersion'), dialect),
    kind: textOf(fieldOf(root, 'kind'), dialect),
    namespace: textOf(fieldOf(metadata, 'namespace'), dialect),
    name: textOf(fieldOf(metadata, 'name'), dialect),
  };
}

/** The value of a field, through aliases; of a key that stands twice the last. */
export function fieldOf(node: Node | undefined, name: string): Node | undefined {
  if (node?.kind !== 'map') return undefined;
  for (let i = node.keys.length - 1; i >= 0; i--) {
    const key = node.keys[i]!;
    if (key.kind === 'scalar' && key.text === name) return dealias(node.values[i]!);
  }
  return undefined;
}

function textOf(node: Node | undefined, dialect: Dialect): string | null {
  const value = node?.kind === 'scalar' ? resolve(node, dialect) : null;
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Whether a person meant the document to be a Kubernetes object. */
export function looksLikeObject(root: MapNode): boolean {
  const has = (name: string): boolean => fieldOf(root, name) !== undefined;
  if (has('apiVersion') && has('kind')) return true;
  return (has('apiVersion') || has('kind')) && fieldOf(root, 'metadata')?.kind === 'map';
}

/** Whether SOPS encrypted the document. */
export function isEncrypted(root: Node): boolean {
  return fieldOf(fieldOf(root, 'sops'), 'mac') !== undefined;
}

/**
 * Whether a text holds something that only the cluster knows: a variable that Flux substitutes, or an encrypted value.
 * `$${` is a dollar sign and a brace.
 */
export function isUnknown(text: string): boolean {
  if (text.startsWith('ENC[')) return true;
  return text.includes('${') && /(?:^|[^$])(?:\$\$)*\$\{/.test(text);
}
