import type { Service } from 'kubernetes-types/core/v1.d.ts';
import type { KubernetesObject } from './kubernetes-object.ts';
import { selector } from './workload.ts';

export interface ServicePort {
  readonly name: string;
  readonly port: number;
  readonly protocol?: 'TCP' | 'UDP';
}

export interface ServiceOptions {
  readonly name: string;
  readonly namespace: string;
  /** Ports of the containers, by their names. */
  readonly ports: readonly ServicePort[];
  readonly type: 'ClusterIP' | 'LoadBalancer';
  readonly labels?: { readonly [key: string]: string };
  readonly annotations?: { readonly [key: string]: string };
}

export function service(options: ServiceOptions): KubernetesObject {
  const { name, namespace, labels = {}, annotations = {} } = options;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name,
      namespace,
      labels: { ...selector(name), ...labels },
      ...(Object.keys(annotations).length > 0 && { annotations }),
    },
    spec: { type: options.type, selector: selector(name), ports: options.ports.map(servicePort) },
  } satisfies Service;
}

function servicePort({ name, port, protocol = 'TCP' }: ServicePort) {
  return { name, port, targetPort: name, protocol };
}
