import type { Offer } from '../capability.ts';
import type { KubernetesObject, Manifest } from './kubernetes-object.ts';

export interface Route {
  /** Of the route and of the Service of the same namespace that answers. */
  readonly name: string;
  readonly namespace: string;
  /** None: no route. */
  readonly hostnames: readonly string[];
  /** Of the Service. */
  readonly port: number;
}

/** The route from the cluster's Gateways to a Service, if it has host names. */
export function routeManifests(route: Route, gateways: readonly Offer[]): Manifest[] {
  return route.hostnames.length === 0 ? [] : [{ file: 'route', object: httpRoute(route, gateways) }];
}

function httpRoute({ name, namespace, hostnames, port }: Route, gateways: readonly Offer[]): KubernetesObject {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name, namespace },
    spec: {
      parentRefs: gateways.map((gateway) => ({ name: gateway.name, namespace: gateway.namespace })),
      hostnames: [...hostnames],
      rules: [{ backendRefs: [{ name, port }] }],
    },
  };
}
