import { about, formatted, object, optional, type OutputOf } from '../../options/index.ts';
import type { Need } from '../capability.ts';
import { hostnames, nodeSelector, releaseOptions, resources, storage } from '../component-options.ts';
import { helmRelease } from '../objects/helm-release.ts';
import { routeManifests } from '../objects/http-route.ts';
import { merge } from '../objects/merge.ts';
import { completeResources, resourceProblems } from '../objects/resources.ts';
import { defineRecipe, storageNeeds, type Context } from '../recipe.ts';

const options = object({
  ...releaseOptions({ name: 'grafana', namespace: 'observability', version: '12.11.1' }),
  storage: storage('5Gi'),
  resources: about('Requests and limits. Default: 100m of CPU and 256Mi of memory.', resources),
  adminSecret: about(
    'The Secret with `admin-user` and `admin-password`; without it the chart makes up a password in the cluster.',
    optional(formatted('dns-name')),
  ),
  hostnames,
  nodeSelector,
});

type Options = OutputOf<typeof options>;

export const grafana = defineRecipe({
  name: 'grafana',
  summary: 'Grafana shows logs and traces of the stores that the cluster has.',
  layers: ['infrastructure'],
  options,
  needs: (given) => [
    ...storageNeeds(given.storage, 'for its database'),
    ...(given.hostnames.length > 0
      ? [{ capability: 'gateway', why: 'to be reached by its host names', later: true } satisfies Need]
      : []),
    { capability: 'logs', why: 'to show logs', optional: true },
    { capability: 'traces', why: 'to show traces', optional: true },
  ],
  emit: (given, context) => {
    const { name, namespace, adminSecret } = given;
    const storageClass = given.storage.storageClass ?? context.storageClass;
    return {
      namespaces: [namespace],
      objects: helmRelease({
        ...given,
        chart: { oci: 'oci://ghcr.io/grafana-community/helm-charts/grafana' },
        values: merge(values(given, context, storageClass), given.values),
      }),
      configs: routeManifests({ name, namespace, hostnames: given.hostnames, port: 80 }, context.offers('gateway')),
      volumes: [
        {
          namespace,
          claim: name,
          size: given.storage.size,
          storageClass,
          nodeSelector: given.nodeSelector,
          holds: 'dashboards, users and settings made by hand',
        },
      ],
      secrets:
        adminSecret === undefined ? [] : [{ namespace, name: adminSecret, keys: ['admin-password', 'admin-user'] }],
      problems: resourceProblems(given.resources),
    };
  },
});

function values(given: Options, context: Context, storageClass: string | undefined) {
  const datasources = datasourcesOf(context);
  return {
    fullnameOverride: given.name,
    'grafana.ini': { analytics: { reporting_enabled: false, check_for_updates: false } },
    ...(given.adminSecret !== undefined && { admin: { existingSecret: given.adminSecret } }),
    ...(datasources.length > 0 && { datasources: { 'datasources.yaml': { apiVersion: 1, datasources } } }),
    persistence: {
      enabled: true,
      size: given.storage.size,
      ...(storageClass !== undefined && { storageClassName: storageClass }),
      // The claim is an object of the chart: without this, uninstalling deletes what it holds.
      annotations: { 'helm.sh/resource-policy': 'keep' },
    },
    // The new pod could not mount the volume as long as the old one runs.
    deploymentStrategy: { type: 'Recreate' },
    resources: { ...completeResources(given.resources, { cpu: '100m', memory: '256Mi' }) },
    testFramework: { enabled: false },
    ...(Object.keys(given.nodeSelector).length > 0 && { nodeSelector: given.nodeSelector }),
  };
}

/** The first store of logs is what Grafana opens with. */
function datasourcesOf(context: Context) {
  const logs = context.offers('logs').map((offer) => ({ ...offer, type: 'loki' }));
  const traces = context.offers('traces').map((offer) => ({ ...offer, type: 'tempo' }));
  return [...logs, ...traces].map(({ by, type, url }, index) => ({
    name: by,
    uid: by,
    type,
    access: 'proxy',
    url: url ?? '',
    isDefault: index === 0,
  }));
}
