import { describe, expect, test } from 'vitest';
import { parse, toJson, type JsonValue } from '../../yaml/index.ts';
import { at } from '../applied.ts';
import { emitFleet, resolveFleet, type ClusterSpec } from '../index.ts';
import { cluster, fleetOf, twoNodes } from '../testing/fleets.ts';
import { noSchemas } from '../testing/no-schemas.ts';
import { alloy, app, certManager, envoyGateway, grafana, helmApp, llamaCpp, loki, tempo } from './index.ts';

const image = 'nginx:1.29';
/** What makes GPUs known to the scheduler. */
const gpuPlugin = helmApp({
  name: 'gpu-plugin',
  chart: { repository: 'https://nvidia.github.io/k8s-device-plugin', name: 'nvidia-device-plugin' },
  version: '0.20.0',
  provides: ['nvidia-gpu'],
});

/** The one document of an emitted file. */
function emitted(spec: Omit<ClusterSpec, 'platform'>, path: string, platform = twoNodes()): JsonValue {
  const { files, problems } = emitFleet(fleetOf({ home: { platform, ...spec } }), noSchemas);
  expect(problems).toEqual([]);
  const text = files.get(path);
  expect([...files.keys()]).toContain(path);
  return toJson(parse({ path, text: text! }, 'kustomize').documents[0]!.root, 'kustomize');
}

/** What a cluster with these components resolves to. */
function resolved(spec: Omit<ClusterSpec, 'platform'>) {
  const { fleet, problems } = resolveFleet(fleetOf({ home: cluster(spec) }));
  expect(problems).toEqual([]);
  return fleet.clusters[0]!.components;
}

