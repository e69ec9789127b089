import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiClient } from './client.ts';
import { connect } from './client.ts';
import { build } from './go.ts';

/** A running API server on loopback, reachable only with the token inside `kubeconfig`. */
export interface ApiServer extends ApiClient {
  readonly url: string;
  /** The text of a kubeconfig file with all rights. */
  readonly kubeconfig: string;
}

/**
 * Starts etcd and kube-apiserver in a temporary folder, does some work with them, and stops them.
 * Feature gates and admission are those of a default server, but for ServiceAccount: there is no controller
 * that would make the account `default`. As K3s does, services are in 10.43.0.0/16 and containers may be privileged.
 */
export async function withApiServer<T>(work: (server: ApiServer) => Promise<T>): Promise<T> {
  const [etcd, apiServer] = [await build('etcd'), await build('kube-apiserver')];
  const folder = mkdtempSync(join(tmpdir(), 'fluxsmith-cluster-'));
  const processes: ChildProcess[] = [];
  try {
    const storeUrl = await startEtcd(etcd, folder, processes);
    const server = await startApiServer(apiServer, storeUrl, folder, processes);
    return await work(server);
  } finally {
    for (const each of processes.reverse()) await stop(each);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function startEtcd(program: string, folder: string, processes: ChildProcess[]): Promise<string> {
  const client = `http://127.0.0.1:${await freePort()}`;
  const peer = `http://127.0.0.1:${await freePort()}`;
  start(processes, folder, 'etcd', program, {
    name: 'store',
    'data-dir': join(folder, 'store'),
    'listen-client-urls': client,
    'advertise-client-urls': client,
    'listen-peer-urls': peer,
    'initial-advertise-peer-urls': peer,
    'initial-cluster': `store=${peer}`,
    'unsafe-no-fsync': 'true',
    'log-level': 'error',
  });
  return client;
}

async function startApiServer(
  program: string,
  storeUrl: string,
  folder: string,
  processes: ChildProcess[],
): Promise<ApiServer> {
  const port = await freePort();
  const token = randomBytes(24).toString('hex');
  const accountKey = join(folder, 'service-account.pem');
  writeFileSync(accountKey, newPrivateKey(), { mode: 0o600 });
  writeFileSync(join(folder, 'tokens.csv'), `${token},admin,admin,system:masters\n`, { mode: 0o600 });
  const process = start(processes, folder, 'kube-apiserver', program, {
    'etcd-servers': storeUrl,
    'bind-address': '127.0.0.1',
    'secure-port': String(port),
    'cert-dir': join(folder, 'certificates'),
    'token-auth-file': join(folder, 'tokens.csv'),
    'service-account-key-file': accountKey,
    'service-account-signing-key-file': accountKey,
    'service-account-issuer': 'https://kubernetes.default.svc',
    'service-cluster-ip-range': '10.43.0.0/16',
    'allow-privileged': 'true',
    'disable-admission-plugins': 'ServiceAccount',
    'endpoint-reconciler-type': 'none',
  });
  const url = `https://127.0.0.1:${port}`;
  const server = await whenReady(process, join(folder, 'kube-apiserver.log'), async () => {
    const certificate = readFileSync(join(folder, 'certificates', 'apiserver.crt'));
    const kubeconfig = kubeconfigFor(url, token, certificate);
    const client = await connect(kubeconfig);
    const { status } = await client.send('GET', '/readyz');
    return status === 200 ? { url, kubeconfig, ...client } : undefined;
  });
  await server.send('POST', '/apis/node.k8s.io/v1/runtimeclasses', {
    apiVersion: 'node.k8s.io/v1',
    kind: 'RuntimeClass',
    metadata: { name: 'nvidia' },
    handler: 'nvidia',
  });
  return server;
}

function start(
  processes: ChildProcess[],
  folder: string,
  name: string,
  program: string,
  flags: Readonly<Record<string, string>>,
): ChildProcess {
  const log = openSync(join(folder, `${name}.log`), 'w');
  const args = Object.entries(flags).map(([flag, value]) => `--${flag}=${value}`);
  const child = spawn(program, args, { cwd: folder, stdio: ['ignore', log, log] });
  processes.push(child);
  return child;
}

/** Asks until there is an answer; two minutes, because a cold machine reads a program of 150 MB first. */
async function whenReady<T>(process: ChildProcess, log: string, ask: () => Promise<T | undefined>): Promise<T> {
  for (let attempt = 0; attempt < 480; attempt++) {
    if (process.exitCode !== null) throw new Error(`The server ended:\n${readFileSync(log, 'utf8').slice(-3000)}`);
    // A file that is not written yet and a refused connection mean: not ready.
    const answer = await ask().catch(() => undefined);
    if (answer !== undefined) return answer;
    await sleep(250);
  }
  throw new Error(`The server was not ready after two minutes:\n${readFileSync(log, 'utf8').slice(-3000)}`);
}

async function stop(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null) return;
  const ended = new Promise((resolve) => process.once('exit', resolve));
  process.kill('SIGTERM');
  const timer = setTimeout(() => process.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(timer);
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No free port on 127.0.0.1.');
  return address.port;
}

function newPrivateKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
}

function kubeconfigFor(url: string, token: string, certificate: Buffer): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      { name: 'throwaway', cluster: { server: url, 'certificate-authority-data': certificate.toString('base64') } },
    ],
    users: [{ name: 'admin', user: { token } }],
    contexts: [{ name: 'throwaway', context: { cluster: 'throwaway', user: 'admin' } }],
    'current-context': 'throwaway',
  });
}
