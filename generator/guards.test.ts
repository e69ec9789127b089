import { describe, expect, test } from 'vitest';
import { memoryTree, type Tree } from '../tree/index.ts';
import { emitFleet, planChanges, type Allowance, type ClusterSpec } from './index.ts';
import { app, directory, helmApp, loki } from './recipes/index.ts';
import { cluster, fleetOf } from './testing/fleets.ts';
import { noSchemas } from './testing/no-schemas.ts';

type Spec = Omit<ClusterSpec, 'platform'>;

const files = (spec: Spec) => emitFleet(fleetOf({ home: cluster(spec) }), noSchemas).files;

/** What is refused when a repository that was generated from one fleet is generated from another. */
function refused(before: Spec, after: Spec, tree: Tree = memoryTree(files(before))): string[] {
  const emitted = emitFleet(fleetOf({ home: cluster(after) }), noSchemas);
  expect(emitted.problems).toEqual([]);
  return planChanges(emitted, tree, { prune: true }).refusals.map(
    ({ help }) => /allow: \['(.*)'\]/.exec(help)?.[1] ?? help,
  );
}

const web = (options: { claimName?: string; size?: string; storageClass?: string } = {}) =>
  app({
    name: 'web',
    image: 'nginx:1.29',
    volumes: {
      data: {
        mountPath: '/data',
        size: '1Gi',
        ...options,
      },
    },
  });
const set = (name: string, volume: string, size = '1Gi') =>
  app({
    name,
    kind: 'StatefulSet',
    image: 'postgres:17',
    ports: { pg: 5432 },
    volumes: { [volume]: { mountPath: '/data', size } },
  });
const chart = (oci: string, more: { releaseName?: string; namespace?: string } = {}) =>
  helmApp({ name: 'thing', chart: { oci }, version: '1.0.0', ...more });
const thing = 'oci://ghcr.io/owner/charts/thing';

describe('what keeps data is not taken away in silence', () => {
  test.each<[string, Spec, Spec, string[]]>([
    ['a volume that goes with its app', { apps: [web()] }, {}, ['remove-volume:web/web-data']],
    [
      'a volume that is renamed',
      { apps: [web()] },
      { apps: [web({ claimName: 'other' })] },
      ['remove-volume:web/web-data'],
    ],
    ['a StatefulSet that goes', { apps: [set('db', 'data')] }, {}, ['abandon-volumes:db/db']],
    [
      'a claim template that is renamed',
      { apps: [set('db', 'data')] },
      { apps: [set('db', 'files')] },
      ['abandon-volumes:db/db'],
    ],
    ['a release that goes', { apps: [chart(thing)] }, {}, ['uninstall-release:thing/thing']],
    [
      'a release of another name',
      { apps: [chart(thing)] },
      { apps: [chart(thing, { releaseName: 'new' })] },
      ['reinstall-release:thing/thing'],
    ],
    [
      'a release in another namespace',
      { apps: [chart(thing)] },
      { apps: [chart(thing, { namespace: 'new' })] },
      ['uninstall-release:thing/thing'],
    ],
    [
      'another chart',
      { apps: [chart(thing)] },
      { apps: [chart('oci://ghcr.io/owner/charts/other')] },
      ['reinstall-release:thing/thing'],
    ],
    [
      'a size that node-local storage cannot grow to',
      { apps: [web()] },
      { apps: [web({ size: '2Gi' })] },
      ['change-volume:web/web-data'],
    ],
    [
      'a size that shrinks',
      { apps: [web({ storageClass: 'ssd', size: '2Gi' })] },
      { apps: [web({ storageClass: 'ssd' })] },
      ['change-volume:web/web-data'],
    ],
    [
      'another storage class',
      { apps: [web()] },
      { apps: [web({ storageClass: 'ssd' })] },
      ['change-volume:web/web-data'],
    ],
    [
      'a claim template of another size',
      { apps: [set('db', 'data')] },
      { apps: [set('db', 'data', '2Gi')] },
      ['change-volume:db/db'],
    ],
    [
      'a volume of a chart of another size',
      { infrastructure: [loki()] },
      { infrastructure: [loki({ storage: { size: '20Gi' } })] },
      ['change-volume:observability/loki'],
    ],
    [
      'a release that moves to another Kustomization',
      { apps: [chart(thing)] },
      { infrastructure: [chart(thing)] },
      ['move-object:thing/thing'],
    ],
  ])('%s', (_, before, after, words) => {
    expect(refused(before, after)).toEqual(words);
    expect(refused(before, { ...after, allow: words as Allowance[] })).toEqual([]);
  });
});

