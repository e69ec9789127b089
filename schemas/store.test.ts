import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { memoryTree } from '../tree/index.ts';
import type { KindSchema, Schema, SchemaStore } from './index.ts';
import { openPacks, withKinds } from './index.ts';
import { removedKinds } from './removed.ts';

const folder = join(import.meta.dirname, 'packs');
const files = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))] as const);

function open(): SchemaStore {
  const opened = openPacks(memoryTree(files));
  if ('problems' in opened) throw new Error(opened.problems[0]?.message);
  return opened.store;
}

const store = open();

function kind(group: string, version: string, name: string): KindSchema {
  const found = store.kind(group, version, name);
  if (!found) throw new Error(`no ${group}/${version} ${name}`);
  return found;
}

/** The schema at a path of field names, `[]` for items and `*` for values of a map. */
function at(schema: Schema | undefined, path: string): Schema | undefined {
  let here = schema;
  for (const step of path.split('.')) {
    if (step === '[]') here = here?.items;
    else if (step === '*')
      here = typeof here?.additionalProperties === 'object' ? here.additionalProperties : undefined;
    else here = here?.properties?.get(step);
  }
  return here;
}

const deployment = kind('apps', 'v1', 'Deployment').schema;
const pod = kind('', 'v1', 'Pod').schema;

describe('experimental channels', () => {
  const route = ['gateway.networking.k8s.io', 'v1', 'HTTPRoute'] as const;
  const retry = (found: KindSchema | undefined): Schema | undefined => at(found?.schema, 'spec.rules.[].retry');
  test('have more fields and versions than what is served by default', () => {
    expect(retry(store.kind(...route))).toBeUndefined();
    expect(retry(store.experimental?.(...route))).toBeDefined();
    expect(store.versions('gateway.networking.k8s.io', 'TCPRoute')).toEqual(['v1']);
    expect(store.experimental?.('gateway.networking.k8s.io', 'v1alpha2', 'TCPRoute')?.channel).toBe('experimental');
    expect(store.experimental?.('apps', 'v1', 'Deployment')).toBeUndefined();
  });
  test('say nothing about a kind whose definition is given', () => {
    const given = withKinds(store, [kind(...route)]);
    expect(given.experimental?.(...route)).toBeUndefined();
    expect(given.experimental?.('gateway.networking.k8s.io', 'v1', 'TCPRoute')).toBeDefined();
  });
});

describe('facts of Kubernetes', () => {
  test('a Deployment needs a selector and a template', () => {
    expect(at(deployment, 'spec')?.required).toEqual(['selector', 'template']);
    expect(at(deployment, 'spec.replicas')).toEqual({ type: 'integer', format: 'int32' });
    expect(at(deployment, 'spec.strategy.type')?.enum).toEqual(['Recreate', 'RollingUpdate']);
    expect(at(deployment, 'spec.strategy.rollingUpdate.maxSurge')).toEqual({ intOrString: true });
  });

  test('ports of a container are told apart by number and protocol, which is TCP by default', () => {
    const ports = at(pod, 'spec.containers.[].ports');
    expect(ports?.listType).toBe('map');
    expect(ports?.listMapKeys).toEqual(['containerPort', 'protocol']);
    expect(at(ports, '[].protocol')).toEqual({ type: 'string', default: 'TCP', enum: ['SCTP', 'TCP', 'UDP'] });
  });

  test.each([
    ['spec.containers.[].resources.limits.*', { format: 'quantity', intOrString: true }],
    ['metadata.creationTimestamp', { type: 'string', format: 'date-time' }],
    ['metadata.managedFields.[].fieldsV1', { type: 'object', preserveUnknownFields: true }],
    ['metadata.labels.*', { type: 'string' }],
    ['spec.containers.[].command', { type: 'array', items: { type: 'string' }, listType: 'atomic' }],
  ])('of a Pod, %s', (path, schema) => {
    expect(at(pod, path)).toEqual(schema);
  });

  test('a required field has no zero value as default', () => {
    expect(at(pod, 'spec.containers.[]')?.required).toEqual(['name']);
    expect(at(pod, 'spec.containers.[].name')).toEqual({ type: 'string' });
    expect(at(pod, 'spec.imagePullSecrets.[].name')).toEqual({ type: 'string', default: '' });
  });

  test('a lease has times with microseconds', () => {
    expect(at(kind('coordination.k8s.io', 'v1', 'Lease').schema, 'spec.renewTime')?.format).toBe('micro-time');
  });

  test('the schema of a custom resource definition contains itself', () => {
    const crd = kind('apiextensions.k8s.io', 'v1', 'CustomResourceDefinition').schema;
    const schema = at(crd, 'spec.versions.[].schema.openAPIV3Schema');
    expect(at(schema, 'properties.*')?.properties?.size).toBe(schema?.properties?.size);
    expect(at(at(schema, 'properties.*'), 'properties.*')).toBe(at(schema, 'properties.*'));
    expect(at(schema, 'default')).toEqual({ preserveUnknownFields: true });
  });
});

