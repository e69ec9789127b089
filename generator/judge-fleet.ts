import { suggest, type Path } from '../findings/index.ts';
import { formatted, judge, list, text, type JsonValue, type Option } from '../options/index.ts';
import { lossWords } from './allowance.ts';
import type { CallSite } from './call-site.ts';
import { fluxOptions, gitOptions, type ClusterSpec, type Fleet } from './fleet.ts';
import { versionProblems } from './flux-range.ts';
import type { JudgedCluster, JudgedComponent, JudgedFleet } from './judged-fleet.ts';
import type { PlatformFacts } from './platform.ts';
import { fleetProblem, type FleetProblem } from './problem.ts';
import type { Component, ComponentOptions, Layer } from './recipe.ts';

const layers = ['infrastructure', 'apps'] as const satisfies readonly Layer[];

const clusterFields = ['platform', ...layers, 'allow'];
const allowOption = list(
  text({
    pattern: `^(?:${lossWords.join('|')}):[^/]*/.+$`,
    due: `one of ${lossWords.join(', ')}, followed by ":namespace/name"`,
  }),
);

/** Judges everything a person wrote in the fleet by the schemas of options, before anything is emitted. */
export function judgeFleet(fleet: Fleet): { fleet: JudgedFleet; problems: readonly FleetProblem[] } {
  const judge = new FleetJudge();
  const spec: { [field: string]: unknown } = isObject(fleet.spec) ? { ...fleet.spec } : {};
  const git = judge.option(gitOptions, spec['git'] ?? {}, ['git'], fleet.at);
  const flux = judge.option(fluxOptions, spec['flux'] ?? {}, ['flux'], fleet.at);
  judge.fields(spec, ['git', 'flux', 'clusters'], [], fleet.at);
  const clusters = judge.clusters(spec['clusters'], fleet.at);
  if (flux !== undefined) judge.problems.push(...versionProblems(clusters, flux.version));
  return { fleet: { git, flux, clusters } as JudgedFleet, problems: judge.problems };
}

class FleetJudge {
  readonly problems: FleetProblem[] = [];

  clusters(value: unknown, at: CallSite | null): JudgedCluster[] {
    if (!isObject(value) || Object.keys(value).length === 0) {
      this.#refuse(['clusters'], at, 'needs at least one cluster: { homelab: { platform: k3s({ … }) } }');
      return [];
    }
    const names = Object.keys(value).toSorted();
    return names.flatMap((name) => this.#cluster(name, value[name], ['clusters', name], at) ?? []);
  }

  option<Output>(option: Option<unknown, Output>, value: unknown, path: Path, at: CallSite | null): Output | undefined {
    const judged = judge(option, value);
    if (judged.ok) return sorted(judged.value as JsonValue) as Output;
    for (const problem of judged.problems) this.#refuse([...path, ...problem.path], at, problem.message);
    return undefined;
  }

  fields(
    value: { readonly [field: string]: unknown },
    known: readonly string[],
    path: Path,
    at: CallSite | null,
  ): void {
    for (const field of Object.keys(value)) {
      if (known.includes(field)) continue;
      const near = suggest(field, known);
      const hint = near === undefined ? `known are ${known.join(', ')}` : `did you mean ${near}?`;
      this.#refuse([...path, field], at, `is not an option here; ${hint}`);
    }
  }

  #cluster(name: string, value: unknown, path: Path, at: CallSite | null): JudgedCluster | undefined {
    const named = this.option(formatted('component-name'), name, path, at);
    // Folders of these names hold what clusters share.
    if (name === 'base' || name === 'clusters')
      this.#refuse(path, at, 'is a reserved word; name the cluster otherwise');
    if (!isObject(value)) {
      this.#refuse(path, at, 'must be an object: { platform: k3s({ … }), infrastructure: […], apps: […] }');
      return undefined;
    }
    this.fields(value, clusterFields, path, at);
    const spec = value as unknown as ClusterSpec;
    const allow = this.option(allowOption, spec.allow ?? [], [...path, 'allow'], at) ?? [];
    const platform = this.#platform(spec.platform, [...path, 'platform'], at);
    const components = layers.flatMap((layer) => this.#layer(spec[layer] ?? [], layer, [...path, layer], at));
    this.#uniqueNames(components);
    if (named === undefined || platform === undefined) return undefined;
    return { name, platform, components, allow, at: spec.platform.at ?? at };
  }

  #platform(value: ClusterSpec['platform'], path: Path, at: CallSite | null): PlatformFacts | undefined {
    if (!isObject(value) || !isObject(value.platform)) {
      this.#refuse(path, at, 'must be a platform, such as k3s({ … })');
      return undefined;
    }
    const options = this.option<unknown>(value.platform.options, value.options, path, value.at);
    if (options === undefined) return undefined;
    const facts = value.platform.describe(options);
    for (const problem of facts.problems) {
      this.problems.push(fleetProblem('fleet/platform', [...path, ...problem.path], value.at, problem.message));
    }
    return facts;
  }

  #layer(value: unknown, layer: Layer, path: Path, at: CallSite | null): JudgedComponent[] {
    if (!Array.isArray(value)) {
      this.#refuse(path, at, 'must be a list of components');
      return [];
    }
    const components = value.flatMap((each, index) => this.#component(each, layer, [...path, index], at) ?? []);
    return components.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }

  #component(value: Component | undefined, layer: Layer, path: Path, at: CallSite | null): JudgedComponent | undefined {
    if (!isObject(value) || !isObject(value.recipe)) {
      this.#refuse(path, at, 'must be a component, such as app({ … })');
      return undefined;
    }
    const { recipe } = value;
    if (!recipe.layers.includes(layer)) {
      const message = `is ${recipe.name}, which belongs to ${recipe.layers.join(' or ')}`;
      this.problems.push(fleetProblem('fleet/layer', path, value.at, message));
    }
    const options = this.option<ComponentOptions>(recipe.options, value.options, path, value.at);
    if (options === undefined) return undefined;
    // The folder of this name holds the lists of single clusters.
    if (options.name === 'clusters') this.#refuse([...path, 'name'], value.at, 'is a reserved word');
    return { name: options.name, layer, recipe, options, path, at: value.at };
  }

  #uniqueNames(components: readonly JudgedComponent[]): void {
    const seen = new Set<string>();
    for (const { name, path, at } of components) {
      if (seen.has(name)) {
        const message = `is "${name}", which another component of the cluster is called`;
        this.problems.push(
          fleetProblem('fleet/name', [...path, 'name'], at, message, 'Give one of them a name of its own.'),
        );
      }
      seen.add(name);
    }
  }

  #refuse(path: Path, at: CallSite | null, message: string): void {
    this.problems.push(fleetProblem('fleet/option', path, at, message));
  }
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The order of keys in a fleet means nothing; sorted, it cannot reach what is emitted. */
function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}
