import type { JsonValue } from '../../yaml/index.ts';
import type { Draw, Known } from './draw.ts';

export type Value = { readonly [key: string]: JsonValue };

export const names = ['a', 'b', 'c'] as const;
const namespaces = ['x', 'y', 'default'] as const;
const images = ['nginx', 'nginx:1.2', 'reg:5000/app/web:v1', 'nginx@sha256:abc', 'nginx:1@sha256:abc'] as const;

/** The kinds that are drawn: their apiVersion, and what stands beside their metadata. */
const kinds: Readonly<Record<string, readonly [string, (draw: Draw) => Value]>> = {
  ConfigMap: ['v1', (draw) => ({ data: { k: draw.pick(['v', '1', 'on', 'a: 1\nb: 2\n', '{"a":{"b":1}}', '']) } })],
  Secret: ['v1', (draw) => ({ type: 'Opaque', data: { k: draw.pick(['dg==', '']) } })],
  Namespace: ['v1', () => ({})],
  ServiceAccount: ['v1', (draw) => ({ imagePullSecrets: [{ name: draw.pick(names) }] })],
  Service: ['v1', (draw) => ({ spec: { selector: { app: 's' }, ports: draw.list(0, 2, () => port(draw)) } })],
  PersistentVolumeClaim: [
    'v1',
    (draw) => ({ spec: { storageClassName: draw.pick(names), volumeName: draw.pick(names) } }),
  ],
  Deployment: [
    'apps/v1',
    (draw) => ({ spec: { replicas: 1, selector: { matchLabels: { app: 's' } }, template: podTemplate(draw) } }),
  ],
  StatefulSet: [
    'apps/v1',
    (draw) => ({
      spec: {
        serviceName: draw.pick(names),
        template: podTemplate(draw),
        volumeClaimTemplates: [{ metadata: { name: 'v' } }],
      },
    }),
  ],
  CronJob: ['batch/v1', (draw) => ({ spec: { jobTemplate: { spec: { template: podTemplate(draw) } } } })],
  Ingress: [
    'networking.k8s.io/v1',
    (draw) => ({
      spec: { tls: [{ secretName: draw.pick(names) }], defaultBackend: { service: { name: draw.pick(names) } } },
    }),
  ],
  HorizontalPodAutoscaler: [
    'autoscaling/v2beta2',
    (draw) => ({ spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: draw.pick(names) } } }),
  ],
  ClusterRole: [
    'rbac.authorization.k8s.io/v1',
    (draw) => ({ rules: [{ resources: ['configmaps'], resourceNames: [draw.pick(names)] }] }),
  ],
  Role: ['rbac.authorization.k8s.io/v1', (draw) => ({ rules: [{ resourceNames: [draw.pick(names)] }] })],
  RoleBinding: [
    'rbac.authorization.k8s.io/v1',
    (draw) => ({ roleRef: roleRef(draw), subjects: draw.list(0, 2, () => subject(draw)) }),
  ],
  ClusterRoleBinding: [
    'rbac.authorization.k8s.io/v1',
    (draw) => ({ roleRef: roleRef(draw), subjects: draw.list(0, 2, () => subject(draw)) }),
  ],
  CustomResourceDefinition: [
    'apiextensions.k8s.io/v1',
    () => ({ spec: { conversion: { webhook: { clientConfig: { service: { name: 'a', namespace: 'x' } } } } } }),
  ],
  HelmRelease: [
    'helm.toolkit.fluxcd.io/v2',
    (draw) => ({ spec: { values: { list: [1, { name: 'i' }], containers: containers(draw), nothing: null } } }),
  ],
};

export const kindNames = Object.keys(kinds);

/** A Kubernetes object of a few names, so that the objects of a tree often meet. */
export function resource(draw: Draw): Value {
  const kind = draw.pick(kindNames);
  const known = {
    apiVersion: (kinds[kind] as (typeof kinds)[string])[0],
    kind,
    name: draw.pick(names),
    ...draw.some({ namespace: [0.2, () => draw.pick(namespaces)] }),
  };
  const isTwin = draw.known.some((other) => other.kind === kind && other.name === known.name);
  if (isTwin && draw.chance(0.9)) return resource(draw);
  draw.known.push(known);
  return objectFor(draw, known);
}

