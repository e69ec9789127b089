import { expect, test } from 'vitest';
import { defineFleet, emitFleet, isFleet, k3s, type ClusterSpec, type Fleet } from './index.ts';
import { alloy, app, certManager, directory, envoyGateway, grafana, helmApp, llamaCpp, loki } from './recipes/index.ts';
import { cluster, fleetOf, twoNodes } from './testing/fleets.ts';
import { noSchemas } from './testing/no-schemas.ts';

const image = 'nginx:1.29';
const chart = { oci: 'oci://ghcr.io/owner/charts/thing' };
const home = (spec: Omit<ClusterSpec, 'platform'>) => fleetOf({ home: cluster(spec) });
/** For what the types refuse but JavaScript lets pass. */
const untyped = (value: unknown) => value as object as never;
const extra = (value: object) => value as {};

function problemsOf(fleet: Fleet): string[] {
  const { files, problems } = emitFleet(fleet, noSchemas);
  if (problems.length > 0) expect(files.size).toBe(0);
  return problems.map(({ rule, property, message }) => `${rule}: ${property} ${message}`);
}

test.each<[string, Fleet, string]>([
  [
    'no cluster',
    fleetOf({}),
    'fleet/option: clusters needs at least one cluster: { homelab: { platform: k3s({ … }) } }',
  ],
  [
    'misspelt field',
    fleetOf({ home: { platform: twoNodes(), ...extra({ app: [] }) } }),
    'fleet/option: clusters.home.app is not an option here; did you mean apps?',
  ],
  [
    'reserved cluster name',
    fleetOf({ base: cluster() }),
    'fleet/option: clusters.base is a reserved word; name the cluster otherwise',
  ],
  [
    'bad cluster name',
    fleetOf({ 'My Lab': cluster() }),
    'fleet/option: clusters["My Lab"] is "My Lab", expected a name of at most 40 lower-case letters, digits and "-", which begins with a letter and ends without "-"',
  ],
  [
    'no platform',
    fleetOf({ home: untyped({ apps: [] }) }),
    'fleet/option: clusters.home.platform must be a platform, such as k3s({ … })',
  ],
  [
    'not a component',
    home({ apps: [untyped('web')] }),
    'fleet/option: clusters.home.apps[0] must be a component, such as app({ … })',
  ],
  [
    'wrong layer',
    home({ infrastructure: [untyped(app({ name: 'web', image }))] }),
    'fleet/layer: clusters.home.infrastructure[0] is app, which belongs to apps',
  ],
  [
    'option',
    home({ apps: [app({ name: 'web', image, replicas: 0 })] }),
    'fleet/option: clusters.home.apps[0].replicas is 0, expected a number of at least 1',
  ],
  [
    'misspelt option',
    home({ apps: [app({ name: 'web', image, ...extra({ prots: {} }) })] }),
    'fleet/option: clusters.home.apps[0].prots is not an option here; did you mean ports?',
  ],
  [
    'two of a name',
    home({ apps: [app({ name: 'web', image }), helmApp({ name: 'web', chart, version: '1.0.0' })] }),
    'fleet/name: clusters.home.apps[1].name is "web", which another component of the cluster is called',
  ],
  [
    'no gateway',
    home({ apps: [app({ name: 'web', image, ports: { http: 80 }, hostnames: ['a.b'] })] }),
    'fleet/capability: clusters.home.apps[0] "web" needs a Gateway to be reached by its host names, and nothing on cluster home brings it',
  ],
  [
    'no logs',
    home({ infrastructure: [alloy()] }),
    'fleet/capability: clusters.home.infrastructure[0] "alloy" needs a store of logs to send logs to, and nothing on cluster home brings it',
  ],
  [
    'no load balancer',
    fleetOf({ home: { platform: twoNodes(['servicelb']), infrastructure: [envoyGateway()] } }),
    'fleet/capability: clusters.home.infrastructure[0] "envoy-gateway" needs a load balancer to publish its Gateway, and nothing on cluster home brings it',
  ],
  [
    'no storage',
    fleetOf({ home: { platform: twoNodes(['local-storage']), infrastructure: [loki()] } }),
    'fleet/capability: clusters.home.infrastructure[0] "loki" needs storage for its logs, and nothing on cluster home brings it',
  ],
  [
    'unknown dependency',
    home({ apps: [helmApp({ name: 'x', chart, version: '1.0.0', dependsOn: ['y'] })] }),
    'fleet/depends-on: clusters.home.apps[0].dependsOn[0] is "y", and cluster home has no component of that name',
  ],
  [
    'circle',
    home({
      apps: [
        helmApp({ name: 'x', chart, version: '1.0.0', dependsOn: ['y'] }),
        helmApp({ name: 'y', chart, version: '1.0.0', dependsOn: ['x'] }),
      ],
    }),
    'fleet/depends-on: clusters.home.apps[0] waits for itself: x → y → x',
  ],
  [
    'foreign address',
    home({ infrastructure: [envoyGateway({ address: '10.9.9.9' })] }),
    'fleet/option: clusters.home.infrastructure[0].address is 10.9.9.9, but ServiceLB publishes addresses of nodes only: 10.0.0.1 (server), 10.0.0.2 (agent)',
  ],
  [
    'address without pool',
    home({ infrastructure: [envoyGateway({ address: '10.0.0.1' })] }),
    'fleet/option: clusters.home.infrastructure[0].address is 10.0.0.1, the address of node server, which needs a loadBalancerPool to publish alone',
  ],
  [
    'a port that Traefik holds',
    fleetOf({ home: { platform: twoNodes([]), infrastructure: [envoyGateway()] } }),
    'fleet/port: clusters.home.infrastructure[0] "envoy-gateway" takes port 80 of 10.0.0.2, which Traefik of K3s holds already',
  ],
  [
    'a port that another component publishes',
    home({ infrastructure: [envoyGateway()], apps: [app({ name: 'web', image, ports: { http: 80 }, publish: {} })] }),
    'fleet/port: clusters.home.apps[0] "web" takes port 80 of 10.0.0.2, which "envoy-gateway" holds already',
  ],
  [
    'patch without match',
    home({ apps: [app({ name: 'web', image, patches: [{ target: { kind: 'Service' }, patch: {} }] })] }),
    'fleet/patch-target: clusters.home.apps[0].patches[0].target is Service, which the component does not emit; its objects are Namespace web, Deployment web',
  ],
  [
    'same object twice',
    home({
      apps: [
        app({ name: 'a', image, namespace: 'x', volumes: { data: { mountPath: '/a', size: '1Gi', claimName: 'c' } } }),
        app({ name: 'b', image, namespace: 'x', volumes: { data: { mountPath: '/a', size: '1Gi', claimName: 'c' } } }),
      ],
    }),
    'fleet/duplicate-object: clusters.home.apps[1] emits PersistentVolumeClaim x/c, which component a emits too',
  ],
  [
    'replicas on one volume',
    home({ apps: [app({ name: 'a', image, replicas: 2, volumes: { data: { mountPath: '/a', size: '1Gi' } } })] }),
    'fleet/option: clusters.home.apps[0].replicas is 2, but one node only can mount the volume "data"; a StatefulSet gives each replica its own',
  ],
  [
    'request above limit',
    home({
      apps: [app({ name: 'a', image, resources: { requests: { memory: '2Gi' }, limits: { memory: '512Mi' } } })],
    }),
    'fleet/option: clusters.home.apps[0].resources.requests.memory is 2Gi, more than the limit of 512Mi',
  ],
  [
    'two ports of one number',
    home({ apps: [app({ name: 'a', image, ports: { http: 80, web: 80 } })] }),
    'fleet/option: clusters.home.apps[0].ports.web has 80/TCP, as "http" has',
  ],
  [
    'model without a file name',
    home({ apps: [llamaCpp({ model: { url: 'https://example.com/model' } })] }),
    'fleet/option: clusters.home.apps[0].model.url does not end with the name of a .gguf file; name it with model.file',
  ],
  [
    'folder among generated files',
    home({ apps: [app({ name: 'web', image }), directory('apps/web', { name: 'mine' })] }),
    'fleet/directory: clusters.home.apps[1].path is apps/web, where generated files lie (apps/web/kustomization.yaml)',
  ],
  [
    'path upwards',
    home({ apps: [directory('../other')] }),
    'fleet/option: clusters.home.apps[0].path is "../other", expected a path from the repository root without "./" and "..", such as apps/mine',
  ],
  [
    'two nodes of one address',
    fleetOf({
      home: {
        platform: k3s({
          version: 'v1.36.2+k3s1',
          servers: [{ name: 'a', address: '10.0.0.1' }],
          agents: [{ name: 'b', address: '10.0.0.1' }],
        }),
      },
    }),
    'fleet/platform: clusters.home.platform.agents[0].address is "10.0.0.1", as that of servers[0] is',
  ],
  [
    'an even number of servers',
    fleetOf({
      home: {
        platform: k3s({
          version: 'v1.36.2+k3s1',
          servers: [
            { name: 'a', address: '10.0.0.1' },
            { name: 'b', address: '10.0.0.2' },
          ],
        }),
      },
    }),
    'fleet/platform: clusters.home.platform.servers are 2, but the etcd of an even number of servers survives no more than that of one server less; take an odd number',
  ],
  [
    'Kubernetes that is too old for Flux',
    fleetOf({ home: { platform: twoNodes(['traefik'], 'v1.33.4+k3s1') } }),
    'fleet/platform: clusters.home.platform.version is v1.33.4+k3s1, but Flux 2.9.4 needs Kubernetes 1.34 or newer',
  ],
  [
    'a wildcard that ACME cannot prove',
    home({
      infrastructure: [
        certManager({ issuers: { le: { acme: { email: 'me@example.com' } } } }),
        envoyGateway({ https: { hostname: '*.example.com', secretName: 'tls', issuer: 'le' } }),
      ],
    }),
    'fleet/option: clusters.home.infrastructure[1].https.hostname is *.example.com, but the ACME issuer "le" cannot prove a wildcard through the Gateway; name one host, or take an issuer of another kind',
  ],
  [
    'a label that no node carries',
    home({ apps: [app({ name: 'web', image, nodeSelector: { disk: 'ssd', 'kubernetes.io/arch': 'amd64' } })] }),
    'fleet/node-selector: clusters.home.apps[0].nodeSelector of "web" asks for disk=ssd, which no node of the cluster carries',
  ],
  [
    'a volume of no size',
    home({ infrastructure: [loki({ storage: { size: '0' } })] }),
    'fleet/option: clusters.home.infrastructure[0].storage.size is "0", expected a size above zero such as 500Mi or 20Gi',
  ],
  [
    'a reserved component name',
    home({ apps: [app({ name: 'clusters', image })] }),
    'fleet/option: clusters.home.apps[0].name is a reserved word',
  ],
  [
    'infrastructure that needs an app',
    home({
      infrastructure: [alloy()],
      apps: [helmApp({ name: 'store', chart, version: '1.0.0', provides: ['logs'] })],
    }),
    'fleet/capability: clusters.home.infrastructure[0] "alloy" needs a store of logs to send logs to, which "store" brings, but apps come after the infrastructure',
  ],
  [
    'a GPU without its plugin',
    home({ apps: [app({ name: 'web', image, gpu: {} })] }),
    'fleet/capability: clusters.home.apps[0] "web" needs the NVIDIA device plugin to get a GPU, and nothing on cluster home brings it',
  ],
  [
    'allowance',
    home({ allow: ['remove-volume:x' as never] }),
    'fleet/option: clusters.home.allow[0] is "remove-volume:x", expected one of remove-volume, abandon-volumes, uninstall-release, reinstall-release, change-volume, move-object, followed by ":namespace/name"',
  ],
  [
    'Flux that is too old',
    defineFleet({ ...fleetOf({ home: cluster() }).spec, flux: { version: '2.6.0' } }),
    'fleet/option: flux.version is "2.6.0", expected a version of Flux from 2.9.0 on, without "v"',
  ],
  [
    'merge key in values',
    home({ apps: [helmApp({ name: 'x', chart, version: '1.0.0', values: { a: { '<<': {} } } })] }),
    'fleet/option: clusters.home.apps[0].values.a["<<"] is a key that kustomize takes for a merge, even in quotes',
  ],
])('%s', (_, fleet, problem) => {
  expect(problemsOf(fleet)).toEqual([problem]);
});

