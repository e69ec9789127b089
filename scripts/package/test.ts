// `npm run test:package`: the packed tarball in the hands of a user, on the oldest Node it supports and on the pinned one.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { User } from './user.ts';

const checkout = join(import.meta.dirname, '../..');
const oldestNode = '22.19.0';
/** The script of the README; its last line says what it prints. */
const [, library] = /^```js\n(.*?)^```$/ms.exec(readFileSync(join(checkout, 'README.md'), 'utf8')) as unknown as [
  string,
  string,
];
const work = mkdtempSync(join(tmpdir(), 'fluxsmith-package-'));

try {
  const tarball = pack();
  run('publint', '--strict', tarball);
  for (const node of [process.execPath, installNode(oldestNode)]) {
    if (node) asUser(tarball, node);
  }
} finally {
  rmSync(work, { recursive: true });
}

function run(program: string, ...args: string[]): string {
  return execFileSync(program, args, { cwd: checkout, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}

function pack(): string {
  run('npm', 'run', '--silent', 'build');
  const [{ filename, files, size, unpackedSize }] = JSON.parse(
    run('npm', 'pack', '--ignore-scripts', '--json', '--pack-destination', work),
  );
  const paths = (files as { path: string }[]).map(({ path }) => path);
  const strays = paths.filter(
    (path) => !/^(dist\/|schemas\/packs\/|cli\/fluxsmith\.cjs$|package\.json$|[A-Z]+(\.md)?$)/.test(path),
  );
  assert.deepEqual(strays, [], 'files that a user has no use for');
  assert.ok(paths.includes('dist/licences.txt'), 'the licences of what is bundled are packed');
  const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`;
  console.log(`${filename}: ${paths.length} files, ${megabytes(size)} packed, ${megabytes(unpackedSize)} unpacked`);
  return join(work, filename);
}

/** A Node of that version as a package; undefined where the platform has none. */
function installNode(version: string): string | undefined {
  const name = `node-${process.platform}-${process.arch}`;
  if (process.platform !== 'linux') {
    console.log(`SKIPPED: Node ${version} comes as a package on Linux only`);
    return undefined;
  }
  const shelf = new User(join(work, `node-${version}`), process.execPath);
  shelf.online('npm', 'install', '--prefix', shelf.folder, `${name}@${version}`);
  return join(shelf.folder, 'node_modules', name, 'bin/node');
}

function asUser(tarball: string, node: string): void {
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
  const shelf = new User(join(work, `installed-${version}`), node);
  shelf.online('npm', 'install', '--prefix', shelf.folder, tarball);
  const fluxsmith = join(shelf.folder, 'node_modules/.bin/fluxsmith');

  const user = new User(join(work, `homelab-${version}`), node);
  assert.equal(user.offline('node', '--version').trim(), version);
  user.offline('git', 'init', '--quiet');
  user.offline(fluxsmith, 'init', '--package', `file:${tarball}`);
  user.offline('npm', 'install', '--offline');
  user.offline(join(checkout, 'node_modules/.bin/tsc'), '--noEmit', '--skipLibCheck', 'false');
  user.offline('npx', '--offline', 'fluxsmith', 'generate');
  user.offline('npx', '--offline', 'fluxsmith', 'generate', '--check');
  assert.ok(existsSync(join(user.folder, 'clusters')), 'generate wrote the clusters');
  user.offline('npx', '--offline', 'fluxsmith', 'validate');
  user.offline('git', 'add', '--all');
  user.offline('git', 'commit', '--message', 'Begin');

  user.write('library.mjs', library);
  const [, printed] = /^\/\/ (.*)$/m.exec(library)!;
  assert.equal(user.offline('node', 'library.mjs'), `${printed}\n`, 'the doors do what the README says');

  const service = (port: string): string => `apiVersion: v1
kind: Service
metadata:
  name: mine
  namespace: mine
spec:
  ports:
    - port: ${port}
`;
  user.write('mine/service.yaml', service('80.5'));
  user.offline('git', 'add', '--all');
  const refused = user.try('git', 'commit', '--message', 'A port that is none');
  assert.equal(refused.status, 1, 'the hook refuses');
  assert.match(refused.stdout + refused.stderr, /mine\/service\.yaml:8:13/);
  user.write('mine/service.yaml', service('80'));
  user.offline('git', 'add', '--all');
  user.offline('git', 'commit', '--message', 'A port');
  console.log(
    `Node ${version}: init, types, generate, validate, commit, a refused commit, the doors: all as they should be`,
  );
}
