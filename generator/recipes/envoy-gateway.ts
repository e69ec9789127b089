import {
  about,
  choice,
  defaulted,
  formatted,
  integer,
  object,
  optional,
  text,
  type OptionProblem,
  type OutputOf,
} from '../../options/index.ts';
import { componentName, nodeSelector, releaseOptions, resources } from '../component-options.ts';
import { helmRelease } from '../objects/helm-release.ts';
import type { Manifest } from '../objects/kubernetes-object.ts';
import { merge } from '../objects/merge.ts';
import { completeResources, resourceProblems } from '../objects/resources.ts';
import type { Published } from '../platform.ts';
import { defineRecipe, type Context } from '../recipe.ts';
import { gatewayObjects } from './envoy-gateway-objects.ts';

const options = object({
  ...releaseOptions({ name: 'envoy-gateway', namespace: 'envoy-gateway-system', version: 'v1.9.1' }),
  className: about('The GatewayClass, for Gateways of your own.', defaulted(componentName, 'envoy')),
  gatewayName: about('The Gateway that routes of this fleet join.', defaulted(componentName, 'public')),
  address: about(
    'The address the Gateway is published at; without it the load balancer chooses.',
    optional(formatted('ipv4-address')),
  ),
  externalTrafficPolicy: about(
    "`Cluster`: any node takes the traffic. `Local`: only nodes on which Envoy runs, which keeps the address of the client but takes a node's address away while Envoy runs elsewhere.",
    defaulted(choice('Cluster', 'Local'), 'Cluster'),
  ),
  https: about(
    'Listens on 443 as well, with the certificate of a host name or of all names below a domain.',
    optional(
      object({
        hostname: text({
          pattern: '^(?:\\*\\.)?[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$',
          maxLength: 253,
          due: 'a host name such as *.example.com',
        }),
        secretName: about('The Secret that holds the certificate.', formatted('dns-name')),
        issuer: about(
          'The ClusterIssuer that fills the Secret; without it a person brings it.',
          optional(formatted('dns-name')),
        ),
      }),
    ),
  ),
  replicas: about('Envoy proxies that share the traffic.', defaulted(integer(1, 20), 1)),
  resources: about('Requests and limits of each proxy. Default: 100m of CPU and 256Mi of memory.', resources),
  nodeSelector,
});

export type EnvoyGatewayOptions = OutputOf<typeof options>;

/** Where the charts of Envoy Gateway live. */
const charts = 'oci://docker.io/envoyproxy';

export const envoyGateway = defineRecipe({
  name: 'envoyGateway',
  summary: 'Envoy Gateway: the Gateway API, and a Gateway that routes of the fleet join.',
  layers: ['infrastructure'],
  options,
  needs: (given) => [
    { capability: 'load-balancer', why: 'to publish its Gateway' },
    ...(given.https?.issuer === undefined
      ? []
      : [{ capability: 'certificates', why: 'for the certificate of its Gateway', later: true }]),
  ],
  provides: (given) => [
    { capability: 'gateway-api' },
    { capability: 'gateway', name: given.gatewayName, namespace: given.namespace },
  ],
  emit: (given, context) => {
    const answer = context.publish(given.address);
    const refused = 'problem' in answer;
    const published: Published = refused ? { labels: {}, annotations: {}, addresses: [] } : answer;
    return {
      namespaces: [given.namespace],
      objects: releases(given, context),
      configs: gatewayObjects(given, published),
      hostPorts: given.https === undefined ? [80] : [80, 443],
      published: [{ service: `Gateway ${given.namespace}/${given.gatewayName}`, addresses: published.addresses }],
      secrets:
        given.https !== undefined && given.https.issuer === undefined
          ? [{ namespace: given.namespace, name: given.https.secretName, keys: ['tls.crt', 'tls.key'] }]
          : [],
      problems: [
        ...resourceProblems(given.resources),
        ...wildcardProblems(given, context),
        ...(refused ? [{ path: ['address'], message: answer.problem }] : []),
      ],
    };
  },
});

/** ACME proves a host name by an answer over HTTP, which a wildcard has no host for. */
function wildcardProblems({ https }: EnvoyGatewayOptions, context: Context): OptionProblem[] {
  const acme = context.offers('acme-issuer').some(({ name }) => name === https?.issuer);
  if (!acme || !https?.hostname.startsWith('*.')) return [];
  const message = `is ${https.hostname}, but the ACME issuer "${https.issuer}" cannot prove a wildcard through the Gateway; name one host, or take an issuer of another kind`;
  return [{ path: ['https', 'hostname'], message }];
}

/**
 * The chart brings the kinds of the Gateway API and its own. Where the platform brings the former, two owners would
 * overwrite each other, so a second chart brings only Envoy Gateway's own.
 */
function releases(given: EnvoyGatewayOptions, context: Context): Manifest[] {
  const { name, namespace, version, timeout } = given;
  const shared = context.offers('gateway-api-crds').length > 0;
  const main = helmRelease({
    ...given,
    chart: { oci: `${charts}/gateway-helm` },
    values: merge(values(shared), given.values),
    ...(shared && { dependsOn: [{ name: `${name}-crds`, namespace }] }),
  });
  if (!shared) return main;
  const crds = helmRelease({
    name: `${name}-crds`,
    namespace,
    version,
    timeout,
    prefix: 'crds',
    chart: { oci: `${charts}/gateway-crds-helm` },
    values: { crds: { gatewayAPI: { enabled: false }, envoyGateway: { enabled: true } } },
  });
  return [...crds, ...main];
}

function values(shared: boolean) {
  return {
    deployment: { envoyGateway: { resources: { ...completeResources({}, { cpu: '50m', memory: '256Mi' }) } } },
    ...(shared && { crds: { enabled: false } }),
  };
}
