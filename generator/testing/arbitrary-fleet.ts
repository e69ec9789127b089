import fc from 'fast-check';
import { lossWords, type Allowance } from '../allowance.ts';
import { defineFleet, fluxOptions, gitOptions, type ClusterSpec, type Fleet, type FleetSpec } from '../fleet.ts';
import { k3s } from '../platforms/k3s.ts';
import * as recipes from '../recipes/index.ts';
import type { Component, ComponentOptions, Layer, Recipe } from '../recipe.ts';
import { apart, repaired, validPatches, type Options } from './arbitrary-repair.ts';
import { fromSchema, publishedAddress } from './arbitrary-options.ts';

/** For property tests: fleets that use every recipe and every option, without problems but for rare coincidences. */
export function arbitraryFleet(clusters: { minimum: number; maximum: number }): fc.Arbitrary<Fleet> {
  const bounds = { minLength: clusters.minimum, maxLength: clusters.maximum };
  return fc
    .record(
      {
        git: fromSchema(gitOptions.schema) as fc.Arbitrary<FleetSpec['git']>,
        flux: fromSchema(fluxOptions.schema) as fc.Arbitrary<NonNullable<FleetSpec['flux']>>,
        specs: fc.array(fc.tuple(arbitraryCluster(), fc.option(fc.nat(4))), bounds),
      },
      { requiredKeys: ['git', 'specs'] },
    )
    .map(({ git, flux, specs }) => {
      const first = specs[0]?.[0];
      const clusters = specs.map(([spec, shared], index): [string, ClusterSpec] => [
        `cluster-${'abcdef'[index]}`,
        first === undefined || shared === null ? spec : like(first, shared),
      ]);
      return defineFleet({ git, ...(flux && { flux }), clusters: Object.fromEntries(clusters) });
    });
}

/** A cluster that shares what it has with another one. Only later apps wait for earlier ones, so the first can stay. */
function like(other: ClusterSpec, apps: number): ClusterSpec {
  return { ...other, apps: (other.apps ?? []).slice(0, apps) };
}

/** A cluster in which every need can be met. */
function arbitraryCluster(): fc.Arbitrary<ClusterSpec> {
  return fc
    .record({
      options: fromSchema(k3s.platform.options.schema).map((options) => platformOptions(options as Options)),
      single: fc.tuple(...singles.map((recipe) => fc.option(component(recipe, 'infrastructure'), { nil: undefined }))),
      infrastructure: components('infrastructure', [recipes.helmApp.recipe, recipes.directory.recipe]),
      apps: components('apps', [
        recipes.app.recipe,
        recipes.llamaCpp.recipe,
        recipes.helmApp.recipe,
        recipes.directory.recipe,
      ]),
      allow: fc.subarray(lossWords.map((word): Allowance => `${word}:some/thing`)),
    })
    .map(({ options, single, infrastructure, apps, allow }) => {
      const drawn = [...single.filter((each) => each !== undefined), ...infrastructure, ...apps];
      const met = withoutUnmet(drawn, options.disable ?? []);
      return { platform: k3s(withLabels(withoutClash(options, met), met)), ...nameAll(met), allow };
    });
}

const singles = [recipes.alloy, recipes.certManager, recipes.envoyGateway, recipes.grafana, recipes.loki, recipes.tempo]
  .map(({ recipe }) => recipe as AnyRecipe)
  .toSorted((a, b) => (a.name < b.name ? -1 : 1));

type K3sOptions = Parameters<typeof k3s>[0];
type AnyRecipe = Recipe<unknown, ComponentOptions>;
interface Drawn {
  readonly recipe: AnyRecipe;
  readonly layer: Layer;
  readonly options: Options;
}

/** Nodes with names and addresses of their own, and a last one that publishes Services and has a GPU. */
function platformOptions(drawn: Options): K3sOptions {
  const distinct = (nodes: unknown, role: string, network: number) =>
    ((nodes ?? []) as object[]).map((node, index) => ({
      ...node,
      name: `${role}-${index}`,
      address: `10.0.${network}.${index + 1}`,
    }));
  const last = { name: 'edge', address: publishedAddress, loadBalancerPool: 'edge', nvidia: true };
  const all = distinct(drawn['servers'], 'server', 1);
  const servers = all.slice(0, all.length - 1 + (all.length % 2));
  const version = String(drawn['version']).replace(/^v1\.\d*(\d)/, (_, digit) => `v1.${34 + Number(digit)}`);
  return {
    ...drawn,
    version,
    servers,
    agents: [...distinct(drawn['agents'], 'agent', 2), last],
  } as unknown as K3sOptions;
}