test('a problem names the line of the call and what to do', () => {
  const component = alloy();
  const [problem] = emitFleet(home({ infrastructure: [component] }), noSchemas).problems;
  expect(problem?.help).toBe('loki() in the infrastructure brings it.');
  expect(problem?.at).toEqual(component.at);
  expect(problem?.at?.file).toMatch(/problems\.test\.ts$/);
  expect(problem?.at?.line).toBeGreaterThan(60);
});

test('labels that nodes carry, or that Kubernetes sets, are no problem', () => {
  const nodeSelector = { 'kubernetes.io/hostname': 'agent', 'kubernetes.io/arch': 'amd64' };
  expect(problemsOf(home({ apps: [app({ name: 'web', image, nodeSelector })] }))).toEqual([]);
});

test('needs that are met are no problem', () => {
  const infrastructure = [
    alloy(),
    loki(),
    grafana({ hostnames: ['grafana.home.arpa'] }),
    envoyGateway({ address: '10.0.0.2', https: { hostname: 'www.home.arpa', secretName: 'tls', issuer: 'acme' } }),
    certManager({ issuers: { acme: { acme: { email: 'me@example.com' } } } }),
  ];
  expect(problemsOf(home({ infrastructure }))).toEqual([]);
});

test('wrong fleets do not compile', () => {
  // @ts-expect-error an app is no infrastructure
  const misplaced: ClusterSpec = { platform: twoNodes(), infrastructure: [app({ name: 'web', image })] };
  // @ts-expect-error a number where a text is due
  const wrong = app({ name: 'web', image, env: { PORT: 80 } });
  // @ts-expect-error a required option is missing
  const missing = helmApp({ name: 'web', chart });
  // @ts-expect-error a part that K3s does not have
  const unknown = twoNodes(['treafik']);
  // @ts-expect-error a loss that no guard knows
  const allowed: ClusterSpec = { platform: twoNodes(), allow: ['lose:a/b'] };
  expect([misplaced, wrong, missing, unknown, allowed]).toHaveLength(5);
});

test('a fleet is told from other values', () => {
  expect(isFleet(fleetOf({}))).toBe(true);
  expect([null, 1, [], {}, { fluxsmith: 'x' }].map(isFleet)).toEqual([false, false, false, false, false]);
});
