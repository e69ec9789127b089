import {
  about,
  boolean,
  defaulted,
  either,
  formatted,
  literal,
  object,
  optional,
  record,
  text,
  type OutputOf,
} from '../../options/index.ts';
import { releaseOptions, resources } from '../component-options.ts';
import { helmRelease } from '../objects/helm-release.ts';
import type { KubernetesObject } from '../objects/kubernetes-object.ts';
import { merge } from '../objects/merge.ts';
import { completeResources, resourceProblems } from '../objects/resources.ts';
import { defineRecipe, type Context } from '../recipe.ts';

const issuer = either(
  'an issuer: { selfSigned }, { ca } or { acme }',
  object({ selfSigned: literal(true) }),
  object({
    ca: about(
      "Signs with the key pair in this Secret of cert-manager's namespace.",
      object({ secretName: formatted('dns-name') }),
    ),
  }),
  object({
    acme: about(
      "Proves through the cluster's Gateway that a host name is yours.",
      object({
        email: text({ pattern: '^[^\\s@]+@[^\\s@]+$', due: 'an e-mail address' }),
        server: about("Default: Let's Encrypt.", optional(formatted('https-url'))),
      }),
    ),
  }),
);

const options = object({
  ...releaseOptions({ name: 'cert-manager', namespace: 'cert-manager', version: 'v1.21.2' }),
  issuers: about('ClusterIssuers by name.', defaulted(record(issuer, { names: formatted('dns-name') }), {})),
  gatewayApi: about('Certificates for Gateways; an ACME issuer needs it and so sets it.', defaulted(boolean(), false)),
  resources: about('Requests and limits of the controller. Default: 25m of CPU and 128Mi of memory.', resources),
});

type Options = OutputOf<typeof options>;

export const certManager = defineRecipe({
  name: 'certManager',
  summary: 'cert-manager issues and renews certificates.',
  layers: ['infrastructure'],
  options,
  needs: (given) =>
    // Without the kinds of the Gateway API at its start, the controller that watches them stays off.
    usesGatewayApi(given) ? [{ capability: 'gateway-api', why: 'to issue certificates for Gateways' }] : [],
  provides: (given) => [
    { capability: 'certificates' },
    ...Object.entries(given.issuers).flatMap(([name, each]) =>
      'acme' in each ? [{ capability: 'acme-issuer', name }] : [],
    ),
  ],
  emit: (given, context) => ({
    namespaces: [given.namespace],
    objects: helmRelease({
      ...given,
      chart: { oci: 'oci://quay.io/jetstack/charts/cert-manager' },
      values: merge(values(given), given.values),
    }),
    configs: Object.entries(given.issuers).map(([name, each]) => ({
      file: `issuer-${name}`,
      object: clusterIssuer(name, each, context),
    })),
    secrets: Object.values(given.issuers).flatMap((each) =>
      'ca' in each ? [{ namespace: given.namespace, name: each.ca.secretName, keys: ['tls.crt', 'tls.key'] }] : [],
    ),
    problems: resourceProblems(given.resources),
  }),
});

function usesGatewayApi(given: Options): boolean {
  return given.gatewayApi || Object.values(given.issuers).some((each) => 'acme' in each);
}

function values(given: Options) {
  const small = completeResources({}, { cpu: '10m', memory: '64Mi' });
  return {
    // The chart's own default installs none.
    crds: { enabled: true, keep: true },
    ...(usesGatewayApi(given) && {
      config: {
        apiVersion: 'controller.config.cert-manager.io/v1alpha1',
        kind: 'ControllerConfiguration',
        enableGatewayAPI: true,
      },
    }),
    resources: { ...completeResources(given.resources, { cpu: '25m', memory: '128Mi' }) },
    webhook: { resources: { ...small } },
    cainjector: { resources: { ...completeResources({}, { cpu: '10m', memory: '128Mi' }) } },
    startupapicheck: { resources: { ...small } },
  };
}

function clusterIssuer(name: string, issuer: Options['issuers'][string], context: Context): KubernetesObject {
  return {
    apiVersion: 'cert-manager.io/v1',
    kind: 'ClusterIssuer',
    metadata: { name },
    spec: specOf(name, issuer, context),
  };
}

function specOf(name: string, issuer: Options['issuers'][string], context: Context): object {
  if ('selfSigned' in issuer) return { selfSigned: {} };
  if ('ca' in issuer) return { ca: issuer.ca };
  const { email, server = 'https://acme-v02.api.letsencrypt.org/directory' } = issuer.acme;
  const parentRefs = context
    .offers('gateway')
    .map((gateway) => ({ kind: 'Gateway', name: gateway.name, namespace: gateway.namespace }));
  return {
    acme: {
      email,
      server,
      privateKeySecretRef: { name: `${name}-account-key` },
      solvers: [{ http01: { gatewayHTTPRoute: { parentRefs } } }],
    },
  };
}
