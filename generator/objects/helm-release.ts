import type { JsonObject } from '../../options/index.ts';
import { chartReference, chartSource, type Chart } from './chart.ts';
import type { KubernetesObject, Manifest } from './kubernetes-object.ts';

export interface Release {
  readonly name: string;
  readonly namespace: string;
  readonly chart: Chart;
  readonly version: string;
  readonly values: JsonObject;
  /** How long Helm waits for the release's objects: `5m`. */
  readonly timeout: string;
  readonly releaseName?: string | undefined;
  readonly crds?: 'CreateReplace' | 'Create' | 'Skip';
  /** Releases that come first, beyond those that follow from what components need of each other. */
  readonly dependsOn?: readonly ReleaseName[];
  /** The manifests' file names are `source` and `release`, or `<prefix>-source` and `<prefix>-release`. */
  readonly prefix?: string;
}

export interface ReleaseName {
  readonly name: string;
  readonly namespace: string;
}

/** A HelmRelease and the source of its chart. */
export function helmRelease(release: Release): Manifest[] {
  const prefix = release.prefix === undefined ? '' : `${release.prefix}-`;
  return [
    { file: `${prefix}source`, object: chartSource(release, release.chart, release.version) },
    { file: `${prefix}release`, object: withDependencies(releaseObject(release), release.dependsOn ?? []) },
  ];
}

// Retrying keeps what is there. The older way, remediation, uninstalls a failed install and with it what it stored.
const retry = { name: 'RetryOnFailure', retryInterval: '5m' };

function releaseObject(release: Release): KubernetesObject {
  const { name, namespace, chart, version, values, timeout, crds = 'CreateReplace' } = release;
  return {
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name, namespace },
    spec: {
      // Changes are acted on at once; the interval is how often drift is looked for.
      interval: '1h',
      timeout,
      // Explicit, because the default is derived from other fields, and a changed release name uninstalls.
      releaseName: release.releaseName ?? name,
      ...chartReference(release, chart, version),
      install: { crds: crds === 'Skip' ? 'Skip' : 'Create', strategy: retry },
      // Helm's own default leaves CRDs as they were first installed.
      upgrade: { crds, strategy: retry },
      // Off by default: an object deleted by hand would stay deleted while the release reads Ready.
      driftDetection: { mode: 'enabled' },
      ...(Object.keys(values).length > 0 && { values }),
    },
  };
}

/** A release that waits for others as well; a HelmRelease can wait for HelmReleases only. */
export function withDependencies(release: KubernetesObject, dependsOn: readonly ReleaseName[]): KubernetesObject {
  if (dependsOn.length === 0) return release;
  const {
    interval,
    timeout,
    releaseName,
    dependsOn: own,
    ...rest
  } = release['spec'] as { readonly [field: string]: unknown };
  const all = [...(Array.isArray(own) ? own : []), ...dependsOn];
  return { ...release, spec: { interval, timeout, releaseName, dependsOn: all, ...rest } };
}