describe('changes that lose nothing pass', () => {
  test.each<[string, Spec, Spec]>([
    ['nothing changes', { apps: [web()] }, { apps: [web()] }],
    [
      'a size that grows, of a class that may grow',
      { apps: [web({ storageClass: 'ssd' })] },
      { apps: [web({ storageClass: 'ssd', size: '2Gi' })] },
    ],
    ['other values', { infrastructure: [loki()] }, { infrastructure: [loki({ retention: '30d' })] }],
    ['the same chart at another home', { apps: [chart(thing)] }, { apps: [chart('oci://quay.io/other/thing')] }],
    ['a component more', { apps: [web()] }, { apps: [web(), set('db', 'data')], infrastructure: [loki()] }],
    ['an app without data goes', { apps: [app({ name: 'x', image: 'nginx:1.29' })] }, {}],
  ])('%s', (_, before, after) => expect(refused(before, after)).toEqual([]));

  test('folders move when a second cluster comes', () => {
    const emitted = emitFleet(
      fleetOf({ home: cluster({ apps: [web()] }), other: cluster({ apps: [web({ size: '2Gi' })] }) }),
      noSchemas,
    );
    expect(planChanges(emitted, memoryTree(files({ apps: [web()] })), { prune: true }).refusals).toEqual([]);
  });
});

test('the refusal says what Flux would do, how to allow it, and where', () => {
  const home = cluster();
  const emitted = emitFleet(fleetOf({ home }), noSchemas);
  expect(planChanges(emitted, memoryTree(files({ apps: [web()] }))).refusals).toEqual([
    {
      path: 'apps/web/volume-data.yaml',
      at: home.platform.at,
      message: 'PersistentVolumeClaim web/web-data goes, and with it, by most storage classes, what it holds',
      help: "If that is wanted, say so in the fleet: clusters.home.allow: ['remove-volume:web/web-data'].",
    },
  ]);
});

test('what was committed is guarded too: a file that is gone from the disk still lives in the cluster', () => {
  const emitted = emitFleet(fleetOf({ home: cluster() }), noSchemas);
  const committed = memoryTree(files({ apps: [web()] }));
  const { refusals } = planChanges(emitted, memoryTree(emitted.files), { committed });
  expect(refusals.map(({ message }) => message)).toEqual([
    'PersistentVolumeClaim web/web-data goes, and with it, by most storage classes, what it holds',
  ]);
});

test('an allowance that nothing needs any more is told', () => {
  const allow: Allowance[] = ['remove-volume:web/web-data'];
  const emitted = emitFleet(fleetOf({ home: cluster({ allow }) }), noSchemas);
  expect(planChanges(emitted, memoryTree(files({ apps: [web()] }))).spent).toEqual([]);
  expect(planChanges(emitted, memoryTree(emitted.files)).spent).toEqual([
    'clusters.home.allow: remove-volume:web/web-data',
  ]);
});

test('volumes in a folder written by hand are guarded when the folder is no longer wired in', () => {
  const claim = 'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: mine, namespace: mine}\nspec: {}\n';
  const before: Spec = { apps: [directory('apps/mine')] };
  const tree = memoryTree(
    new Map([
      ...files(before),
      ['apps/mine/kustomization.yaml', 'resources: [claim.yaml]\n'],
      ['apps/mine/claim.yaml', claim],
    ]),
  );
  expect(refused(before, {}, tree)).toEqual(['remove-volume:mine/mine']);
});

test('releases in a folder written by hand are guarded against what was committed', () => {
  const release = (storage: string) =>
    `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: a, namespace: a}\nspec: {storageNamespace: ${storage}}\n`;
  const spec: Spec = { apps: [directory('apps/mine')] };
  const tree = (storage: string) =>
    memoryTree(
      new Map([
        ...files(spec),
        ['apps/mine/kustomization.yaml', 'resources: [release.yaml]\n'],
        ['apps/mine/release.yaml', release(storage)],
      ]),
    );
  const emitted = emitFleet(fleetOf({ home: cluster(spec) }), noSchemas);
  const { refusals } = planChanges(emitted, tree('new'), { committed: tree('old') });
  expect(refusals.map(({ message }) => message)).toEqual([
    'HelmRelease a/a changes its storageNamespace from old to new, so Helm uninstalls it and installs it anew',
  ]);
});

test('the files of a cluster that left the fleet are not pruned', () => {
  const tree = memoryTree(files({ apps: [web()] }));
  const emitted = emitFleet(fleetOf({ other: cluster({ apps: [web()] }) }), noSchemas);
  expect(planChanges(emitted, tree, { prune: true }).refusals.map(({ path }) => path)).toEqual(['clusters/home']);
  expect(planChanges(emitted, tree).refusals).toEqual([]);
});
