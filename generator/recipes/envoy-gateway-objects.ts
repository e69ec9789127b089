import type { KubernetesObject, Manifest } from '../objects/kubernetes-object.ts';
import { completeResources } from '../objects/resources.ts';
import type { Published } from '../platform.ts';
import type { EnvoyGatewayOptions } from './envoy-gateway.ts';

/** The GatewayClass, the Gateway, and the EnvoyProxy that says how the Gateway's proxies and Service are made. */
export function gatewayObjects(given: EnvoyGatewayOptions, published: Published): Manifest[] {
  return [
    { file: 'envoy-proxy', object: envoyProxy(given, published) },
    { file: 'gateway-class', object: gatewayClass(given) },
    { file: 'gateway', object: gateway(given) },
  ];
}

function gatewayClass({ className, gatewayName, namespace }: EnvoyGatewayOptions): KubernetesObject {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'GatewayClass',
    metadata: { name: className },
    spec: {
      controllerName: 'gateway.envoyproxy.io/gatewayclass-controller',
      parametersRef: { group: 'gateway.envoyproxy.io', kind: 'EnvoyProxy', name: gatewayName, namespace },
    },
  };
}

function envoyProxy(given: EnvoyGatewayOptions, { labels, annotations }: Published): KubernetesObject {
  const { nodeSelector, replicas } = given;
  return {
    apiVersion: 'gateway.envoyproxy.io/v1alpha1',
    kind: 'EnvoyProxy',
    metadata: { name: given.gatewayName, namespace: given.namespace },
    spec: {
      provider: {
        type: 'Kubernetes',
        kubernetes: {
          envoyDeployment: {
            replicas,
            container: { resources: completeResources(given.resources, { cpu: '100m', memory: '256Mi' }) },
            ...(Object.keys(nodeSelector).length > 0 && { pod: { nodeSelector } }),
          },
          envoyService: {
            type: 'LoadBalancer',
            externalTrafficPolicy: given.externalTrafficPolicy,
            ...(Object.keys(labels).length > 0 && { labels }),
            ...(Object.keys(annotations).length > 0 && { annotations }),
          },
        },
      },
    },
  };
}

function gateway({ gatewayName, namespace, className, https }: EnvoyGatewayOptions): KubernetesObject {
  const issuer = https?.issuer;
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: {
      name: gatewayName,
      namespace,
      ...(issuer !== undefined && { annotations: { 'cert-manager.io/cluster-issuer': issuer } }),
    },
    spec: {
      gatewayClassName: className,
      listeners: [
        { name: 'http', protocol: 'HTTP', port: 80, allowedRoutes },
        ...(https === undefined ? [] : [httpsListener(https)]),
      ],
    },
  };
}

/** Routes live with their apps, not with the Gateway. */
const allowedRoutes = { namespaces: { from: 'All' } };

function httpsListener({ hostname, secretName }: NonNullable<EnvoyGatewayOptions['https']>) {
  return {
    name: 'https',
    protocol: 'HTTPS',
    port: 443,
    hostname,
    tls: { mode: 'Terminate', certificateRefs: [{ kind: 'Secret', name: secretName }] },
    allowedRoutes,
  };
}