function components(layer: Layer, from: readonly unknown[]): fc.Arbitrary<Drawn[]> {
  return fc.array(fc.oneof(...from.map((recipe) => component(recipe as AnyRecipe, layer))), { maxLength: 4 });
}

function component(recipe: AnyRecipe, layer: Layer): fc.Arbitrary<Drawn> {
  return fromSchema(recipe.options.schema).map((options) => ({
    recipe,
    layer,
    options: repaired(recipe.name, layer, { ...(options as Options) }),
  }));
}

/** Traefik holds the ports of the Gateway. */
function withoutClash(options: K3sOptions, drawn: readonly Drawn[]): K3sOptions {
  if (!drawn.some(({ recipe }) => recipe.name === 'envoyGateway')) return options;
  return { ...options, disable: [...new Set([...(options.disable ?? []), 'traefik' as const])] };
}

/** One node carries every label that components ask for; where two ask for values of one label, both ask for the last. */
function withLabels(options: K3sOptions, drawn: readonly Drawn[]): K3sOptions {
  const asked = drawn.map((each) => (each.options['nodeSelector'] ?? {}) as { [label: string]: string });
  const labels = Object.assign({}, ...asked) as { [label: string]: string };
  for (const selector of asked) for (const label of Object.keys(selector)) selector[label] = labels[label]!;
  return {
    ...options,
    agents: (options.agents ?? []).map((node) => (node.name === 'edge' ? { ...node, labels } : node)),
  };
}

/** Takes out what needs a component or a part of the platform that was not drawn. */
function withoutUnmet(drawn: readonly Drawn[], disabled: readonly string[]): Drawn[] {
  const published = !disabled.includes('servicelb');
  const has = (name: string): boolean => drawn.some(({ recipe }) => recipe.name === name);
  const gateway = published && has('envoyGateway');
  // A cluster that shares what another has may lose its last apps.
  const gpu = drawn.some(
    ({ recipe, layer, options }) => recipe.name === 'helmApp' && layer === 'infrastructure' && 'provides' in options,
  );
  return drawn
    .filter(({ recipe }) => (recipe.name !== 'alloy' || has('loki')) && (recipe.name !== 'envoyGateway' || published))
    .map((each) => {
      const options = disabled.includes('local-storage') ? withStorageClass(each) : { ...each.options };
      if (!published) delete options['publish'];
      if (!gpu) delete options['gpu'];
      if (!gateway) for (const name of ['hostnames', 'gatewayApi', 'issuers']) delete options[name];
      // An ACME issuer that was drawn could not prove a wildcard.
      if (!has('certManager')) delete options['https'];
      else if ('https' in options) options['https'] = { ...(options['https'] as object), hostname: 'www.example.com' };
      return { ...each, options };
    });
}

function withStorageClass({ recipe, options }: Drawn): Options {
  const storageClass = 'fast';
  const volumes = Object.entries((options['volumes'] ?? {}) as { [name: string]: object });
  const keepsData = 'storage' in recipe.options.schema.properties!;
  return {
    ...options,
    ...(keepsData && { storage: { ...(options['storage'] as object), storageClass } }),
    ...(recipe.name === 'app' && {
      volumes: Object.fromEntries(volumes.map(([name, volume]) => [name, { ...volume, storageClass }])),
    }),
  };
}

/** Gives components their names, and what refers to names: a chart waits for components that come before it. */
function nameAll(drawn: readonly Drawn[]): Pick<ClusterSpec, Layer> {
  const names: string[] = [];
  const layers: { readonly [L in Layer]: Component[] } = { infrastructure: [], apps: [] };
  for (const [index, { recipe, layer, options }] of drawn.entries()) {
    const word = String(options['name'] ?? recipe.name.toLowerCase());
    const name = `${word.slice(0, 37)}-${index}`;
    const finished: Options = { ...options, name };
    if (recipe.name === 'app') finished['ports'] = apart(options['ports'] as Options, index);
    if ('patches' in options) finished['patches'] = validPatches(recipe.name, finished);
    if ('dependsOn' in options) finished['dependsOn'] = names.slice(0, (options['dependsOn'] as unknown[]).length);
    layers[layer].push({ recipe, options: finished, at: null });
    names.push(name);
  }
  return layers;
}
