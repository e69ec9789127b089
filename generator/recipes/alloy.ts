import { about, object, type OutputOf } from '../../options/index.ts';
import { nodeSelector, releaseOptions, resources } from '../component-options.ts';
import { helmRelease } from '../objects/helm-release.ts';
import { merge } from '../objects/merge.ts';
import { completeResources, resourceProblems } from '../objects/resources.ts';
import { defineRecipe, type Context } from '../recipe.ts';
import { alloyConfig } from './alloy-config.ts';

const options = object({
  ...releaseOptions({ name: 'alloy', namespace: 'observability', version: '1.11.1' }),
  resources: about('Requests and limits on each node. Default: 50m of CPU and 256Mi of memory.', resources),
  nodeSelector,
});

type Options = OutputOf<typeof options>;

export const alloy = defineRecipe({
  name: 'alloy',
  summary: 'Alloy runs on each node, sends the logs of its pods to Loki and takes traces for Tempo.',
  layers: ['infrastructure'],
  options,
  needs: () => [
    { capability: 'logs', why: 'to send logs to' },
    { capability: 'trace-receiver', why: 'to pass traces on', optional: true },
  ],
  emit: (given, context) => ({
    namespaces: [given.namespace],
    objects: helmRelease({
      ...given,
      chart: { repository: 'https://grafana.github.io/helm-charts', name: 'alloy' },
      values: merge(values(given, context), given.values),
    }),
    problems: resourceProblems(given.resources),
  }),
});

/** The ports of OpenTelemetry's protocol. */
const otlpPorts = [
  { name: 'otlp-grpc', port: 4317, targetPort: 4317, protocol: 'TCP' },
  { name: 'otlp-http', port: 4318, targetPort: 4318, protocol: 'TCP' },
];

function values(given: Options, context: Context) {
  const logs = context.offers('logs').map((offer) => offer.url ?? '');
  const traces = context.offers('trace-receiver').map((offer) => offer.url ?? '');
  return {
    fullnameOverride: given.name,
    alloy: {
      enableReporting: false,
      configMap: { content: alloyConfig(logs, traces) },
      resources: { ...completeResources(given.resources, { cpu: '50m', memory: '256Mi' }) },
      ...(traces.length > 0 && { extraPorts: otlpPorts }),
    },
    configReloader: { resources: { ...completeResources({}, { cpu: '10m', memory: '64Mi' }) } },
    controller: {
      type: 'daemonset',
      ...(Object.keys(given.nodeSelector).length > 0 && { nodeSelector: given.nodeSelector }),
    },
    // Its one kind, PodLogs, is not used here.
    crds: { create: false },
  };
}