describe('app', () => {
  const pod = (options: Partial<Parameters<typeof app>[0]>, kind = 'deployment') =>
    at(
      emitted(
        { infrastructure: [gpuPlugin], apps: [app({ name: 'web', image, ...options })] },
        `apps/web/${kind}.yaml`,
      ),
      'spec',
      'template',
      'spec',
    );
  const container = (options: Partial<Parameters<typeof app>[0]>) => at(pod(options), 'containers') as JsonValue[];

  test('without ports there is no Service and no probe', () => {
    const { files } = emitFleet(fleetOf({ home: cluster({ apps: [app({ name: 'web', image })] }) }), noSchemas);
    expect([...files.keys()].filter((path) => path.startsWith('apps/web/'))).toEqual([
      'apps/web/deployment.yaml',
      'apps/web/kustomization.yaml',
      'apps/web/namespace.yaml',
    ]);
    expect(Object.keys(container({})[0] as object)).toEqual(['name', 'image', 'resources', 'securityContext']);
  });

  test('a probe of its path decides about start, traffic and restarts', () => {
    const [only] = container({ ports: { http: 8080, admin: 9090 }, probe: { path: '/healthz', startupSeconds: 300 } });
    const httpGet = { path: '/healthz', port: 'http' };
    expect(only).toMatchObject({
      startupProbe: { httpGet, periodSeconds: 5, failureThreshold: 60 },
      readinessProbe: { httpGet },
      livenessProbe: { httpGet },
    });
  });

  test('a long start is no failed rollout, and Flux waits for it', () => {
    const apps = [app({ name: 'web', image, ports: { http: 80 }, probe: { startupSeconds: 1800 } })];
    expect(at(emitted({ apps }, 'apps/web/deployment.yaml'), 'spec', 'progressDeadlineSeconds')).toBe(2100);
    expect(at(emitted({ apps }, 'clusters/home/apps.yaml'), 'spec', 'timeout')).toBe('35m');
  });

  test.each<[string, object, object | undefined]>([
    ['the first port that opens', { ports: { b: 2, a: 1 } }, { tcpSocket: { port: 'a' } }],
    ['http before others', { ports: { a: 1, http: 2 } }, { tcpSocket: { port: 'http' } }],
    ['a command', { probe: { command: ['pg_isready'] } }, { exec: { command: ['pg_isready'] } }],
    ['none where it is off', { ports: { a: 1 }, probe: false }, undefined],
    ['none where no port is TCP', { ports: { a: { port: 53, protocol: 'UDP' } } }, undefined],
  ])('probes %s', (_, options, probe) => {
    expect(at(container(options)[0], 'readinessProbe')).toEqual(probe);
  });

  test('variables stand after those they refer to', () => {
    const env = { A: '$(C)/a', B: { secret: 'keys', key: 'b' }, C: 'c' } as const;
    expect(at(container({ env })[0], 'env')).toEqual([
      { name: 'C', value: 'c' },
      { name: 'A', value: '$(C)/a' },
      { name: 'B', valueFrom: { secretKeyRef: { name: 'keys', key: 'b' } } },
    ]);
  });

  test('resources are completed', () => {
    expect(at(container({ resources: { limits: { memory: '128Mi' } } })[0], 'resources')).toEqual({
      requests: { cpu: '50m', memory: '128Mi' },
      limits: { memory: '128Mi' },
    });
  });

  test('a GPU is asked for with its runtime', () => {
    expect(pod({ gpu: { count: 2 } })).toMatchObject({
      runtimeClassName: 'nvidia',
      containers: [{ resources: { limits: { 'nvidia.com/gpu': '2' } } }],
    });
  });

  test('a Deployment mounts claims beside it and is replaced, not rolled', () => {
    const spec = { apps: [app({ name: 'web', image, volumes: { data: { mountPath: '/data', size: '1Gi' } } })] };
    expect(at(emitted(spec, 'apps/web/deployment.yaml'), 'spec', 'strategy')).toEqual({ type: 'Recreate' });
    expect(at(emitted(spec, 'apps/web/volume-data.yaml'), 'spec')).toEqual({
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '1Gi' } },
      storageClassName: 'local-path',
    });
    expect(resolved(spec)[0]?.emission.volumes).toMatchObject([{ namespace: 'web', claim: 'web-data', size: '1Gi' }]);
  });

  test('a StatefulSet has a claim for each replica', () => {
    const volumes = { data: { mountPath: '/data', size: '1Gi' } };
    const [db] = resolved({
      apps: [app({ name: 'db', image, kind: 'StatefulSet', replicas: 2, ports: { pg: 5432 }, volumes })],
    });
    expect(db?.emission.volumes?.map(({ claim }) => claim)).toEqual(['data-db-0', 'data-db-1']);
  });

  test('published, it carries the label of the pool whose node has the address', () => {
    const options = { name: 'web', image, ports: { http: 80 }, publish: { address: '10.0.0.2' } };
    const service = emitted({ apps: [app(options)] }, 'apps/web/service.yaml');
    expect(at(service, 'metadata', 'labels', 'svccontroller.k3s.cattle.io/lbpool')).toBe('edge');
    expect(at(service, 'spec', 'type')).toBe('LoadBalancer');
    expect(resolved({ apps: [app(options)] })[0]?.emission).toMatchObject({
      hostPorts: [80],
      published: [{ service: 'web/web', addresses: ['10.0.0.2'] }],
    });
  });

  test('host names lead from the Gateway to its first port', () => {
    const spec = {
      infrastructure: [envoyGateway()],
      apps: [app({ name: 'web', image, ports: { http: 8080 }, hostnames: ['web.home.arpa'] })],
    };
    expect(at(emitted(spec, 'apps/web/route.yaml'), 'spec')).toEqual({
      parentRefs: [{ name: 'public', namespace: 'envoy-gateway-system' }],
      hostnames: ['web.home.arpa'],
      rules: [{ backendRefs: [{ name: 'web', port: 8080 }] }],
    });
  });

  test('Secrets it names are what a person must bring', () => {
    const env = { TOKEN: { secret: 'keys', key: 'token' } };
    const [web] = resolved({ apps: [app({ name: 'web', image, env, envFromSecrets: ['more'] })] });
    expect(web?.emission.secrets).toEqual([
      { namespace: 'web', name: 'more', keys: [] },
      { namespace: 'web', name: 'keys', keys: ['token'] },
    ]);
  });
});

describe('helmApp', () => {
  const release = (chart: Parameters<typeof helmApp>[0]['chart']) =>
    emitted({ apps: [helmApp({ name: 'thing', chart, version: '1.0.0+build' })] }, 'apps/thing/release.yaml');

  test('an OCI chart is referred to, with "+" as registries write it', () => {
    const chart = { oci: 'oci://ghcr.io/owner/charts/thing' };
    expect(at(release(chart), 'spec', 'chartRef')).toEqual({ kind: 'OCIRepository', name: 'thing' });
    const source = emitted(
      { apps: [helmApp({ name: 'thing', chart, version: '1.0.0+build' })] },
      'apps/thing/source.yaml',
    );
    expect(at(source, 'spec', 'ref')).toEqual({ tag: '1.0.0_build' });
  });

  test('a chart of a repository is named with its version', () => {
    expect(at(release({ repository: 'https://example.com/charts', name: 'thing' }), 'spec', 'chart', 'spec')).toEqual({
      chart: 'thing',
      version: '1.0.0+build',
      sourceRef: { kind: 'HelmRepository', name: 'thing' },
    });
  });

  test('what must come first is waited for', () => {
    const chart = { oci: 'oci://ghcr.io/owner/charts/thing' };
    const spec = {
      apps: [
        helmApp({ name: 'first', chart, version: '1.0.0' }),
        helmApp({ name: 'second', chart, version: '1.0.0', dependsOn: ['first'] }),
      ],
    };
    expect(at(emitted(spec, 'apps/second/release.yaml'), 'spec', 'dependsOn')).toEqual([
      { name: 'first', namespace: 'first' },
    ]);
  });
});

