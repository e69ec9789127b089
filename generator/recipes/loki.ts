import { about, defaulted, object, text, type OutputOf } from '../../options/index.ts';
import { nodeSelector, releaseOptions, resources, storage } from '../component-options.ts';
import { helmRelease } from '../objects/helm-release.ts';
import { merge } from '../objects/merge.ts';
import { completeResources, resourceProblems } from '../objects/resources.ts';
import { defineRecipe, storageNeeds } from '../recipe.ts';

/** Loki takes whole units only, and keeps nothing for less than a day. */
const retention = text({
  pattern: '^(?:[1-9]\\d*[dw]|(?:2[4-9]|[3-9]\\d|[1-9]\\d{2,})h)$',
  due: 'a number of hours, days or weeks, from 24h on, such as 168h or 30d',
});

const options = object({
  ...releaseOptions({ name: 'loki', namespace: 'observability', version: '18.11.0', timeout: '10m' }),
  retention: about('How long logs are kept.', defaulted(retention, '168h')),
  storage: storage('10Gi'),
  resources: about('Requests and limits. Default: 100m of CPU and 512Mi of memory.', resources),
  nodeSelector,
});

type Options = OutputOf<typeof options>;

export const loki = defineRecipe({
  name: 'loki',
  summary: 'Loki stores logs: one process, on a volume.',
  layers: ['infrastructure'],
  options,
  needs: (given) => storageNeeds(given.storage, 'for its logs'),
  provides: ({ name, namespace }) => [
    { capability: 'logs', url: `http://${name}.${namespace}.svc.cluster.local:3100`, name, namespace },
  ],
  emit: (given, context) => {
    const storageClass = given.storage.storageClass ?? context.storageClass;
    return {
      namespaces: [given.namespace],
      objects: helmRelease({
        ...given,
        chart: { oci: 'oci://ghcr.io/grafana-community/helm-charts/loki' },
        values: merge(values(given, storageClass), given.values),
      }),
      volumes: [
        {
          namespace: given.namespace,
          claim: `storage-${given.name}-0`,
          size: given.storage.size,
          storageClass,
          nodeSelector: given.nodeSelector,
          holds: `logs of the last ${given.retention}`,
        },
      ],
      problems: resourceProblems(given.resources),
    };
  },
});

function values(given: Options, storageClass: string | undefined) {
  return {
    fullnameOverride: given.name,
    deploymentMode: 'Monolithic',
    loki: {
      // One tenant; otherwise each request must name one.
      auth_enabled: false,
      analytics: { reporting_enabled: false },
      commonConfig: { replication_factor: 1 },
      storage: { type: 'filesystem' },
      schemaConfig: {
        configs: [
          {
            from: '2024-04-01',
            store: 'tsdb',
            object_store: 'filesystem',
            schema: 'v13',
            index: { prefix: 'loki_index_', period: '24h' },
          },
        ],
      },
      limits_config: { retention_period: given.retention },
      // Without the compactor's retention the limit above deletes nothing.
      compactor: { retention_enabled: true, delete_request_store: 'filesystem' },
    },
    singleBinary: {
      replicas: 1,
      resources: { ...completeResources(given.resources, { cpu: '100m', memory: '512Mi' }) },
      persistence: {
        enabled: true,
        size: given.storage.size,
        ...(storageClass !== undefined && { storageClass }),
      },
      ...(Object.keys(given.nodeSelector).length > 0 && { nodeSelector: given.nodeSelector }),
    },
    read: { replicas: 0 },
    write: { replicas: 0 },
    backend: { replicas: 0 },
    // The caches ask for 10 GB of memory, the rest is for many tenants and for testing.
    chunksCache: { enabled: false },
    resultsCache: { enabled: false },
    gateway: { enabled: false },
    lokiCanary: { enabled: false },
    test: { enabled: false },
    sidecar: { rules: { enabled: false } },
  };
}