describe('kinds', () => {
  test.each([
    ['', 'v1', 'Namespace', 'Cluster', 'namespaces', true],
    ['', 'v1', 'ConfigMap', 'Namespaced', 'configmaps', true],
    ['networking.k8s.io', 'v1', 'NetworkPolicy', 'Namespaced', 'networkpolicies', true],
    ['rbac.authorization.k8s.io', 'v1', 'ClusterRole', 'Cluster', 'clusterroles', true],
    ['helm.toolkit.fluxcd.io', 'v2', 'HelmRelease', 'Namespaced', 'helmreleases', false],
    ['source.extensions.fluxcd.io', 'v1beta1', 'ArtifactGenerator', 'Namespaced', 'artifactgenerators', false],
    ['notification.toolkit.fluxcd.io', 'v1beta3', 'Alert', 'Namespaced', 'alerts', false],
    ['gateway.networking.k8s.io', 'v1', 'GatewayClass', 'Cluster', 'gatewayclasses', false],
    ['gateway.envoyproxy.io', 'v1alpha1', 'EnvoyProxy', 'Namespaced', 'envoyproxies', false],
    ['cert-manager.io', 'v1', 'ClusterIssuer', 'Cluster', 'clusterissuers', false],
    ['kustomize.config.k8s.io', 'v1beta1', 'Kustomization', 'Namespaced', 'kustomizations', true],
    ['kustomize.config.k8s.io', 'v1alpha1', 'Component', 'Namespaced', 'components', true],
  ])('%s/%s %s is %s', (group, version, name, scope, plural, builtin) => {
    expect(kind(group, version, name)).toMatchObject({ group, version, kind: name, scope, plural, builtin });
  });

  test.each([
    ['', 'v1', 'Deployment'],
    ['apps', 'v1beta1', 'Deployment'],
    ['apps', 'v1', 'deployment'],
    ['autoscaling', 'v1', 'Scale'],
    ['policy', 'v1', 'Eviction'],
    ['authentication.k8s.io', 'v1', 'TokenRequest'],
    ['', 'v1', 'List'],
    ['', 'v1', 'constructor'],
    ['example.com', 'v1', 'Thing'],
  ])('%s/%s %s is not served', (group, version, name) => {
    expect(store.kind(group, version, name)).toBeUndefined();
  });

  test('a review is posted, never patched', () => {
    expect(kind('authorization.k8s.io', 'v1', 'SubjectAccessReview').noPatch).toBe(true);
    expect(kind('apps', 'v1', 'Deployment').noPatch).toBeUndefined();
  });

  test('status has its own way in where there is a subresource', () => {
    expect(kind('apps', 'v1', 'Deployment').statusSubresource).toBe(true);
    expect(kind('helm.toolkit.fluxcd.io', 'v2', 'HelmRelease').statusSubresource).toBe(true);
    expect(kind('', 'v1', 'ConfigMap').statusSubresource).toBeUndefined();
  });

  test('versions and kinds are there for suggestions', () => {
    expect(store.versions('autoscaling', 'HorizontalPodAutoscaler')).toEqual(['v1', 'v2']);
    expect(store.versions('autoscaling', 'Nothing')).toEqual([]);
    expect(store.kinds('helm.toolkit.fluxcd.io')).toEqual(['HelmRelease']);
    expect(store.knowsGroup('')).toBe(true);
    expect(store.knowsGroup('example.com')).toBe(false);
    expect(store.kinds('example.com')).toEqual([]);
    expect(store.groups()).toContain('kustomize.toolkit.fluxcd.io');
  });

  test('every schema can be walked to its end', () => {
    const seen = new Set<Schema>();
    const walk = (schema: Schema): void => {
      if (seen.has(schema)) return;
      seen.add(schema);
      for (const child of schema.properties?.values() ?? []) walk(child);
      if (typeof schema.additionalProperties === 'object') walk(schema.additionalProperties);
      if (schema.items) walk(schema.items);
    };
    let kinds = 0;
    for (const group of store.groups()) {
      for (const name of store.kinds(group)) {
        for (const version of store.versions(group, name)) {
          const { schema } = kind(group, version, name);
          expect([...(schema.properties?.keys() ?? [])]).toEqual(
            expect.arrayContaining(['apiVersion', 'kind', 'metadata']),
          );
          walk(schema);
          kinds++;
        }
      }
    }
    expect(kinds).toBeGreaterThan(110);
    expect(seen.size).toBeGreaterThan(4000);
  });
});

