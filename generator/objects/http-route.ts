import type { KubernetesObject } from './kubernetes-object.ts';

export interface Route {
  readonly name: string;
  readonly namespace: string;
  readonly hostnames: readonly string[];
  /** The Gateway it joins. */
  readonly gateway: { readonly name: string; readonly namespace: string };
  /** The Service of the same namespace that answers. */
  readonly service: { readonly name: string; readonly port: number };
}

export function httpRoute(route: Route): KubernetesObject {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: route.name, namespace: route.namespace },
    spec: {
      parentRefs: [{ name: route.gateway.name, namespace: route.gateway.namespace }],
      hostnames: [...route.hostnames],
      rules: [{ backendRefs: [{ name: route.service.name, port: route.service.port }] }],
    },
  };
}
