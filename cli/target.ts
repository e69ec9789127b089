import type { SchemaStore } from '../schemas/index.ts';
import { Refusal } from './refusal.ts';

/** The versions that the schemas of a store stand for, as `major.minor`. */
export interface Target {
  readonly kubernetes: string;
  readonly flux: string;
}

/** One kind of each product: what its pack is of, the others are of. */
const witnesses: Readonly<Record<keyof Target, readonly [group: string, version: string, kind: string]>> = {
  kubernetes: ['apps', 'v1', 'Deployment'],
  flux: ['kustomize.toolkit.fluxcd.io', 'v1', 'Kustomization'],
};

/** The versions a run judges for; a refusal where it wants one that there are no schemas of. */
export function targetOf(store: SchemaStore, wanted: Partial<Record<keyof Target, string | undefined>>): Target {
  const target = { kubernetes: versionOf(store, 'kubernetes'), flux: versionOf(store, 'flux') };
  for (const product of ['kubernetes', 'flux'] as const) {
    const version = wanted[product];
    if (version === undefined || minorOf(version) === target[product]) continue;
    const name = product === 'kubernetes' ? 'Kubernetes' : 'Flux';
    throw new Refusal(
      `there are no schemas of ${name} ${version}`,
      `this fluxsmith judges for ${name} ${target[product]}`,
    );
  }
  return target;
}

/** Schemas are of a minor version: what `kubectl version` prints (`v1.36.2`) says it too. */
function minorOf(version: string): string {
  return version.replace(/^v?(\d+\.\d+)(?:\.\d+.*)?$/, '$1');
}

function versionOf(store: SchemaStore, product: keyof Target): string {
  const origin = store.kind(...witnesses[product])?.origin ?? '';
  return /(\d+\.\d+)/.exec(origin)?.[1] ?? '';
}
