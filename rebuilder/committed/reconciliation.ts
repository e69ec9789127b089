import { parseDuration } from '../../kubernetes/index.ts';
import type { ClusterObjects } from './cluster-objects.ts';
import { field, items, text, type CommittedObject } from './committed-object.ts';

const minute = 60e9;
/** Of a Kustomization that does not wait for what it applies, whatever it could take. */
const applying = 5 * minute;
/** Between a Kustomization that is ready and the one that depends on it. */
const gap = minute;

/**
 * How long Flux may take to apply everything, in minutes: the longest chain of Kustomizations that depend on each
 * other, each with its whole timeout (https://fluxcd.io/flux/components/kustomize/kustomizations/#timeout).
 */
export function reconciliationMinutes({ objects }: ClusterObjects): number {
  const waiting = new Map(
    objects.filter(isKustomization).map((each) => [idOf(each), { own: durationOf(each), needs: needsOf(each) }]),
  );
  const ends = new Map<string, number>();
  // A round takes what depends on nothing that still waits; what depends on itself is never ready, and counts for nothing.
  let longest = applying;
  for (let before = -1; before !== ends.size;) {
    before = ends.size;
    for (const [id, { own, needs }] of waiting) {
      if (needs.some((need) => waiting.has(need))) continue;
      const end = own + gap + Math.max(0, ...needs.map((need) => ends.get(need) ?? 0));
      longest = Math.max(longest, end);
      ends.set(id, end);
      waiting.delete(id);
    }
  }
  return Math.ceil(longest / minute);
}

function isKustomization({ apiVersion, kind }: CommittedObject): boolean {
  return kind === 'Kustomization' && apiVersion.startsWith('kustomize.toolkit.fluxcd.io/');
}

function idOf({ namespace, name }: CommittedObject): string {
  return `${namespace ?? 'flux-system'}/${name}`;
}

function needsOf({ namespace, content }: CommittedObject): string[] {
  return items(field(content, 'spec', 'dependsOn')).map(
    (each) => `${text(field(each, 'namespace')) ?? namespace ?? 'flux-system'}/${text(field(each, 'name'))}`,
  );
}

function durationOf({ content }: CommittedObject): number {
  const given = text(field(content, 'spec', 'timeout')) ?? text(field(content, 'spec', 'interval'));
  const timeout = Math.max(0, parseDuration(given ?? '') ?? applying);
  const waits = field(content, 'spec', 'wait') === true || items(field(content, 'spec', 'healthChecks')).length > 0;
  return waits ? timeout : Math.min(timeout, applying);
}
