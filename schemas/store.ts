import type { Tree } from '../tree/index.ts';
import { Expander } from './expand.ts';
import type { Pack, PackKind, PackProblem } from './pack.ts';
import { readPack } from './pack.ts';
import { removalOf } from './removed.ts';
import type { KindSchema, SchemaStore } from './schema.ts';

/** Opens every pack (`*.ndjson`) at the root of a tree, or says why one of them cannot be used. */
export function openPacks(tree: Tree): { readonly store: SchemaStore } | { readonly problems: readonly PackProblem[] } {
  const entries = tree.list('');
  if (typeof entries === 'string') return { problems: [noPacks(`cannot be listed: ${entries}`)] };
  const files = entries.filter(({ name }) => name.endsWith('.ndjson'));
  if (files.length === 0) return { problems: [noPacks('holds no schema pack')] };
  const opened = files.map(({ name }) => readPack(tree, name));
  const problems = opened.filter((result) => 'code' in result);
  if (problems.length > 0) return { problems };
  return { store: storeOf(opened.filter((result) => 'kinds' in result)) };
}

function noPacks(what: string): PackProblem {
  return {
    code: 'unreadable',
    file: '',
    message: `The folder of schema packs ${what}.`,
    help: 'Install fluxsmith again.',
  };
}

function storeOf(packs: readonly Pack[]): SchemaStore {
  const expander = new Expander((name) => {
    for (const pack of packs) {
      const definition = pack.definition(name);
      if (definition) return definition;
    }
    return undefined;
  });
  const kinds = packs.flatMap((pack) =>
    pack.kinds.map((kind) => lazyKind(kind, `${pack.header.name} ${pack.header.version}`, expander)),
  );
  return {
    ...indexOf(
      kinds.filter(({ channel }) => channel === undefined),
      undefined,
    ),
    experimental: lookup(kinds.filter(({ channel }) => channel === 'experimental')),
  };
}

function lazyKind({ definition, ...kind }: PackKind, origin: string, expander: Expander): KindSchema {
  return {
    ...kind,
    origin,
    get schema() {
      return expander.named(definition);
    },
  };
}

/** A store that knows further kinds, for example those of custom resource definitions; of one kind the added schema judges. */
export function withKinds(store: SchemaStore, kinds: readonly KindSchema[]): SchemaStore {
  return indexOf(kinds, store);
}

function indexOf(kinds: readonly KindSchema[], base: SchemaStore | undefined): SchemaStore {
  const added = lookup(kinds);
  const versions = grouped(
    kinds,
    ({ group, kind }) => `${group}/${kind}`,
    ({ version }) => version,
  );
  const names = grouped(
    kinds,
    ({ group }) => group,
    ({ kind }) => kind,
  );
  return {
    kind: (group, version, kind) => added(group, version, kind) ?? base?.kind(group, version, kind),
    versions: (group, kind) => union(base?.versions(group, kind), versions.get(`${group}/${kind}`)),
    kinds: (group) => union(base?.kinds(group), names.get(group)),
    groups: () => union(base?.groups(), new Set(names.keys())),
    knowsGroup: (group) => names.has(group) || (base?.knowsGroup(group) ?? false),
    removal: removalOf,
    // A definition that is given says which channel the cluster has.
    experimental: (group, version, kind) =>
      versions.has(`${group}/${kind}`) ? undefined : base?.experimental?.(group, version, kind),
  };
}

function lookup(kinds: readonly KindSchema[]): SchemaStore['kind'] {
  const byName = new Map(kinds.map((kind) => [`${kind.group}/${kind.version}/${kind.kind}`, kind]));
  return (group, version, kind) => byName.get(`${group}/${version}/${kind}`);
}

function grouped(
  kinds: readonly KindSchema[],
  key: (kind: KindSchema) => string,
  value: (kind: KindSchema) => string,
): Map<string, Set<string>> {
  const groups = new Map<string, Set<string>>();
  for (const kind of kinds) {
    const group = groups.get(key(kind));
    if (group) group.add(value(kind));
    else groups.set(key(kind), new Set([value(kind)]));
  }
  return groups;
}

function union(base: readonly string[] = [], added: ReadonlySet<string> = new Set()): readonly string[] {
  return [...new Set([...base, ...added])].sort();
}
