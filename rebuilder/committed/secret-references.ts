import type { Path } from '../../findings/index.ts';
import type { JsonValue } from '../../yaml/index.ts';
import { field, isObject, items, text, type CommittedObject, type JsonObject } from './committed-object.ts';

export interface SecretReference {
  readonly namespace: string;
  readonly name: string;
  /** The keys that are known to be read; empty where nothing says which. */
  readonly keys: readonly string[];
  /** `file:line`. */
  readonly at: string;
}

type Named = Pick<SecretReference, 'name' | 'keys'> & { readonly namespace?: string | undefined };

/** Kinds that hold text of other formats, or say which Secret they make rather than which they read. */
const blindKinds = new Set([
  'Certificate',
  'ConfigMap',
  'CustomResourceDefinition',
  'ExternalSecret',
  'SealedSecret',
  'Secret',
]);

/** A value within an object and the way to it. */
interface Place {
  readonly value: JsonValue;
  readonly key: string | number | undefined;
  readonly parent: Place | undefined;
}

/** The Secrets an object reads and cannot do without. */
export function secretReferences(object: CommittedObject): SecretReference[] {
  if (blindKinds.has(object.kind)) return [];
  const found: SecretReference[] = [];
  const own = namespaceOf(object);
  // A stack of our own: a text can nest deeper than calls can.
  const places: Place[] = [{ value: object.content, key: undefined, parent: undefined }];
  for (let place = places.pop(); place; place = places.pop()) {
    const inside = childrenOf(place);
    for (let index = inside.length - 1; index >= 0; index--) places.push(inside[index]!);
    if (!isObject(place.value)) continue;
    for (const child of inside) {
      for (const { name, namespace, keys } of named(place.value, String(child.key), place.key)) {
        found.push({ namespace: namespace ?? own, name, keys, at: object.at(pathTo(child)) });
      }
    }
  }
  return found;
}

function childrenOf(parent: Place): Place[] {
  const { value } = parent;
  if (Array.isArray(value)) return value.map((item, key) => ({ value: item, key, parent }));
  return isObject(value) ? Object.entries(value).map(([key, child]) => ({ value: child, key, parent })) : [];
}

function pathTo(place: Place): Path {
  const path: (string | number)[] = [];
  for (let at: Place | undefined = place; at?.key !== undefined; at = at.parent) path.unshift(at.key);
  return path;
}

/** Where an object looks for Secrets that it names without a namespace. */
function namespaceOf({ kind, namespace, content }: CommittedObject): string {
  // cert-manager reads what its cluster-wide issuers name from its own namespace.
  if (kind === 'ClusterIssuer') return 'cert-manager';
  if (kind === 'HelmRelease') return text(field(content, 'spec', 'targetNamespace')) ?? namespace ?? 'default';
  return namespace ?? 'default';
}

/** The Secrets a field names, by the forms that Kubernetes, Flux and charts use. */
function named(parent: JsonObject, key: string, parentKey: string | number | undefined): Named[] {
  const value = parent[key]!;
  if (key === 'secretName') return text(value) ? [{ name: text(value)!, keys: [] }] : [];
  if (key === 'existingSecret' || key === 'existingSecretName')
    return text(value) ? [{ name: text(value)!, keys: keysBeside(parent) }] : [];
  if (key === 'imagePullSecrets') return items(value).flatMap((item) => reference(item, []));
  if (key === 'valuesFrom' || key === 'substituteFrom') return items(value).flatMap(fromSecret);
  // cert-manager makes the Secret of a private key when it is not there.
  if (key === 'privateKeySecretRef' || !/(?:^s|S)ecret(?:Key)?Ref$/.test(key)) return [];
  // Flux takes every key that ends in .agekey for an age identity.
  return reference(value, parentKey === 'decryption' ? ['age.agekey'] : []);
}

function reference(value: JsonValue, known: readonly string[]): Named[] {
  const name = text(field(value, 'name'));
  if (name === undefined || name === '' || field(value, 'optional') === true) return [];
  const key = text(field(value, 'key'));
  return [{ name, namespace: text(field(value, 'namespace')), keys: key === undefined ? known : [key] }];
}

function fromSecret(value: JsonValue): Named[] {
  if (field(value, 'kind') !== 'Secret') return [];
  const key = text(field(value, 'valuesKey'));
  return reference(value, key === undefined ? [] : [key]);
}

/** Charts say beside the name of a Secret which keys they read: `userKey`, `passwordKey`. */
function keysBeside(values: JsonObject): string[] {
  return Object.entries(values).flatMap(([name, value]) =>
    /[a-z]Key$/.test(name) && text(value) ? [text(value)!] : [],
  );
}