describe('custom resources', () => {
  test('rules in CEL are kept as written', () => {
    const spec = at(kind('helm.toolkit.fluxcd.io', 'v2', 'HelmRelease').schema, 'spec');
    expect(spec?.validations).toEqual([
      {
        rule: '(has(self.chart) && !has(self.chartRef)) || (!has(self.chart) && has(self.chartRef))',
        message: 'either chart or chartRef must be set',
      },
    ]);
    expect(at(spec, 'install.strategy')?.validations).toHaveLength(1);
    expect(at(spec, 'upgrade.strategy')?.validations).toHaveLength(1);
  });

  test('metadata is what every object has', () => {
    const own = at(kind('kustomize.toolkit.fluxcd.io', 'v1', 'Kustomization').schema, 'metadata');
    expect(own).toBe(at(kind('', 'v1', 'Namespace').schema, 'metadata'));
  });

  test('a version and a default of Flux', () => {
    const release = kind('helm.toolkit.fluxcd.io', 'v2', 'HelmRelease').schema;
    expect(at(release, 'spec.values')).toEqual({ preserveUnknownFields: true });
    expect(at(kind('source.toolkit.fluxcd.io', 'v1', 'HelmRepository').schema, 'spec.provider')?.default).toBe(
      'generic',
    );
  });
});

describe('removed versions', () => {
  test.each([
    [
      'extensions',
      'v1beta1',
      'Ingress',
      { product: 'Kubernetes', removedIn: '1.22', successor: 'networking.k8s.io/v1' },
    ],
    ['policy', 'v1beta1', 'PodDisruptionBudget', { product: 'Kubernetes', removedIn: '1.25', successor: 'policy/v1' }],
    [
      'autoscaling',
      'v2beta2',
      'HorizontalPodAutoscaler',
      { product: 'Kubernetes', removedIn: '1.26', successor: 'autoscaling/v2' },
    ],
    ['policy', 'v1beta1', 'PodSecurityPolicy', { product: 'Kubernetes', removedIn: '1.25' }],
    [
      'helm.toolkit.fluxcd.io',
      'v2beta1',
      'HelmRelease',
      { product: 'Flux', removedIn: '2.7', successor: 'helm.toolkit.fluxcd.io/v2' },
    ],
    [
      'notification.toolkit.fluxcd.io',
      'v1beta2',
      'Alert',
      { product: 'Flux', removedIn: '2.9', successor: 'notification.toolkit.fluxcd.io/v1beta3' },
    ],
  ])('%s/%s %s', (group, version, name, removal) => {
    expect(store.removal(group, version, name)).toEqual(removal);
  });

  test('what is removed is not served, and its successor is', () => {
    const isServed = (apiVersion: string, name: string): boolean => {
      const [group = '', version = ''] = apiVersion.split('/');
      return store.kind(group, version, name) !== undefined;
    };
    const wrong = removedKinds.filter((each) => {
      const [group = '', version = '', name = ''] = each.split('/');
      const successor = store.removal(group, version, name)?.successor;
      return isServed(`${group}/${version}`, name) || (successor !== undefined && !isServed(successor, name));
    });
    expect(removedKinds.length).toBeGreaterThan(60);
    expect(wrong).toEqual([]);
  });

  test('what is served is not removed', () => {
    expect(store.removal('apps', 'v1', 'Deployment')).toBeUndefined();
  });
});

test('added kinds judge before those of the packs', () => {
  const mine = { ...kind('apps', 'v1', 'Deployment'), origin: 'mine' };
  const thing = { ...mine, group: 'example.com', kind: 'Thing' };
  const larger = withKinds(store, [mine, thing]);
  expect(larger.kind('apps', 'v1', 'Deployment')?.origin).toBe('mine');
  expect(larger.kind('apps', 'v1', 'StatefulSet')?.origin).toBe('kubernetes 1.36.3');
  expect(larger.kinds('example.com')).toEqual(['Thing']);
  expect(larger.knowsGroup('example.com')).toBe(true);
  expect(larger.groups()).toEqual([...store.groups(), 'example.com'].sort());
  expect(larger.versions('apps', 'Deployment')).toEqual(['v1']);
});
