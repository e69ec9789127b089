import type { OptionProblem, OutputOf } from '../../options/index.ts';
import { resourceProblems } from '../objects/resources.ts';
import type { Context } from '../recipe.ts';
import type { appOptions } from './app-options.ts';
import { listenersOf, portsOf } from './app-pod.ts';

type AppOptions = OutputOf<typeof appOptions>;

/** What no single option shows, but all together do. */
export function problemsOf(options: AppOptions, context: Context): OptionProblem[] {
  return [
    ...portProblems(options),
    ...volumeProblems(options),
    ...resourceProblems(options.resources),
    ...publishProblems(options, context),
  ];
}

function portProblems(options: AppOptions): OptionProblem[] {
  const problems: OptionProblem[] = [];
  const names = Object.keys(options.ports);
  if (names.length === 0 && options.kind === 'StatefulSet') {
    problems.push({ path: ['ports'], message: 'is empty, but a StatefulSet needs a Service and so at least one port' });
  }
  if (names.length === 0 && (options.hostnames.length > 0 || options.publish !== undefined)) {
    problems.push({ path: ['ports'], message: 'is empty, but there must be a port to reach the app by' });
  }
  const probe = options.probe;
  if (probe && 'port' in probe && probe.port !== undefined && !names.includes(probe.port)) {
    const known = names.join(', ') || 'none';
    problems.push({ path: ['probe', 'port'], message: `is "${probe.port}", but the ports are ${known}` });
  }
  const ofService = listenersOf(options).map(({ name, port, protocol }) => [name, `${port}/${protocol}`] as const);
  const ofContainer = portsOf(options).map(
    ({ name, targetPort, protocol }) => [name, `${targetPort}/${protocol}`] as const,
  );
  const twice = repeated(ofService, ['ports']);
  return [...problems, ...(twice.length > 0 ? twice : repeated(ofContainer, ['ports']))];
}

function volumeProblems(options: AppOptions): OptionProblem[] {
  const problems: OptionProblem[] = [];
  const volumes = Object.entries(options.volumes);
  if (options.kind === 'Deployment' && options.replicas > 1 && volumes.length > 0) {
    const message = `is ${options.replicas}, but one node only can mount the volume "${volumes[0]![0]}"; a StatefulSet gives each replica its own`;
    problems.push({ path: ['replicas'], message });
  }
  for (const [name, volume] of volumes) {
    if (options.kind !== 'StatefulSet' || volume.claimName === undefined) continue;
    const message = 'has no meaning for a StatefulSet, which names its claims itself';
    problems.push({ path: ['volumes', name, 'claimName'], message });
  }
  return [
    ...problems,
    ...repeated(
      volumes.map(([name, { mountPath }]) => [name, mountPath]),
      ['volumes'],
    ),
  ];
}

function publishProblems(options: AppOptions, context: Context): OptionProblem[] {
  if (options.publish === undefined) return [];
  const answer = context.publish(options.publish.address);
  return 'problem' in answer ? [{ path: ['publish', 'address'], message: answer.problem }] : [];
}

/** The API server refuses a list in which two entries have the same value. */
function repeated(
  entries: readonly (readonly [name: string, value: string])[],
  path: readonly string[],
): OptionProblem[] {
  const first = new Map<string, string>();
  return entries.flatMap(([name, value]) => {
    const before = first.get(value);
    if (before === undefined) first.set(value, name);
    return before === undefined ? [] : [{ path: [...path, name], message: `has ${value}, as "${before}" has` }];
  });
}