/** An object with the identity of a known one, or sometimes of none. */
export function twin(draw: Draw): Value {
  const { known } = draw;
  return known.length > 0 && draw.chance(0.95) ? objectFor(draw, draw.pick(known)) : resource(draw);
}

function objectFor(draw: Draw, { apiVersion, kind, name, namespace }: Known): Value {
  const [, content] = kinds[kind] as (typeof kinds)[string];
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      ...(namespace && { namespace }),
      ...draw.some<JsonValue>({
        labels: [0.3, () => draw.pick<JsonValue>([{ l: 'm' }, { app: 's', n: '1' }, {}, null])],
        annotations: [
          0.3,
          () =>
            draw.pick<JsonValue>([
              { n: 'o' },
              { n: 1, t: true },
              {},
              null,
              { 'config.kubernetes.io/local-config': 'true' },
            ]),
        ],
      }),
    },
    ...content(draw),
  };
}

function podTemplate(draw: Draw): Value {
  return {
    metadata: { labels: { app: 's' } },
    spec: {
      containers: containers(draw),
      ...draw.some<JsonValue>({
        initContainers: [0.2, () => containers(draw)],
        serviceAccountName: [0.4, () => draw.pick(names)],
        volumes: [0.5, () => draw.list(1, 3, () => volume(draw))],
        imagePullSecrets: [0.2, () => [{ name: draw.pick(names) }]],
        tolerations: [0.2, () => [{ key: 'k' }]],
        nodeSelector: [0.2, () => null],
      }),
    },
  };
}

function containers(draw: Draw): JsonValue {
  return draw.list(1, 2, () => ({
    name: draw.pick(['m', 'n']),
    ...draw.some<JsonValue>({
      image: [0.8, () => draw.pick(images)],
      env: [0.5, () => draw.list(0, 3, () => environment(draw))],
      ports: [
        0.4,
        () =>
          draw.list(0, 3, () => ({
            containerPort: draw.pick([80, 81]),
            ...draw.some<JsonValue>({ protocol: [0.5, () => draw.pick(['TCP', 'UDP'])], name: [0.3, () => 'p'] }),
          })),
      ],
      args: [0.3, () => ['$(VAR)', 'x$(VAR)y', '$$(VAR)']],
      envFrom: [0.2, () => [{ configMapRef: { name: draw.pick(names) } }]],
    }),
  }));
}

function environment(draw: Draw): JsonValue {
  return draw.pick<JsonValue>([
    { name: 'E', value: '1' },
    { name: 'F', value: 'f' },
    { name: 'E', valueFrom: { configMapKeyRef: { name: draw.pick(names), key: 'k' } } },
    { name: 'G', valueFrom: { secretKeyRef: { name: draw.pick(names), key: 'k' } } },
  ]);
}

function volume(draw: Draw): JsonValue {
  const name = draw.pick(names);
  return draw.pick<JsonValue>([
    { name: 'v', configMap: { name } },
    { name: 'w', secret: { secretName: name } },
    { name: 'u', persistentVolumeClaim: { claimName: name } },
    { name: 'v', emptyDir: {} },
  ]);
}

function port(draw: Draw): JsonValue {
  return {
    port: draw.pick([80, 443]),
    ...draw.some<JsonValue>({
      protocol: [0.5, () => draw.pick(['TCP', 'UDP'])],
      targetPort: [0.5, () => draw.pick<JsonValue>([8080, 'web'])],
    }),
  };
}

function roleRef(draw: Draw): JsonValue {
  return { apiGroup: 'rbac.authorization.k8s.io', kind: draw.pick(['Role', 'ClusterRole']), name: draw.pick(names) };
}

function subject(draw: Draw): JsonValue {
  return {
    kind: 'ServiceAccount',
    name: draw.pick([...names, 'default']),
    ...draw.some({ namespace: [0.6, () => draw.pick(namespaces)] }),
  };
}
