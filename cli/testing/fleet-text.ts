import type { ClusterSpec, Component, Fleet } from '../../generator/index.ts';

type Said = Pick<Component, 'recipe' | 'options'>;

/** A `fleet.ts` that says what a fleet says. */
export function fleetText({ spec }: Fleet): string {
  const called = new Set<string>();
  const call = ({ recipe, options }: Said): string => {
    called.add(recipe.name);
    if (recipe.name !== 'directory') return `${recipe.name}(${JSON.stringify(options)})`;
    const { path, ...rest } = options as { path: string };
    return `directory(${JSON.stringify(path)}, ${JSON.stringify(rest)})`;
  };
  const clusters = Object.entries(spec.clusters).map(
    ([name, { platform, infrastructure = [], apps = [], allow = [] }]) =>
      [
        `    ${JSON.stringify(name)}: {`,
        `      platform: k3s(${JSON.stringify(platform.options)}),`,
        `      infrastructure: [${infrastructure.map(call).join(', ')}],`,
        `      apps: [${apps.map(call).join(', ')}],`,
        `      allow: ${JSON.stringify(allow)},`,
        '    },',
      ].join('\n'),
  );
  return `import { defineFleet, k3s } from 'fluxsmith';
import { ${[...called].join(', ')} } from 'fluxsmith/recipes';
export default defineFleet({
  git: ${JSON.stringify(spec.git)},
  flux: ${JSON.stringify(spec.flux)},
  clusters: {
${clusters.join('\n')}
  },
});
`;
}

/** The same fleet with the keys of every object and the lists of components turned round. */
export function reversedFleet(fleet: Fleet): Fleet {
  const { git, flux, clusters } = fleet.spec;
  const turned = Object.entries(clusters).map(([name, cluster]) => [name, reversedCluster(cluster)] as const);
  const spec = { git: reversed(git), ...(flux && { flux: reversed(flux) }) };
  return { ...fleet, spec: { clusters: Object.fromEntries(turned.toReversed()), ...spec } };
}

function reversedCluster({ infrastructure = [], apps = [], platform, ...rest }: ClusterSpec): ClusterSpec {
  return {
    ...rest,
    apps: apps.map((each) => ({ ...each, options: reversed(each.options) })).toReversed(),
    infrastructure: infrastructure.map((each) => ({ ...each, options: reversed(each.options) })).toReversed(),
    platform: { ...platform, options: reversed(platform.options) },
  };
}

function reversed<T>(value: T): T {
  if (Array.isArray(value)) return value.map(reversed) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, each]) => [name, reversed(each)]),
  ) as T;
}