describe('values and patches', () => {
  const infrastructure = [
    loki({
      values: { loki: { auth_enabled: true }, singleBinary: { replicas: 2 } },
      patches: [
        { target: { kind: 'HelmRelease' }, patch: { spec: { suspend: true } } },
        {
          target: { kind: 'OCIRepository', name: 'loki' },
          patch: [{ op: 'replace', path: '/spec/interval', value: '1h' }],
        },
      ],
    }),
  ];

  test('values are merged last, deeply', () => {
    const values = at(emitted({ infrastructure }, 'infrastructure/controllers/loki/release.yaml'), 'spec', 'values');
    expect(at(values, 'loki', 'auth_enabled')).toBe(true);
    expect(at(values, 'loki', 'storage', 'type')).toBe('filesystem');
    expect(at(values, 'singleBinary', 'replicas')).toBe(2);
  });

  test('patches stand in the kustomization, each with its object', () => {
    const list = emitted({ infrastructure }, 'infrastructure/controllers/loki/kustomization.yaml');
    expect(at(list, 'patches')).toEqual([
      {
        patch:
          'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: loki\n  namespace: observability\nspec:\n  suspend: true\n',
      },
      {
        target: { group: 'source.toolkit.fluxcd.io', version: 'v1', kind: 'OCIRepository', name: 'loki' },
        patch: '- op: replace\n  path: /spec/interval\n  value: 1h\n',
      },
    ]);
  });
});

describe('observability', () => {
  const infrastructure = [loki(), tempo(), grafana({ adminSecret: 'admin' }), alloy()];

  test('Grafana knows the stores that are there', () => {
    const path = 'infrastructure/controllers/grafana/release.yaml';
    const sources = at(
      emitted({ infrastructure }, path),
      'spec',
      'values',
      'datasources',
      'datasources.yaml',
      'datasources',
    );
    expect(sources).toMatchObject([
      { name: 'loki', url: 'http://loki.observability.svc.cluster.local:3100', isDefault: true },
      { name: 'tempo', url: 'http://tempo.observability.svc.cluster.local:3200', isDefault: false },
    ]);
    expect(at(emitted({ infrastructure: [grafana()] }, path), 'spec', 'values', 'datasources')).toBeUndefined();
  });

  test('uninstalling Grafana keeps its volume', () => {
    const release = emitted({ infrastructure }, 'infrastructure/controllers/grafana/release.yaml');
    expect(at(release, 'spec', 'values', 'persistence', 'annotations')).toEqual({ 'helm.sh/resource-policy': 'keep' });
  });

  test('Alloy sends logs to Loki and traces to Tempo, which it waits for as far as it must', () => {
    const path = 'infrastructure/controllers/alloy/release.yaml';
    const release = emitted({ infrastructure }, path);
    const config = at(release, 'spec', 'values', 'alloy', 'configMap', 'content');
    expect(config).toContain('url = "http://loki.observability.svc.cluster.local:3100/loki/api/v1/push"');
    expect(config).toContain('endpoint = "tempo.observability.svc.cluster.local:4317"');
    expect(at(release, 'spec', 'dependsOn')).toEqual([{ name: 'loki', namespace: 'observability' }]);
    const alone = emitted({ infrastructure: [loki(), alloy()] }, path);
    expect(at(alone, 'spec', 'values', 'alloy', 'configMap', 'content')).not.toContain('otelcol');
    expect(at(alone, 'spec', 'values', 'alloy', 'extraPorts')).toBeUndefined();
  });

  test('volumes and secrets are known for the day the cluster is rebuilt', () => {
    const emissions = resolved({ infrastructure }).map(({ emission }) => emission);
    expect(emissions.flatMap(({ volumes = [] }) => volumes.map(({ claim }) => claim))).toEqual([
      'grafana',
      'storage-loki-0',
      'storage-tempo-0',
    ]);
    expect(emissions.flatMap(({ secrets = [] }) => secrets)).toEqual([
      { namespace: 'observability', name: 'admin', keys: ['admin-password', 'admin-user'] },
    ]);
  });
});

