import type { KubernetesObject } from './kubernetes-object.ts';

/** Where a Helm chart lives: an OCI address that ends in the chart's name, or a repository with an index. */
export type Chart = { readonly oci: string } | { readonly repository: string; readonly name: string };

interface Identity {
  readonly name: string;
  readonly namespace: string;
}

/** The source object of a chart, of the release's own name and namespace: one chart, one source. */
export function chartSource({ name, namespace }: Identity, chart: Chart, version: string): KubernetesObject {
  const metadata = { name, namespace };
  if ('oci' in chart) {
    return {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'OCIRepository',
      metadata,
      spec: {
        // The tag is exact and charts do not change under a tag: looking twice a day finds a moved one.
        interval: '12h',
        url: chart.oci,
        // Without the selector helm-controller gets the first layer, whatever it is; chartRef demands the chart's.
        layerSelector: { mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip', operation: 'copy' },
        // OCI tags have no "+"; Helm pushes such versions with "_".
        ref: { tag: version.replaceAll('+', '_') },
      },
    };
  }
  return {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'HelmRepository',
    metadata,
    // A bumped version is found only when the index is fetched again.
    spec: { interval: '1h', url: chart.repository },
  };
}

/** The field of a HelmRelease that names its chart: exactly one of `chartRef` and `chart` is allowed. */
export function chartReference({ name }: Identity, chart: Chart, version: string): { [field: string]: unknown } {
  if ('oci' in chart) return { chartRef: { kind: 'OCIRepository', name } };
  return { chart: { spec: { chart: chart.name, version, sourceRef: { kind: 'HelmRepository', name } } } };
}
