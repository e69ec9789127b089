import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defineFleet, k3s, type Fleet } from '../generator/index.ts';
import { app } from '../generator/recipes/index.ts';
import { memoryTree } from '../tree/index.ts';
import { planRebuild, type RebuildPlan, type Step } from './index.ts';
import { lab, planFor } from './testing/fleet.ts';

const stepOf = (plan: RebuildPlan, id: string): Step => plan.steps.find((step) => step.id === id)!;

describe('the plan of a cluster of two nodes', () => {
  const plan = planFor(lab);

  test('has its steps in order', () => {
    expect(plan.steps.map(({ id }) => id)).toEqual([
      'folder',
      'tools',
      'kubectl',
      'flux-cli',
      'repository',
      'machine-one',
      'machine-two',
      'save-one',
      'save-two',
      'copies',
      'remove-two',
      'remove-one',
      'install-one',
      'kubeconfig',
      'join-two',
      'nodes-ready',
      'labels-one',
      'labels-two',
      'namespaces',
      'secret-notes-notes-login',
      'restore-notes-notes-data',
      'bootstrap',
      'verify-flux',
      'verify-kustomizations',
      'verify-nothing-failed',
      'verify-volumes',
      'verify-addresses',
      'probe-10.0.0.1',
      'probe-10.0.0.2',
    ]);
  });

  test('installs the server with its flags and its version', () => {
    expect(stepOf(plan, 'install-one')).toMatchObject({
      on: 'node/one',
      commands: [
        'curl -sfL https://get.k3s.io | INSTALL_K3S_VERSION=v1.36.2+k3s1 sh -s - server --disable traefik --node-label hardware=light',
      ],
    });
  });

  test('joins the agent with the token of the server, which stands in no command', () => {
    const join = stepOf(plan, 'join-two');
    expect(join.commands).toEqual([
      'curl -sfL https://get.k3s.io | INSTALL_K3S_VERSION=v1.36.2+k3s1 K3S_URL=https://10.0.0.1:6443 sh -s - agent --node-label hardware=heavy',
    ]);
    expect(join.inputs).toMatchObject([{ name: 'K3S_TOKEN', secret: true, from: { on: 'node/one' } }]);
  });

  test('bootstraps with the flags that the fleet implies', () => {
    expect(stepOf(plan, 'bootstrap').commands).toEqual([
      'flux bootstrap github --owner=me --repository=lab --personal --private=false --branch=main --path=clusters/lab ' +
        '--components-extra=image-automation-controller,image-reflector-controller --read-write-key',
    ]);
  });

  test('says how to get the programs of the right versions', () => {
    expect(stepOf(plan, 'flux-cli').remedies).toEqual([
      {
        what: 'To install the Flux CLI v2.9.4',
        commands: ['curl -sSf https://fluxcd.io/install.sh | sudo FLUX_VERSION=2.9.4 bash'],
      },
    ]);
    expect(stepOf(plan, 'kubectl').remedies[0]!.commands[0]).toContain('https://dl.k8s.io/release/v1.36.2/bin/');
  });

  test.each([
    ['v1.34.9', false],
    ['v1.35.0', true],
    ['v1.36.2+k3s1', true],
    ['v1.37.1', true],
    ['v1.3.6', false],
  ])('kubectl %s fits: %s', (version, fits) => {
    const [line] = stepOf(plan, 'kubectl').commands;
    const input = `kubectl() { echo 'Client Version: ${version}'; }\n${line}`;
    expect(spawnSync('sh', { input }).status === 0).toBe(fits);
  });

  test('names what Git cannot bring back', () => {
    expect(plan.volumes).toMatchObject([
      {
        namespace: 'notes',
        claim: 'notes-data',
        size: '5Gi',
        storageClass: 'local-path',
        nodes: ['two'],
        path: '/var/lib/rancher/k3s/storage/*_notes_notes-data',
        from: ['notes'],
      },
    ]);
    expect(plan.secrets).toEqual([{ namespace: 'notes', name: 'notes-login', keys: ['password'], from: ['notes'] }]);
    expect(plan.nodes.map(({ name, labels }) => [name, labels])).toEqual([
      ['one', { hardware: 'light' }],
      ['two', { hardware: 'heavy' }],
    ]);
  });

  test('says plainly that removing K3s deletes the volumes, and asks for it', () => {
    expect(stepOf(plan, 'remove-two')).toMatchObject({
      destructive: true,
      why: expect.stringContaining('every volume'),
    });
    expect(stepOf(plan, 'save-two').why).toContain('k3s-agent-uninstall.sh deletes them');
    expect(plan.steps.filter(({ destructive }) => destructive).map(({ id }) => id)).toEqual([
      'remove-two',
      'remove-one',
    ]);
  });

  test('probes each published address at its ports', () => {
    expect(stepOf(plan, 'probe-10.0.0.2').commands).toEqual([
      expect.stringContaining('http://10.0.0.2/'),
      'nc -z -w 10 10.0.0.2 1883',
    ]);
    expect(stepOf(plan, 'tools').commands.join()).toContain(' nc;');
  });

  test('is the same each time', () => {
    expect(planFor(lab)).toEqual(plan);
  });
});

