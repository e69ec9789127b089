import { about, defaulted, formatted, object, type OutputOf } from '../../options/index.ts';
import { nodeSelector, releaseOptions, resources, storage } from '../component-options.ts';
import { helmRelease } from '../objects/helm-release.ts';
import { merge } from '../objects/merge.ts';
import { completeResources, resourceProblems } from '../objects/resources.ts';
import { defineRecipe, storageNeeds } from '../recipe.ts';

const options = object({
  ...releaseOptions({ name: 'tempo', namespace: 'observability', version: '2.2.4' }),
  retention: about('How long traces are kept.', defaulted(formatted('duration'), '72h')),
  storage: storage('10Gi'),
  resources: about('Requests and limits. Default: 100m of CPU and 512Mi of memory.', resources),
  nodeSelector,
});

type Options = OutputOf<typeof options>;

export const tempo = defineRecipe({
  name: 'tempo',
  summary: 'Tempo stores traces: one process, on a volume.',
  layers: ['infrastructure'],
  options,
  needs: (given) => storageNeeds(given.storage, 'for its traces'),
  provides: ({ name, namespace }) => [
    { capability: 'traces', url: `http://${name}.${namespace}.svc.cluster.local:3200`, name, namespace },
    { capability: 'trace-receiver', url: `http://${name}.${namespace}.svc.cluster.local:4317`, name, namespace },
  ],
  emit: (given, context) => {
    const storageClass = given.storage.storageClass ?? context.storageClass;
    return {
      namespaces: [given.namespace],
      objects: helmRelease({
        ...given,
        chart: { oci: 'oci://ghcr.io/grafana-community/helm-charts/tempo' },
        values: merge(values(given, storageClass), given.values),
      }),
      volumes: [
        {
          namespace: given.namespace,
          claim: `storage-${given.name}-0`,
          size: given.storage.size,
          storageClass,
          nodeSelector: given.nodeSelector,
          holds: `traces of the last ${given.retention}`,
        },
      ],
      problems: resourceProblems(given.resources),
    };
  },
});

function values(given: Options, storageClass: string | undefined) {
  return {
    fullnameOverride: given.name,
    tempo: {
      reportingEnabled: false,
      retention: given.retention,
      resources: { ...completeResources(given.resources, { cpu: '100m', memory: '512Mi' }) },
    },
    persistence: {
      enabled: true,
      size: given.storage.size,
      ...(storageClass !== undefined && { storageClassName: storageClass }),
    },
    ...(Object.keys(given.nodeSelector).length > 0 && { nodeSelector: given.nodeSelector }),
  };
}
