import { parseDuration } from '../kubernetes/index.ts';
import type { Unit } from './unit.ts';

const minute = 60e9;
const shortest = 5 * minute;
/** After the slowest release Flux still fetches the chart, applies and looks at the objects. */
const margin = 5 * minute;

interface Named {
  readonly name: string;
  readonly namespace: string;
}

/**
 * The timeout of a Flux Kustomization over these units: it must outlast the longest chain of releases that wait for
 * each other, or Flux reports as failed what is only slow.
 */
export function timeoutOf(units: readonly Unit[]): string {
  const releases = new Map(
    units
      .flatMap((unit) => [...unit.files.values()])
      .filter(({ kind }) => kind === 'HelmRelease')
      .map((each) => [
        `${each.metadata.namespace}/${each.metadata.name}`,
        each['spec'] as { timeout?: string; dependsOn?: readonly Named[] },
      ]),
  );
  const known = new Map<string, number>();
  const ends = (id: string): number => {
    const spec = releases.get(id);
    if (spec === undefined) return 0;
    const before = known.get(id);
    if (before !== undefined) return before;
    known.set(id, 0);
    const waits = (spec.dependsOn ?? []).map(({ namespace, name }) => ends(`${namespace}/${name}`));
    const end = Math.max(0, ...waits) + (parseDuration(spec.timeout ?? '5m') ?? 0);
    known.set(id, end);
    return end;
  };
  const slowest = Math.max(0, ...[...releases.keys()].map(ends), ...units.map((unit) => unit.readyWithin));
  const timeout = Math.max(shortest, slowest === 0 ? 0 : slowest + margin);
  return `${Math.ceil(timeout / minute)}m`;
}
