import fc from 'fast-check';
import type { Format, JsonSchema, JsonValue } from '../../options/index.ts';
import { defineFleet, type ClusterSpec, type Fleet } from '../fleet.ts';
import { k3s } from '../platforms/k3s.ts';
import * as recipes from '../recipes/index.ts';
import type { Component, ComponentOptions, Layer, Recipe } from '../recipe.ts';

/** For property tests: fleets that use every recipe and every option, without problems but for rare coincidences. */
export function arbitraryFleet(clusters: { minimum: number; maximum: number }): fc.Arbitrary<Fleet> {
  return fc.array(arbitraryCluster(), { minLength: clusters.minimum, maxLength: clusters.maximum }).map((specs) => {
    const named = specs.map((spec, index): [string, ClusterSpec] => [`cluster-${'abcdef'[index]}`, spec]);
    const git = { provider: 'github', owner: 'someone', repository: 'fleet' } as const;
    return defineFleet({ git, clusters: Object.fromEntries(named) });
  });
}

const address = { server: '10.0.0.1', agent: '10.0.0.2' };

/** A cluster in which every need can be met: its platform brings storage, a load balancer and a GPU. */
export function arbitraryCluster(): fc.Arbitrary<ClusterSpec> {
  return fc
    .record({
      disable: fc.subarray(['traefik', 'metrics-server', 'coredns', 'gateway-api-crd'] as const),
      version: fc.constantFrom('v1.36.2+k3s1', 'v1.37.1+k3s1'),
      infrastructure: fc.tuple(
        ...Object.values(infrastructure).map((recipe) =>
          fc.option(component(recipe, 'infrastructure'), { nil: undefined }),
        ),
      ),
      helm: fc.array(component(recipes.helmApp.recipe, 'infrastructure'), { maxLength: 2 }),
      apps: fc.array(
        fc.constantFrom(...Object.values(apps)).chain((recipe) => component(recipe, 'apps')),
        { maxLength: 4 },
      ),
    })
    .map(({ disable, version, infrastructure: chosen, helm, apps: programs }) => ({
      platform: k3s({
        version,
        servers: [{ name: 'server', address: address.server }],
        agents: [{ name: 'agent', address: address.agent, loadBalancerPool: 'edge', nvidia: true }],
        disable,
      }),
      ...named(withoutUnmet([...chosen.filter((each) => each !== undefined), ...helm]), programs),
    }));
}

const infrastructure = {
  alloy: recipes.alloy.recipe,
  certManager: recipes.certManager.recipe,
  envoyGateway: recipes.envoyGateway.recipe,
  grafana: recipes.grafana.recipe,
  loki: recipes.loki.recipe,
  tempo: recipes.tempo.recipe,
};

const apps = { app: recipes.app.recipe, llamaCpp: recipes.llamaCpp.recipe, helmApp: recipes.helmApp.recipe };

type AnyRecipe = Recipe<unknown, ComponentOptions>;
type Options = { [option: string]: unknown };
interface Drawn {
  readonly recipe: AnyRecipe;
  readonly layer: Layer;
  readonly options: Options;
}

function component(recipe: unknown, layer: Layer): fc.Arbitrary<Drawn> {
  const drawn = recipe as AnyRecipe;
  return fromSchema(drawn.options.schema).map((options) => ({
    recipe: drawn,
    layer,
    options: repaired(drawn, { ...(options as Options) }),
  }));
}

/** Options that only together are right: schemas say nothing about such pairs. */
function repaired(recipe: AnyRecipe, options: Options): Options {
  delete options['dependsOn'];
  delete options['claimName'];
  if ('resources' in options)
    options['resources'] = { requests: { cpu: '10m', memory: '32Mi' }, limits: { memory: '1Gi' } };
  if ('patches' in options) options['patches'] = recipe.name === 'llamaCpp' ? [deploymentPatch, imagePatch] : [];
  if ('address' in options) options['address'] = address.agent;
  if (recipe.name === 'app') repairApp(options);
  if (recipe.name === 'llamaCpp') options['model'] = { ...(options['model'] as Options), file: 'model.gguf' };
  return options;
}

const deploymentPatch = { target: { kind: 'Deployment' }, patch: { spec: { revisionHistoryLimit: 2 } } };
const imagePatch = {
  target: { kind: 'Deployment', name: undefined },
  patch: [{ op: 'add', path: '/metadata/annotations', value: { note: 'x' } }],
};

function repairApp(options: Options): void {
  const ports = Object.keys((options['ports'] ?? {}) as Options);
  // Two ports of one number and protocol, and two volumes in one place, are refused.
  options['ports'] = Object.fromEntries([...ports, 'web'].map((name, index) => [name, 1000 + index]));
  const volumes = Object.entries((options['volumes'] ?? {}) as { [name: string]: Options });
  options['volumes'] = Object.fromEntries(
    volumes.map(([name, volume], index) => [name, { ...volume, claimName: undefined, mountPath: `/volume-${index}` }]),
  );
  if (volumes.length > 0 && options['kind'] !== 'StatefulSet') options['replicas'] = 1;
  if ('publish' in options) options['publish'] = { address: address.agent };
  const probe = options['probe'];
  if (typeof probe === 'object' && probe !== null && 'port' in probe) options['probe'] = { ...probe, port: 'web' };
}

