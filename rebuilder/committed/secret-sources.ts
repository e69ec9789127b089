import type { ClusterObjects } from './cluster-objects.ts';
import { field, text, type CommittedObject } from './committed-object.ts';

/** The Secret an object of a kind brings, by name in its own namespace. */
const makers: { readonly [kind: string]: (object: CommittedObject) => string | undefined } = {
  Secret: ({ name }) => name,
  SealedSecret: ({ name }) => name,
  ExternalSecret: ({ name, content }) => text(field(content, 'spec', 'target', 'name')) ?? name,
  Certificate: ({ content }) => text(field(content, 'spec', 'secretName')),
};

/** The Secrets that come from Git or are made by what comes from Git, by `namespace/name`. */
export function secretsBrought({ objects, generatedSecrets }: ClusterObjects): Set<string> {
  // Bootstrap makes the Secret of its own source.
  const brought = new Set([...generatedSecrets, 'flux-system/flux-system']);
  for (const object of objects) {
    const name = makers[object.kind]?.(object);
    if (name !== undefined) brought.add(`${object.namespace ?? 'default'}/${name}`);
  }
  return brought;
}
