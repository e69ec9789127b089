/**
 * Asks a real API server whether it accepts what Flux would apply: `node scripts/schemas/dry-run.ts DIR…`.
 * Every directory of DIR with a kustomization file is built by kustomize, and each object applied as a dry run;
 * prints those that are refused, exit 1.
 */
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { JsonObject, JsonValue, SchemaStore } from '../../schemas/index.ts';
import { crdKinds, isObject, withKinds } from '../../schemas/index.ts';
import type { ApiServer } from './cluster.ts';
import { withApiServer } from './cluster.ts';
import { crdsOf } from './crds.ts';
import { build, hasGo } from './go.ts';
import { committedPacks } from './packs.ts';
import { packRecipes } from './sources.ts';

interface Built {
  readonly path: string;
  readonly error?: string;
  readonly objects: readonly JsonObject[] | null;
}

/** An object, the first directory that it came from, and its name in metadata. */
interface Applied {
  readonly path: string;
  readonly object: JsonObject;
  readonly name: string;
  readonly namespace: string;
}

async function buildTree(folder: string): Promise<readonly Built[]> {
  const { stdout } = await promisify(execFile)(await build('kustomize-build'), [resolve(folder)], {
    maxBuffer: 256 << 20,
  });
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Built);
}

/** Each object once: what a directory builds, those that include it build too. */
function appliedOf(built: readonly Built[]): readonly Applied[] {
  const applied = new Map<string, Applied>();
  for (const { path, objects } of built) {
    for (const object of objects ?? []) {
      const metadata = isObject(object.metadata) ? object.metadata : {};
      const key = JSON.stringify(object);
      const entry = { path, object, name: String(metadata.name), namespace: String(metadata.namespace ?? 'default') };
      if (!applied.has(key)) applied.set(key, entry);
    }
  }
  return [...applied.values()];
}

async function installCrds(server: ApiServer, crds: readonly JsonObject[]): Promise<void> {
  for (const crd of crds) await install(server, '/apis/apiextensions.k8s.io/v1/customresourcedefinitions', crd);
  for (const crd of crds) {
    for (const { group, version, plural } of crdKinds(crd, committedPacks())) {
      await whenServed(server, `/apis/${group}/${version}/${plural}`);
    }
  }
}

async function install(server: ApiServer, path: string, object: JsonObject): Promise<void> {
  const { status, body } = await server.send('POST', path, object);
  // 409: two directories bring the same object.
  if (status >= 300 && status !== 409) throw new Error(`${path}: ${status} ${messageOf(body)}`);
}

async function whenServed(server: ApiServer, path: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    if ((await server.send('GET', path)).status === 200) return;
    await sleep(100);
  }
  throw new Error(`The server does not serve ${path}.`);
}

function messageOf(body: JsonValue): string {
  return isObject(body) ? String(body.message) : JSON.stringify(body);
}

/** What the server answers to a dry run, undefined where it accepts. */
async function refusalOf(server: ApiServer, store: SchemaStore, applied: Applied): Promise<string | undefined> {
  const { object, name, namespace } = applied;
  const apiVersion = String(object.apiVersion);
  const slash = apiVersion.lastIndexOf('/');
  const kind = store.kind(apiVersion.slice(0, Math.max(slash, 0)), apiVersion.slice(slash + 1), String(object.kind));
  if (!kind) return 'no such kind is served';
  const base = slash < 0 ? `/api/${apiVersion}` : `/apis/${apiVersion}`;
  const place = kind.scope === 'Namespaced' ? `/namespaces/${encodeURIComponent(namespace)}` : '';
  const query = 'dryRun=All&force=true&fieldManager=kustomize-controller';
  const path = `${base}${place}/${kind.plural}/${encodeURIComponent(name)}?${query}`;
  const { status, body } = await server.send('PATCH', path, object, 'application/apply-patch+yaml');
  return status < 300 ? undefined : `${status} ${messageOf(body)}`;
}

async function judge(server: ApiServer, built: readonly Built[]): Promise<number> {
  const applied = appliedOf(built);
  const isCrd = ({ object }: Applied): boolean => object.kind === 'CustomResourceDefinition';
  const own = applied.filter(isCrd).map(({ object }) => object);
  // A cluster has one channel of a project: the standard one, which takes less.
  const standard = packRecipes.filter(({ channel }) => channel === undefined);
  const shipped = (await Promise.all(standard.flatMap(({ parts }) => parts.map(crdsOf)))).flat();
  await installCrds(server, [...own, ...shipped]);
  const packs = committedPacks();
  const store = withKinds(
    packs,
    own.flatMap((crd) => crdKinds(crd, packs)),
  );
  for (const namespace of new Set(applied.map(({ namespace }) => namespace))) {
    await install(server, '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
  }
  let refused = 0;
  for (const each of applied) {
    const refusal = await refusalOf(server, store, each);
    if (refusal === undefined) continue;
    refused++;
    console.error(`${each.path}: ${String(each.object.kind)} ${each.namespace}/${each.name}: ${refusal}`);
  }
  console.log(`${applied.length} objects of ${built.length} directories, ${refused} refused`);
  return refused;
}

const folders = process.argv.slice(2);
if (folders.length === 0) {
  console.error('Usage: node scripts/schemas/dry-run.ts DIR…');
  process.exitCode = 2;
} else if (await hasGo()) {
  const built = (await Promise.all(folders.map(buildTree))).flat();
  const broken = built.filter(({ error }) => error !== undefined);
  for (const { path, error } of broken) console.error(`${path}: ${error}`);
  const refused = await withApiServer((server) => judge(server, built));
  if (refused + broken.length > 0) process.exitCode = 1;
} else {
  console.log('SKIPPED: NO object was shown to a real API server, because there is no Go here.');
}
