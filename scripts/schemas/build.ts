/**
 * Rebuilds every schema pack from the real things: `node scripts/schemas/build.ts [PACK]…`.
 * Needs Go and its module proxy. The same versions give the same bytes.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { CrdKind, Definition, PackKind, PackSource } from '../../schemas/index.ts';
import { canonicalJson, hashOf, reachable, writePack } from '../../schemas/index.ts';
import { withApiServer } from './cluster.ts';
import { crdsInFolder, crdsOfTypes } from './crds.ts';
import { build, download } from './go.ts';
import type { Served } from './openapi.ts';
import { readServed } from './openapi.ts';
import { packsFolder } from './packs.ts';
import { shareParts } from './share.ts';
import type { PackRecipe } from './sources.ts';
import { packRecipes } from './sources.ts';

async function partOf(part: PackRecipe['parts'][number]): Promise<Served> {
  if ('folder' in part) {
    return servedBy(crdsInFolder(join((await download(part.module, part.version)).folder, part.folder)));
  }
  switch (part.program) {
    case 'kube-apiserver':
      return withApiServer(readServed);
    case 'controller-gen':
      return servedBy(await crdsOfTypes(part.module));
    case 'kustomize-schema':
      return kustomizeKinds();
  }
}

function servedBy(crds: readonly CrdKind[]): Served {
  const named = crds.map(({ definition, ...kind }) => ({
    name: `${kind.group}/${kind.version}/${kind.kind}`,
    kind,
    definition,
  }));
  return {
    kinds: named.map(({ name, kind }) => ({ ...kind, definition: name })),
    definitions: new Map(named.map(({ name, definition }) => [name, definition])),
  };
}

/** The reflection program prints a pack's content as it is to be. */
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

async function buildPack(recipe: PackRecipe): Promise<void> {
  const served: Served[] = [];
  const sources: PackSource[] = [];
  for (const part of recipe.parts) {
    served.push(await partOf(part));
    sources.push(await sourceOf(part));
  }
  const definitions = shareParts(new Map(served.flatMap((each) => [...each.definitions])));
  const find = (name: string): Definition | undefined => definitions.get(name);
  const kinds = served
    .flatMap((each) => each.kinds)
    .map((kind): PackKind => ({ ...kind, hash: hashOf(kind.definition, find) }))
    .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  const needed = new Set(kinds.flatMap(({ definition }) => reachable(definition, find)));
  const lines = new Map([...needed].flatMap((name) => linesOf(name, find(name))));
  const licence = [...new Set(sources.map((source) => source.licence))].join(' AND ');
  const bytes = writePack({ name: recipe.name, version: recipe.version, licence, sources }, kinds, lines);
  writeFileSync(join(packsFolder, `${recipe.name}.ndjson`), bytes);
  console.log(
    `${recipe.name} ${recipe.version}: ${kinds.length} kinds, ${lines.size} definitions, ${bytes.length} bytes`,
  );
}

/** A definition that another pack brings has no line here. */
function linesOf(name: string, definition: Definition | undefined): [string, string][] {
  return definition ? [[name, canonicalJson(definition)]] : [];
}

function nameOf({ group, version, kind }: PackKind): string {
  return `${group}/${kind}/${version}`;
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !packRecipes.some((recipe) => recipe.name === name));
if (unknown.length > 0) {
  console.error(
    `No pack is called ${unknown.join(', ')}; there are ${packRecipes.map(({ name }) => name).join(', ')}.`,
  );
  process.exitCode = 2;
} else {
  mkdirSync(packsFolder, { recursive: true });
  for (const recipe of packRecipes) {
    if (wanted.length === 0 || wanted.includes(recipe.name)) await buildPack(recipe);
  }
}
