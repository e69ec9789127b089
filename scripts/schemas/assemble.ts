import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Definition, PackKind, PackSource } from '../../schemas/index.ts';
import { canonicalJson, hashOf, reachable, readCrd, writePack } from '../../schemas/index.ts';
import { withApiServer } from './cluster.ts';
import { crdsOf } from './crds.ts';
import { build, download } from './go.ts';
import type { Served } from './openapi.ts';
import { readServed } from './openapi.ts';
import { shareParts } from './share.ts';
import type { PackRecipe } from './sources.ts';

/** A pack made of its sources. */
export interface Assembled {
  readonly kinds: readonly PackKind[];
  readonly definitions: number;
  readonly bytes: Uint8Array;
}

/** Makes a pack anew. The same versions give the same bytes. */
export async function assemblePack(recipe: PackRecipe): Promise<Assembled> {
  const served: Served[] = [];
  const sources: PackSource[] = [];
  for (const part of recipe.parts) {
    served.push(await servedBy(part, recipe.channel));
    sources.push(await sourceOf(part));
  }
  const definitions = shareParts(new Map(served.flatMap((each) => [...each.definitions])));
  const find = (name: string): Definition | undefined => definitions.get(name);
  const kinds = served
    .flatMap((each) => each.kinds)
    .map((kind): PackKind => ({ ...kind, hash: hashOf(kind.definition, find) }))
    .sort((a, b) => (kindName(a) < kindName(b) ? -1 : 1));
  const needed = new Set(kinds.flatMap(({ definition }) => reachable(definition, find)));
  const lines = new Map([...needed].flatMap((name) => lineOf(name, find(name))));
  const licence = [...new Set(sources.map((source) => source.licence))].join(' AND ');
  const about = { name: recipe.name, version: recipe.version, licence, sources };
  return { kinds, definitions: lines.size, bytes: writePack(about, kinds, lines) };
}

async function servedBy(part: PackRecipe['parts'][number], channel: PackRecipe['channel']): Promise<Served> {
  if ('program' in part && part.program === 'kube-apiserver') return withApiServer(readServed);
  if ('program' in part && part.program === 'kustomize-schema') return kustomizeKinds();
  const crds = (await crdsOf(part)).flatMap(readCrd);
  const named = crds.map(({ definition, ...kind }) => ({
    // All packs share one space of names.
    name: `${channel === undefined ? '' : `${channel}:`}${kind.group}/${kind.version}/${kind.kind}`,
    kind: { ...kind, ...(channel && { channel }) },
    definition,
  }));
  return {
    kinds: named.map(({ name, kind }) => ({ ...kind, definition: name })),
    definitions: new Map(named.map(({ name, definition }) => [name, definition])),
  };
}

/** The reflection program prints the content of a pack as it is to be. */
async function kustomizeKinds(): Promise<Served> {
  const { stdout } = await promisify(execFile)(await build('kustomize-schema'));
  const { kinds, definitions } = JSON.parse(stdout) as {
    kinds: Served['kinds'];
    definitions: Record<string, Definition>;
  };
  return { kinds, definitions: new Map(Object.entries(definitions)) };
}

async function sourceOf({ project, module, version, licence }: PackRecipe['parts'][number]): Promise<PackSource> {
  return { project, module, version, sum: (await download(module, version)).sum, licence };
}

/** A definition that another pack brings has no line here. */
function lineOf(name: string, definition: Definition | undefined): [string, string][] {
  return definition ? [[name, canonicalJson(definition)]] : [];
}

function kindName({ group, version, kind }: Pick<PackKind, 'group' | 'version' | 'kind'>): string {
  return `${group}/${kind}/${version}`;
}
