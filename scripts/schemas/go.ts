import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The folder of Go modules that pin what is built here, and how each program of them is made. */
const modules = join(import.meta.dirname, 'go');
const version = 'k8s.io/component-base/version';
const programs = {
  etcd: { module: 'server', package: 'go.etcd.io/etcd/server/v3', flags: [] },
  'kube-apiserver': {
    module: 'server',
    package: 'k8s.io/kubernetes/cmd/kube-apiserver',
    // Without them the server takes itself for v0.0.0 and serves what that version would.
    flags: [
      `-X ${version}.gitVersion=v${kubernetesVersion()}`,
      `-X ${version}.gitMajor=1`,
      `-X ${version}.gitMinor=${kubernetesVersion().split('.')[1]}`,
    ],
  },
  'controller-gen': { module: 'crds', package: 'sigs.k8s.io/controller-tools/cmd/controller-gen', flags: [] },
  'kustomize-schema': { module: 'kustomize', package: './schema', flags: [] },
  'kustomize-build': { module: 'kustomize', package: './build', flags: [] },
} as const;

/** The Kubernetes version that the server module pins, such as `1.36.3`. */
export function kubernetesVersion(): string {
  return moduleVersion('server', 'k8s.io/kubernetes').slice(1);
}

/** The version at which one of our Go modules requires another, such as `v0.21.1`. */
export function moduleVersion(module: string, required: string): string {
  const words = goMod(module).split(/\s+/);
  const found = words.find((word, i) => words[i - 1] === required && /^v\d/.test(word));
  if (!found) throw new Error(`scripts/schemas/go/${module}/go.mod does not require ${required}.`);
  return found;
}

function goMod(module: string): string {
  return readFileSync(join(modules, module, 'go.mod'), 'utf8');
}

/** Whether there is a Go to build with. */
export async function hasGo(): Promise<boolean> {
  return run('go', ['version']).then(
    () => true,
    () => false,
  );
}

type Program = keyof typeof programs;

const built = new Map<Program, Promise<string>>();

/**
 * Builds a program where it is not built yet and returns its path. Builds live outside the checkout,
 * keyed by the sources and the versions they pin. Who asks while it is being built waits for the same build.
 */
export function build(name: Program): Promise<string> {
  const known = built.get(name) ?? buildOnce(name);
  built.set(name, known);
  return known;
}

async function buildOnce(name: Program): Promise<string> {
  const { module, package: target, flags } = programs[name];
  const folder = join(modules, module);
  const key = createHash('sha256').update(JSON.stringify(flags));
  const own = target.startsWith('.') ? [join(target, 'main.go')] : [];
  for (const file of ['go.mod', 'go.sum', ...own]) key.update(readFileSync(join(folder, file)));
  const home = join(
    process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'),
    'fluxsmith',
    'go',
    `${module}-${key.digest('hex').slice(0, 16)}`,
  );
  const program = join(home, name);
  if (existsSync(program)) return program;
  console.error(`Building ${name}; the first time this takes minutes.`);
  mkdirSync(home, { recursive: true });
  const unfinished = `${program}.${process.pid}`;
  await run(
    'go',
    ['build', '-trimpath', '-buildvcs=false', `-ldflags=-s -w ${flags.join(' ')}`, '-o', unfinished, target],
    { cwd: folder, env: { ...process.env, CGO_ENABLED: '0' } },
  );
  renameSync(unfinished, program);
  return program;
}

/** A Go module as downloaded: where its files are, and the hash that the Go checksum database vouches for. */
export interface Download {
  readonly folder: string;
  readonly sum: string;
}

/** Downloads a module at a version, or finds it in Go's cache. */
export async function download(module: string, version: string): Promise<Download> {
  const { stdout } = await run('go', ['mod', 'download', '-json', `${module}@${version}`], {
    // Outside of any module, so that no go.mod has a say in the version.
    cwd: tmpdir(),
    env: { ...process.env, GOFLAGS: '-mod=mod', GOWORK: 'off' },
  }).catch((failure: { stdout: string; stderr: string }) => failure);
  const { Dir, Sum, Error: failure } = JSON.parse(stdout || '{}') as { Dir?: string; Sum?: string; Error?: string };
  if (Dir === undefined || Sum === undefined) throw new Error(`Go cannot download ${module}@${version}: ${failure}`);
  return { folder: Dir, sum: Sum };
}
