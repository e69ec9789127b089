import type { Layer } from '../recipe.ts';

export type Options = { [option: string]: unknown };

/** Options that only together are right: schemas say nothing about such pairs. Whatever was drawn stays drawn. */
export function repaired(recipe: string, layer: Layer, options: Options): Options {
  if ('resources' in options) options['resources'] = fittingResources(options['resources'] as Options);
  repairs[recipe]?.(options, layer);
  return options;
}

const repairs: { readonly [recipe: string]: (options: Options, layer: Layer) => void } = {
  app: repairApp,
  // The last part of an arbitrary address names no model.
  llamaCpp: (options) => (options['model'] = { ...(options['model'] as Options), file: 'model.gguf' }),
  helmApp: (options) => {
    if ('provides' in options) options['provides'] = ['nvidia-gpu'];
  },
  directory: (options, layer) => {
    if (layer === 'apps') delete options['configs'];
  },
};

/** Requests below the limits, which are above what recipes request by themselves. */
function fittingResources(drawn: Options): Options {
  const amounts: { readonly [kind: string]: Options } = {
    requests: { cpu: '10m', memory: '32Mi' },
    limits: { cpu: '8', memory: '64Gi' },
  };
  return mapped(drawn, (kind, chosen) => mapped(chosen as Options, (name) => amounts[kind]![name]));
}

function repairApp(options: Options): void {
  // Two ports of one number and protocol, and two volumes in one place, are refused.
  const ports = { ...((options['ports'] ?? {}) as Options), web: 80 };
  options['ports'] = mapped(ports, (_, port, index) => numbered(port, index));
  const isSet = options['kind'] === 'StatefulSet';
  const volumes = mapped((options['volumes'] ?? {}) as Options, (_, volume, index) => ({
    ...(volume as Options),
    ...('claimName' in (volume as Options) && { claimName: isSet ? undefined : `claim-${index}` }),
    mountPath: `/volume-${index}`,
  }));
  options['volumes'] = volumes;
  if (Object.keys(volumes).length > 0 && !isSet) options['replicas'] = 1;
  const probe = options['probe'] as Options | undefined | false;
  if (probe && 'port' in probe) options['probe'] = { ...probe, port: 'web' };
}

function numbered(port: unknown, index: number): unknown {
  if (typeof port !== 'object') return 1000 + index;
  const { targetPort, ...rest } = port as Options;
  return { ...rest, port: 1000 + index, ...(targetPort !== undefined && { targetPort: 2000 + index }) };
}

/** Ports that no other component of the cluster publishes. */
export function apart(ports: Options, component: number): Options {
  const shifted = (port: number): number => port + 50 * component;
  return mapped(ports, (_, port) =>
    typeof port === 'number' ? shifted(port) : { ...(port as Options), port: shifted((port as { port: number }).port) },
  );
}

function mapped(values: Options, map: (name: string, value: unknown, index: number) => unknown): Options {
  return Object.fromEntries(Object.entries(values).map(([name, value], index) => [name, map(name, value, index)]));
}

/** As many patches as were drawn, of objects that the component has and of fields that they have. */
export function validPatches(recipe: string, options: Options): unknown[] {
  const name = options['name'];
  const kind =
    recipe === 'app' ? (options['kind'] ?? 'Deployment') : recipe === 'llamaCpp' ? 'Deployment' : 'HelmRelease';
  const patches = [
    { target: { kind }, patch: { metadata: { labels: { patched: 'yes' } } } },
    { target: { kind, name }, patch: operations(name) },
    { target: { kind, name }, patch: operations(name).slice(0, 2) },
  ];
  return patches.slice(0, (options['patches'] as unknown[]).length);
}

function operations(name: unknown): object[] {
  return [
    { op: 'test', path: '/metadata/name', value: name },
    { op: 'add', path: '/metadata/annotations', value: { note: 'x' } },
    { op: 'copy', from: '/metadata/name', path: '/metadata/annotations/copy' },
    { op: 'move', from: '/metadata/annotations/note', path: '/metadata/annotations/moved' },
    { op: 'replace', path: '/metadata/annotations/moved', value: 'y' },
    { op: 'remove', path: '/metadata/annotations/copy' },
  ];
}
