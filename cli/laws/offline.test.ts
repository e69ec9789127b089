import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { commands } from '../commands/index.ts';
import { call } from '../testing/call.ts';
import { folder, git, gitEnvironment, repository, write } from '../testing/folder.ts';

const preload = pathToFileURL(join(import.meta.dirname, '../testing/no-sockets.ts')).href;

/** An environment in which no process can open a socket, and the ways in which one was tried. */
function withoutSockets() {
  const log = join(folder(), 'sockets');
  const env = { NODE_OPTIONS: `--import=${preload}`, FLUXSMITH_TEST_SOCKETS: log };
  return { env, tried: () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []) };
}

const fleet = `import { defineFleet, k3s } from 'fluxsmith';
import { app, loki } from 'fluxsmith/recipes';
export default defineFleet({
  git: { provider: 'github', owner: 'me', repository: 'homelab' },
  clusters: { homelab: {
    platform: k3s({ version: 'v1.36.2+k3s1', servers: [{ name: 'node1', address: '10.0.0.1' }] }),
    infrastructure: [loki()],
    apps: [app({ name: 'web', image: 'example.com/web:1', ports: { http: 80 } })],
  } },
});
`;
const remote = `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources: [https://example.com/crds.yaml, "https://github.com/owner/repository//deploy?ref=v1"]
helmCharts: [{ name: chart, repo: https://example.com/charts, version: 1.0.0 }]
`;
const service = 'apiVersion: v1\nkind: Service\nmetadata: { name: mine }\nspec: { ports: [{ port: 80 }] }\n';

/** Each command as it is used, in an order in which each has something to do. */
const uses: readonly (readonly [args: readonly string[], says: RegExp, exit?: number])[] = [
  [['--help'], /generate[^]*validate/],
  [['init'], /wrote {2}package\.json/],
  [['generate'], /wrote \d+ files/],
  [['generate', '--check'], /files as fleet\.ts says/],
  [['validate', '-o', 'json'], /"errors":\s*0/],
  [['validate', '--plain', '-'], /^/],
  [['hook', 'install'], /renewed .*pre-commit/],
  [['validate', '--staged'], /No findings/],
  // What is remote fails without being fetched.
  [['build', 'more', '--every-overlay'], /"ok":false/, 1],
  [['rebuild', 'plan', 'homelab'], /flux bootstrap github/],
];

// Processes of their own take their time on a busy machine.
const slow = { timeout: 60_000 };

test('no command opens a socket', slow, () => {
  const { env, tried } = withoutSockets();
  const cwd = repository({ 'fleet.ts': fleet, 'more/kustomization.yaml': remote, 'more/service.yaml': service });
  const script = join(import.meta.dirname, '../testing/run-all.ts');
  const { stdout, stderr } = spawnSync(process.execPath, [script, JSON.stringify(uses.map(([args]) => args))], {
    cwd,
    env: { ...gitEnvironment, ...env },
    input: service,
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual(
    uses.map(([args, says, exit = 0]) => ({ args, exit, stdout: expect.stringMatching(says), stderr: '' })),
  );
  expect(tried()).toEqual([]);
});

test('a commit through the hook opens none either', slow, async () => {
  const { env, tried } = withoutSockets();
  const cwd = repository({ 'fleet.ts': fleet, 'more/kustomization.yaml': remote });
  for (const args of [['generate'], ['hook', 'install']]) expect(await call(args, { cwd })).toMatchObject({ exit: 0 });
  write(cwd, { 'more/service.yaml': service.replace('80', 'x') });
  git(cwd, 'add', '--all');
  const options = { cwd, env: { ...gitEnvironment, ...env }, stdio: 'pipe' } as const;
  expect(() => execFileSync('git', ['commit', '--message=x'], options)).toThrow(/schema\/type/);
  expect(tried()).toEqual([]);
});

test('every command is among them', () => {
  const used = new Set(uses.map(([[name]]) => name));
  expect(Object.keys(commands).filter((name) => !used.has(name))).toEqual([]);
});

test('whatever opens a socket would be seen', () => {
  const { env, tried } = withoutSockets();
  const script = `
    import { connect, createServer } from 'node:net';
    import { promises, lookup } from 'node:dns';
    import { createSocket } from 'node:dgram';
    import { get } from 'node:https';
    import * as tls from 'node:tls';
    const ways = [() => connect(9), () => createServer(), () => lookup('a', () => {}), () => promises.resolve4('a'),
      () => createSocket('udp4'), () => get('https://127.0.0.1:9'), () => tls.connect(9), () => fetch('http://127.0.0.1:9')];
    for (const way of ways) try { await way() } catch {}`;
  const { status } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    env: { ...process.env, ...env },
  });
  expect(status).toBe(0);
  expect(tried()).toEqual([
    'node:net.connect',
    'node:net.createServer',
    'node:dns.lookup',
    'node:dns.resolve4',
    'node:dgram.createSocket',
    'node:https.get',
    'node:tls.connect',
    'global.fetch',
  ]);
});