test('a private repository of an organisation needs no flags', () => {
  const fleet = defineFleet({
    ...lab.spec,
    git: { provider: 'github', owner: 'us', repository: 'lab', branch: 'prod' },
    flux: {},
  });
  const plan = planFor(fleet);
  expect(stepOf(plan, 'bootstrap').commands).toEqual([
    'flux bootstrap github --owner=us --repository=lab --branch=prod --path=clusters/lab',
  ]);
  expect(plan.repository).toEqual({ url: 'ssh://git@github.com/us/lab.git', branch: 'prod', path: 'clusters/lab' });
});

test('several servers join one after the other, a cluster of etcd', () => {
  const servers = ['a', 'b', 'c'].map((name, index) => ({ name, address: `10.0.0.${index + 1}` }));
  const platform = k3s({ version: 'v1.36.2+k3s1', servers });
  const plan = planFor(defineFleet({ ...lab.spec, clusters: { ha: { platform } } }));
  expect(stepOf(plan, 'install-a').commands.join()).toContain('server --cluster-init');
  expect(stepOf(plan, 'join-b').commands.join()).toContain('server --server https://10.0.0.1:6443');
  expect(stepOf(plan, 'join-c').after).toEqual(['join-b']);
  expect(plan.volumes).toEqual([]);
  expect(plan.steps.map(({ id }) => id)).not.toContain('copies');
});

test('it waits for Flux as long as the Kustomizations may take, one after the other', () => {
  const file = (name: string, spec: string): string =>
    flux(name, `./${name}`).replace('prune: true', `prune: true, ${spec}`);
  const plan = planFor(lab, {
    'clusters/lab/first.yaml': file('first', 'timeout: 20m, wait: true'),
    'clusters/lab/second.yaml': file('second', 'timeout: 65m, wait: true, dependsOn: [{ name: first }]'),
  });
  const step = stepOf(plan, 'verify-kustomizations');
  expect(step.commands.join('\n')).toContain('--timeout=87m');
  expect(step.why).toContain('up to 87 minutes');
});

test('the committed files say what the fleet does not', () => {
  const plan = planFor(lab, {
    'clusters/lab/apps.yaml': flux('apps', './apps'),
    'apps/kustomization.yaml': 'resources: [mine]\n',
    'apps/mine/kustomization.yaml': 'namespace: mine\nresources:\n  - set.yaml\n  - login.yaml\n',
    'apps/mine/set.yaml': `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db }
spec:
  replicas: 2
  template:
    spec:
      nodeSelector: { kubernetes.io/hostname: one }
      containers:
        - name: db
          envFrom:
            - secretRef: { name: login }
            - secretRef:
                name: other
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { resources: { requests: { storage: 3Gi } } }
`,
    'apps/mine/login.yaml': 'apiVersion: v1\nkind: Secret\nmetadata: { name: login }\n',
  });
  expect(plan.secrets.map(({ namespace, name, keys, from }) => [namespace, name, keys, from])).toEqual([
    ['mine', 'other', [], ['apps/mine/set.yaml:14']],
    ['notes', 'notes-login', ['password'], ['notes']],
  ]);
  expect(plan.volumes.slice(0, 2)).toMatchObject([
    { claim: 'data-db-0', nodes: ['one'], size: '3Gi', from: ['apps/mine/set.yaml:16'] },
    { claim: 'data-db-1', nodes: ['one'] },
  ]);
  expect(stepOf(plan, 'namespaces').done).toBe('kubectl get namespace mine notes');
  expect(stepOf(plan, 'secret-mine-other').inputs).toMatchObject([{ name: 'SECRET_1_FILE', secret: false }]);
});