describe('envoyGateway', () => {
  test('the EnvoyProxy carries the Service: its address is that of the pool', () => {
    const spec = { infrastructure: [envoyGateway({ address: '10.0.0.2' })] };
    const proxy = emitted(spec, 'infrastructure/configs/envoy-gateway/envoy-proxy.yaml');
    expect(at(proxy, 'spec', 'provider', 'kubernetes', 'envoyService')).toEqual({
      type: 'LoadBalancer',
      externalTrafficPolicy: 'Cluster',
      labels: { 'svccontroller.k3s.cattle.io/lbpool': 'edge' },
    });
  });

  test('where the platform brings the kinds of the Gateway API, a chart of its own brings the others', () => {
    const spec = { infrastructure: [envoyGateway()] };
    const folder = 'infrastructure/controllers/envoy-gateway';
    const release = emitted(spec, `${folder}/release.yaml`, twoNodes(['traefik'], 'v1.37.1+k3s1'));
    expect(at(release, 'spec', 'values', 'crds')).toEqual({ enabled: false });
    expect(at(release, 'spec', 'dependsOn')).toEqual([
      { name: 'envoy-gateway-crds', namespace: 'envoy-gateway-system' },
    ]);
    const crds = emitted(spec, `${folder}/crds-release.yaml`, twoNodes(['traefik'], 'v1.37.1+k3s1'));
    expect(at(crds, 'spec', 'values')).toEqual({
      crds: { gatewayAPI: { enabled: false }, envoyGateway: { enabled: true } },
    });
  });

  test('https takes its certificate from an issuer or from a person', () => {
    const https = { hostname: '*.home.arpa', secretName: 'tls' };
    const path = 'infrastructure/configs/envoy-gateway/gateway.yaml';
    const issued = emitted(
      { infrastructure: [certManager(), envoyGateway({ https: { ...https, issuer: 'ca' } })] },
      path,
    );
    expect(at(issued, 'metadata', 'annotations')).toEqual({ 'cert-manager.io/cluster-issuer': 'ca' });
    expect(at(issued, 'spec', 'listeners')).toHaveLength(2);
    expect(resolved({ infrastructure: [envoyGateway({ https })] })[0]?.emission).toMatchObject({
      hostPorts: [80, 443],
      secrets: [{ namespace: 'envoy-gateway-system', name: 'tls' }],
    });
  });
});

test('an ACME issuer proves host names through the Gateway', () => {
  const issuers = { acme: { acme: { email: 'me@example.com' } }, own: { selfSigned: true } } as const;
  const infrastructure = [certManager({ issuers }), envoyGateway()];
  const release = emitted({ infrastructure }, 'infrastructure/controllers/cert-manager/release.yaml');
  expect(at(release, 'spec', 'values', 'config', 'enableGatewayAPI')).toBe(true);
  const issuer = emitted({ infrastructure }, 'infrastructure/configs/cert-manager/issuer-acme.yaml');
  expect(at(issuer, 'spec', 'acme', 'solvers')).toEqual([
    {
      http01: {
        gatewayHTTPRoute: {
          parentRefs: [{ kind: 'Gateway', name: 'public', namespace: 'envoy-gateway-system' }],
        },
      },
    },
  ]);
});

describe('llamaCpp', () => {
  const model = { url: 'https://example.com/models/tiny.gguf?download=true' };

  test('fetches its model into the claim that Git cannot bring back', () => {
    const apps = [llamaCpp({ model })];
    const claim = emitted({ apps }, 'apps/llama/volume.yaml');
    expect(claim).toMatchObject({
      metadata: { name: 'llama-models-pvc', namespace: 'llama' },
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName: 'local-path',
        resources: { requests: { storage: '20Gi' } },
      },
    });
    const pod = at(emitted({ apps }, 'apps/llama/deployment.yaml'), 'spec', 'template', 'spec');
    expect(pod).toMatchObject({
      initContainers: [{ env: [{ value: model.url }, { value: 'tiny.gguf' }, { value: '' }] }],
      containers: [{ args: expect.arrayContaining(['--model', '/models/tiny.gguf']) }],
      volumes: [{ name: 'models', persistentVolumeClaim: { claimName: 'llama-models-pvc' } }],
    });
    expect(resolved({ apps })[0]?.emission.volumes).toMatchObject([{ claim: 'llama-models-pvc', refilled: true }]);
  });

  test('on a GPU all layers run there', () => {
    const pod = at(
      emitted({ infrastructure: [gpuPlugin], apps: [llamaCpp({ model, gpu: true })] }, 'apps/llama/deployment.yaml'),
      'spec',
      'template',
      'spec',
    );
    expect(pod).toMatchObject({
      runtimeClassName: 'nvidia',
      containers: [
        {
          image: expect.stringContaining('server-cuda'),
          args: expect.arrayContaining(['--n-gpu-layers', '999']),
          resources: { limits: { 'nvidia.com/gpu': '1' } },
        },
      ],
    });
  });

  test('Flux waits as long as fetching may take', () => {
    const apps = [llamaCpp({ model: { ...model, fetchWithin: '2h' } })];
    expect(at(emitted({ apps }, 'clusters/home/apps.yaml'), 'spec', 'timeout')).toBe('125m');
    expect(at(emitted({ apps }, 'apps/llama/deployment.yaml'), 'spec', 'progressDeadlineSeconds')).toBe(7800);
  });
});