/** Takes out what needs a component that was not drawn. */
function withoutUnmet(drawn: readonly Drawn[]): Drawn[] {
  const has = (name: string): boolean => drawn.some(({ recipe }) => recipe.name === name);
  return drawn
    .filter(({ recipe }) => recipe.name !== 'alloy' || has('loki'))
    .map((each) => {
      const options = { ...each.options };
      if (!has('envoyGateway')) {
        delete options['hostnames'];
        delete options['gatewayApi'];
        delete options['issuers'];
      }
      if (!has('certManager')) delete options['https'];
      return { ...each, options };
    });
}

function named(drawn: readonly Drawn[], programs: readonly Drawn[]): Pick<ClusterSpec, 'infrastructure' | 'apps'> {
  const gateway = drawn.some(({ recipe }) => recipe.name === 'envoyGateway');
  const component = ({ recipe, options }: Drawn, name: string): Component => ({
    recipe,
    options: { ...options, name },
    at: null,
  });
  return {
    infrastructure: drawn.map((each, index) => component(each, `${each.recipe.name.toLowerCase()}-${index}`)),
    apps: programs.map((each, index) => {
      const options = { ...each.options };
      if (!gateway) delete options['hostnames'];
      return component({ ...each, options }, `app-${index}`);
    }),
  };
}

const known = new WeakMap<JsonSchema, fc.Arbitrary<JsonValue>>();

/** Values that a schema accepts. */
export function fromSchema(schema: JsonSchema): fc.Arbitrary<JsonValue> {
  const arbitrary = known.get(schema) ?? valuesOf(schema);
  known.set(schema, arbitrary);
  return arbitrary;
}

function valuesOf(schema: JsonSchema): fc.Arbitrary<JsonValue> {
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map(fromSchema));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'string':
      return fromText(schema);
    case 'integer':
      return fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 1000 });
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fromArray(schema);
    case 'object':
      return fromObject(schema);
    default:
      return freeValue;
  }
}

/** Refused everywhere, because the API server takes none of them. */
const unwritable = /[\u007F-\u0084\u0086-\u009F\uFEFF\uFFFE\uFFFF]|\\ud[89a-f][0-9a-f]{2}/g;

/** Free-form data as a person might write it, with the keys and texts that YAML readers stumble over. */
const freeKey = fc.oneof(
  fc.constantFrom('on', 'y', '1', 'null', 'a.b/c', '~', '- x', '#'),
  fc.string({ minLength: 1, maxLength: 8 }),
);
const freeValue: fc.Arbitrary<JsonValue> = fc
  .jsonValue({ maxDepth: 2, noUnicodeString: false })
  .map((value) => JSON.parse(JSON.stringify(value).replaceAll(unwritable, '')) as JsonValue);
const freeObject = fc.dictionary(
  freeKey.filter((key) => key !== '<<' && key !== '__proto__'),
  freeValue,
  { maxKeys: 4 },
);

function fromText(schema: JsonSchema): fc.Arbitrary<string> {
  if (schema.format !== undefined) return formats[schema.format as Format];
  if (schema.pattern !== undefined) {
    return fc.stringMatching(new RegExp(schema.pattern)).filter((text) => text.length <= (schema.maxLength ?? 200));
  }
  return fc.oneof(
    fc.string({ minLength: schema.minLength ?? 0, maxLength: 20 }),
    fc.constantFrom('yes', '010', '${HOME}', 'a: b'),
  );
}

function fromArray(schema: JsonSchema): fc.Arbitrary<JsonValue> {
  const item = fromSchema(schema.items ?? {});
  const bounds = { minLength: schema.minItems ?? 0, maxLength: Math.max(schema.minItems ?? 0, 3) };
  return schema.uniqueItems
    ? fc.uniqueArray(item, { ...bounds, selector: (each) => JSON.stringify(each) })
    : fc.array(item, bounds);
}

function fromObject(schema: JsonSchema): fc.Arbitrary<JsonValue> {
  if (schema.properties !== undefined) {
    const model = Object.fromEntries(Object.entries(schema.properties).map(([name, each]) => [name, fromSchema(each)]));
    return fc.record(model, { requiredKeys: [...(schema.required ?? [])] as never[] }) as fc.Arbitrary<JsonValue>;
  }
  if (typeof schema.additionalProperties !== 'object') return freeObject;
  const names = fromText(schema.propertyNames ?? { type: 'string', minLength: 1 });
  return fc.dictionary(names, fromSchema(schema.additionalProperties), { maxKeys: 3 });
}

const label = fc.stringMatching(/^[a-z](?:[-a-z0-9]{0,10}[a-z0-9])?$/);

const formats: Record<Format, fc.Arbitrary<string>> = {
  quantity: fc.constantFrom('1', '500m', '1Gi', '64Mi', '1e3', '.5', '1.5Gi'),
  duration: fc.constantFrom('30s', '5m', '1h30m', '90m', '1.5h', '250ms'),
  'dns-label': label,
  'component-name': label,
  'dns-name': fc.array(label, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('.')),
  'label-key': fc.oneof(
    label,
    label.map((name) => `example.com/${name}`),
  ),
  'label-value': fc.oneof(fc.constantFrom('', 'true', '1', '1.0', 'null', 'yes'), label),
  'ipv4-address': fc.constant(address.agent),
  image: label.map((name) => `ghcr.io/owner/${name}:1.2.3`),
  'https-url': label.map((name) => `https://example.com/${name}`),
  'oci-url': label.map((name) => `oci://ghcr.io/owner/${name}`),
  'environment-name': fc.stringMatching(/^[A-Z][A-Z0-9_]{0,9}$/),
  'absolute-path': label.map((name) => `/${name}`),
  'relative-path': label.map((name) => `extra/${name}`),
};