test('what cannot be planned is said', () => {
  const tree = memoryTree([]);
  const two = defineFleet({ ...lab.spec, clusters: { a: lab.spec.clusters['lab']!, b: lab.spec.clusters['lab']! } });
  expect(planRebuild({ fleet: two, cluster: undefined, tree })).toEqual({ clusters: ['a', 'b'] });
  expect(planRebuild({ fleet: two, cluster: 'c', tree })).toEqual({ clusters: ['a', 'b'] });
  expect(planRebuild({ fleet: two, cluster: 'b', tree })).toMatchObject({ plan: { cluster: 'b' } });
  const wrong = { ...lab, spec: { ...lab.spec, clusters: {} } };
  expect(planRebuild({ fleet: wrong, cluster: undefined, tree })).toMatchObject({
    problems: [{ property: 'clusters' }],
  });
  const choice = lab.spec.clusters['lab']!.platform;
  const describe = (options: unknown) => ({ ...choice.platform.describe(options), platform: 'nimbus' });
  const platform = { ...choice, platform: { ...choice.platform, describe } };
  const other = defineFleet({ ...lab.spec, clusters: { lab: { platform } } });
  expect(planRebuild({ fleet: other, cluster: 'lab', tree })).toEqual({ unknownPlatform: 'nimbus' });
});

test('in every plan the order protects data, labels and secrets', () => {
  fc.assert(
    fc.property(fleets(), (fleet) => {
      const { steps } = planFor(fleet);
      const before = ancestors(steps);
      const ids = (pattern: RegExp): string[] => steps.map(({ id }) => id).filter((id) => pattern.test(id));
      expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length);
      for (const { id, destructive } of steps) {
        if (destructive) expect([...before.get(id)!]).toEqual(expect.arrayContaining(ids(/^(save-|copies$)/)));
        if (/^(install|join)-/.test(id)) expect([...before.get(id)!]).toEqual(expect.arrayContaining(ids(/^remove-/)));
      }
      const beforeFlux = [...before.get('bootstrap')!];
      expect(beforeFlux).toEqual(expect.arrayContaining(ids(/^(labels|secret|restore|namespaces|join|nodes-ready)/)));
      for (const id of ids(/^verify|^probe/)) expect(before.get(id)).toContain('bootstrap');
    }),
    { numRuns: 30 },
  );
});

function flux(name: string, path: string): string {
  return `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: ${name}, namespace: flux-system }
spec: { path: ${path}, interval: 1h, prune: true, sourceRef: { kind: GitRepository, name: flux-system } }
`;
}

/** All steps that must be done before each; fails where a step waits for a later one. */
function ancestors(steps: readonly Step[]): Map<string, Set<string>> {
  const before = new Map<string, Set<string>>();
  for (const { id, after } of steps) {
    expect(after.every((each) => before.has(each))).toBe(true);
    before.set(id, new Set(after.flatMap((each) => [each, ...before.get(each)!])));
  }
  return before;
}

function fleets(): fc.Arbitrary<Fleet> {
  const labels = fc.dictionary(fc.constantFrom('hardware', 'example.com/zone'), fc.constantFrom('light', 'heavy'));
  const apps = fc.uniqueArray(fc.constantFrom('notes', 'photos', 'music'), { maxLength: 3 });
  return fc
    .record({ servers: fc.constantFrom(1, 3), agents: fc.integer({ min: 0, max: 3 }), labels, apps })
    .map(({ servers, agents, labels, apps }) => {
      const node = (index: number) => ({ name: `n${index}`, address: `10.0.0.${index + 1}`, labels });
      const nodes = Array.from({ length: servers + agents }, (_, index) => node(index));
      const platform = k3s({ version: 'v1.36.2+k3s1', servers: nodes.slice(0, servers), agents: nodes.slice(servers) });
      return defineFleet({ ...lab.spec, clusters: { drawn: { platform, apps: apps.map(drawnApp) } } });
    });
}

function drawnApp(name: string) {
  return app({
    name,
    image: 'example.com/app:1',
    ...(name !== 'music' && { volumes: { data: { mountPath: '/data', size: '1Gi' } } }),
    ...(name !== 'photos' && { envFromSecrets: [`${name}-login`] }),
  });
}
