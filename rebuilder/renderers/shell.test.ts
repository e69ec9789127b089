import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { defineFleet } from '../../generator/index.ts';
import { parse, toJson } from '../../yaml/index.ts';
import { renderers } from '../index.ts';
import { lab, planFor } from '../testing/fleet.ts';

const script = renderers.shell(planFor(lab));
const copy = 'rebuild-lab/volumes/backup_notes_notes-data.tar.gz';
const pack = `sudo tar -C DIRECTORY --numeric-owner -czf - . > ${copy}`;
const begin = 'touch rebuild-lab/volumes/notes_notes-data.empty';
/** A backup: a folder with one file that says `backup`. */
const archive = execFileSync('sh', ['-c', 'cd "$(mktemp -d)" && echo backup > file && tar -czf - . && rm -r "$PWD"']);
const password = `it's "$(reboot)" \\ \`x\` @%`;

function machines(): Machines {
  return new Machines(script);
}

test.each(['sh', 'bash'])('%s can read the script', (shell) => {
  expect(spawnSync(shell, ['-n'], { input: script, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
});

describe('on empty machines', () => {
  test.each(['sh', 'bash'])('%s rebuilds the cluster, and a second run finds everything done', (shell) => {
    const world = machines();
    world.put(copy, archive);
    const first = world.run([], ['lab', 'yes', password, 'the-github-token'], shell);
    expect(first).toMatchObject({ status: 0, stdout: expect.stringContaining('The cluster is rebuilt.') });
    expect(world.restored()).toBe('backup\n');
    const told = planFor(lab).steps.filter(({ id, done }) => done === null || id === 'bootstrap');
    for (const { expect: expected } of told) expect(first.stdout).toContain(`  Expect: ${expected}\n`);
    expectSecrecy(world, first);
    expectOrder(world.calls());

    const second = world.run([], ['continue lab', 'yes'], shell);
    expect(second.status).toBe(0);
    expect(second.stdout.match(/already done/g)).toHaveLength(
      planFor(lab).steps.filter(({ done }) => done !== null).length,
    );
    expect(world.calls().join('\n')).not.toMatch(/\[(bootstrap|create|apply|exec|delete)\]/);
  });

  /** Labels, Secrets and volumes are there before Flux. */
  function expectOrder(calls: readonly string[]): void {
    const at = (part: string): number => calls.findIndex((call) => call.includes(part));
    expect(at('label')).toBeLessThan(at('[bootstrap]'));
    expect(at('[create] [-f]')).toBeLessThan(at('[bootstrap]'));
    expect(at('[exec]')).toBeLessThan(at('[bootstrap]'));
  }

  /** Secrets reach the cluster whole, and neither arguments nor files nor the screen. */
  function expectSecrecy(world: Machines, { stdout, stderr }: Run): void {
    const [secret] = parse({ path: '', text: world.state('objects') }, 'kubectl').documents;
    expect(toJson(secret!.root, 'kubectl')).toMatchObject({
      kind: 'Secret',
      metadata: { name: 'notes-login', namespace: 'notes' },
      type: 'Opaque',
      data: { password: Buffer.from(password).toString('base64') },
    });
    expect(world.state('token')).toBe('the-github-token');
    expect(world.state('scripts')).toContain("K3S_TOKEN='the-token'");
    const seen = [stdout, stderr, world.state('calls'), world.kept()].join('\n');
    for (const value of [password, 'the-github-token', 'the-token']) expect(seen).not.toContain(value);
  }

  test('a backup is packed by the command that is printed, and a secret can be the content of a file', () => {
    const world = machines();
    world.put('backup/file', 'backup\n');
    mkdirSync(join(world.folder, 'work/rebuild-lab/volumes'), { recursive: true });
    world.sh(`sudo() { "$@"; }; ${pack.replace('DIRECTORY', 'backup')}`);
    world.put('key', 'line 1\nline 2\n');
    expect(world.run([], ['lab', 'yes', '@key', 'token']).status).toBe(0);
    expect(world.restored()).toBe('backup\n');
    expect(world.state('objects')).toContain(Buffer.from('line 1\nline 2\n').toString('base64'));
  });

  test('without a copy of a volume it stops, unless it may begin empty', () => {
    const world = machines();
    const { status, stderr } = world.run([], ['lab']);
    expect(status).toBe(1);
    for (const part of ['there is no copy of notes/notes-data\n', '--from copies', pack, begin])
      expect(stderr).toContain(part);
    world.put(copy, archive);
    world.put(copy.replace('backup_', 'other_'), archive);
    world.set('secret');
    expect(world.run(['--from', 'copies'], ['yes'])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('several copies'),
    });
    rmSync(join(world.folder, 'work', copy));
    for (const damaged of [Buffer.alloc(0), archive.subarray(0, -9), Buffer.from('no archive')]) {
      world.put(copy.replace('backup_', 'other_'), damaged);
      expect(world.run(['--from', 'copies'], ['yes'])).toMatchObject({
        status: 1,
        stderr: expect.stringContaining('other_notes_notes-data.tar.gz'),
      });
    }
    world.sh(begin);
    expect(world.run([], ['continue lab', 'yes', 'token']).status).toBe(0);
    expect(world.state('restored')).toBe('');
  });

  test.each([[[]], [['no']]])('nothing is touched when the dates of the copies are answered with %j', (answer) => {
    const world = machines();
    world.put(copy, archive);
    const { status, stdout, stderr } = world.run(['--from', 'copies'], answer);
    expect(status).toBe(1);
    expect(stdout).toContain(copy);
    expect(stderr).toContain('stopped at copies');
    expect(world.calls().join('\n')).not.toContain('k3s.io');
  });
});

describe('on machines with an old cluster', () => {
  test('data is saved first, and nothing is removed without the name of the step', () => {
    const world = machines();
    world.set('old');
    const { stdout } = world.run([], ['lab', 'yes', 'yes', '', password, 'token']);
    expect(world.has('rebuild-lab/volumes/pvc-1_notes_notes-data.tar.gz')).toBe(true);
    expect(stdout.match(/left out/g)).toHaveLength(2);
    expect(world.calls().join('\n')).not.toContain('sudo /usr/local/bin/k3s-agent-uninstall.sh');
  });

  test('what is removed was saved, and the new cluster is never taken for the old one', () => {
    const world = machines();
    world.set('old');
    expect(world.run([], ['lab', 'yes', 'remove-two', 'no', password, 'token']).status).toBe(0);
    const calls = world.calls();
    const saved = calls.findIndex((call) => call.includes('sudo tar'));
    const removed = calls.findIndex((call) => call.includes('[sudo /usr/local/bin/k3s-agent-uninstall.sh]'));
    expect(saved).toBeGreaterThanOrEqual(0);
    expect(removed).toBeGreaterThan(saved);

    world.set('old');
    expect(world.run(['--from', 'save-one'], ['yes', 'remove-two', 'remove-two']).stdout).toContain('remove-one');
    expect(world.calls().join('\n')).not.toContain('uninstall.sh]');
  });
});

test('a run from the start is asked for by name', () => {
  const world = machines();
  expect(world.run([], ['yes'])).toMatchObject({ status: 1, stderr: 'nothing was done\n' });
  expect(world.calls()).toEqual([]);
});

test('what an earlier rebuild left is not taken for progress in silence', () => {
  const world = machines();
  world.put('rebuild-lab/begun', '2024-02-29 03:00\n');
  world.put('rebuild-lab/one.saved', '');
  const { status, stdout, stderr } = world.run([], ['lab']);
  expect({ status, stderr }).toEqual({ status: 1, stderr: 'nothing was done\n' });
  for (const part of ['2024-02-29 03:00', 'mv rebuild-lab rebuild-lab.old', '"continue lab"'])
    expect(stdout).toContain(part);
  expect(world.calls()).toEqual([]);
  expect(world.run(['--from', 'save-one']).stdout).toContain('2024-02-29 03:00');
});

test('--list names the steps in order and touches nothing', () => {
  const world = machines();
  const { status, stdout } = world.run(['--list']);
  expect(status).toBe(0);
  expect(
    stdout
      .split('\n')
      .slice(0, -1)
      .map((line) => line.trim().split(/\s+/)[1]),
  ).toEqual(planFor(lab).steps.map(({ id }) => id));
  expect(world.calls()).toEqual([]);
});

test('a failed step stops the run and says how to go on', () => {
  const world = machines();
  world.set('offline');
  const { status, stdout, stderr } = world.run([], ['lab']);
  expect(status).toBe(1);
  expect(stdout).not.toContain('machine-one');
  expect(stderr).toContain('stopped at repository');
  expect(stderr).toContain('--from repository');
  expect(world.run(['--after', 'repository'], []).stdout).toContain('(machine-one, on one)');
});

test.each([[['--from', 'nowhere']], [['--after', 'nowhere']], [['--from']], [['--forward']], [['now']]])(
  '%j is wrong usage',
  (options) => {
    const world = machines();
    expect(world.run(options)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(/--list/) });
    expect(world.calls()).toEqual([]);
  },
);

test('names from the fleet and the files are never read as code', () => {
  const branch = `main'"$(touch$IFS./pwned);\`id\`&|`;
  const fleet = defineFleet({ ...lab.spec, git: { ...lab.spec.git, branch } });
  const name = `x'; touch pwned #\n$(touch pwned)\nEND\ntouch pwned\nYAML`;
  const claim = JSON.stringify({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name, namespace: name },
    spec: {},
  });
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', namespace: 'p' },
    spec: { envFrom: [{ secretRef: { name } }] },
  };
  const files = { 'clusters/lab/claim.yaml': claim, 'clusters/lab/pod.yaml': JSON.stringify(pod) };
  const nasty = renderers.shell(planFor(fleet, files));
  const world = new Machines(nasty);
  world.put(copy, archive);
  expect(spawnSync('sh', ['-n'], { input: nasty, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  world.run(['--list']);
  world.run([], ['lab']);
  world.run(['--after', 'copies'], [password, 'file']);
  expect(world.state('objects')).toContain('notes-login');
  world.run(['--from', 'bootstrap'], ['token']);
  expect(world.calls().join('\n')).toContain(`[--branch=${branch}]`);
  expect(world.has('pwned')).toBe(false);
});

test('a line of a command never ends the script that a node is given', () => {
  const plan = planFor(lab);
  const on = plan.steps.find(({ id }) => id === 'machine-one')!;
  const commands = ["printf '%s\\n' 'before", 'END', "after'"];
  const world = new Machines(renderers.shell({ ...plan, steps: [{ ...on, commands: [commands.join('\n')] }] }));
  expect(world.run([], ['lab'])).toMatchObject({ status: 0, stderr: '' });
  expect(world.state('scripts')).toContain(commands.join('\n'));
});

/**
 * Stands in for every tool that a script of a plan calls: writes down how it was called, in words and what came on
 * stdin, and keeps what a real cluster would remember in files of `$STATE`.
 */
const tool = String.raw`#!/bin/sh
name=${'$'}{0##*/}
{ printf '%s' "$name"; for word in "$@"; do printf ' [%s]' "$word"; done; echo; } >> "$STATE/calls"
has() { test -e "$STATE/$1"; }
put() { : > "$STATE/$1"; }
case "$name $*" in
  'ssh -n '*'ls /var/lib'*) if has old; then echo pvc-1_notes_notes-data; fi ;;
  'ssh -n '*'test -e /usr/local/bin/k3s-'*'uninstall.sh') has old ;;
  'ssh -n '*'-uninstall.sh') rm "$STATE/old" ;;
  'ssh -n '*k3s.yaml*) echo 'server: https://127.0.0.1:6443' ;;
  'ssh -n '*) ;;
  'ssh '*'sudo tar'*) cat > "$STATE/volume"; cat "$STATE/../archive" ;;
  ssh*)
    script=$(cat)
    printf '%s\n' "$script" >> "$STATE/scripts"
    case $script in
      *get.k3s.io*) put "installed-$4" ;;
      *'k3s --version'*) has "installed-$4" ;;
      *node-token*) echo 'the-token' ;;
    esac
    ;;
  'kubectl get --raw'*) test -e "$KUBECONFIG" ;;
  'kubectl get nodes'*name) for word in "$@"; do case $word in *metadata.name=*) echo "node/${'$'}{word##*=}" ;; esac; done ;;
  'kubectl get namespace'*) has namespace ;;
  'kubectl create namespace'*) put namespace ;;
  'kubectl create -f -') { cat; echo ---; } >> "$STATE/objects"; put secret ;;
  *'get secret'*) has secret ;;
  'kubectl apply -f -') { cat; echo ---; } >> "$STATE/objects"; put claim; put pod ;;
  *'get pvc notes-data') has claim ;;
  *'get pod restore-'*) has pod ;;
  *'delete pod'*) rm "$STATE/pod" ;;
  *'exec -i'*) cat >> "$STATE/restored" ;;
  'kubectl '*kustomizations*) has flux ;;
  'kubectl get services'*) printf 'notes/notes 10.0.0.1 10.0.0.2\n' ;;
  'git ls-remote'*) has offline && exit 1; exit 0 ;;
  'kubectl version'*) echo 'Client Version: v1.36.2' ;;
  'flux version'*) echo 'flux: v2.9.4' ;;
  'flux bootstrap'*) printf '%s' "$GITHUB_TOKEN" > "$STATE/token"; put flux ;;
esac
`;

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Machines, a cluster and a workstation that are played, in a folder of their own that goes with the test. */
class Machines {
  readonly folder = mkdtempSync(join(tmpdir(), 'rebuild-'));

  constructor(script: string) {
    onTestFinished(() => rmSync(this.folder, { recursive: true, force: true }));
    mkdirSync(join(this.folder, 'bin'));
    writeFileSync(join(this.folder, 'archive'), archive);
    mkdirSync(join(this.folder, 'state'));
    mkdirSync(join(this.folder, 'work'));
    for (const name of ['ssh', 'kubectl', 'flux', 'git', 'curl', 'nc']) {
      writeFileSync(join(this.folder, 'bin', name), tool);
      chmodSync(join(this.folder, 'bin', name), 0o755);
    }
    writeFileSync(join(this.folder, 'work', 'rebuild.sh'), script);
  }

  /** Runs the script as a person does who types these lines. */
  run(options: readonly string[], typed: readonly string[] = [], shell = 'sh'): Run {
    const { status, stdout, stderr } = spawnSync(shell, ['rebuild.sh', ...options], {
      cwd: join(this.folder, 'work'),
      env: { PATH: `${join(this.folder, 'bin')}:${process.env['PATH']}`, STATE: join(this.folder, 'state') },
      input: typed.map((line) => `${line}\n`).join(''),
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  }

  /** Runs a command that a person copies. */
  sh(line: string): void {
    execFileSync('sh', ['-euc', line], { cwd: join(this.folder, 'work') });
  }

  /** Sets a fact of the world: `old` machines, an `offline` repository. */
  set(fact: string): void {
    writeFileSync(join(this.folder, 'state', fact), '');
  }

  /** What was remembered, '' for nothing. */
  state(name: string): string {
    const file = join(this.folder, 'state', name);
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }

  /** The lines of what was called, without the calls of earlier runs. */
  calls(): string[] {
    const calls = this.state('calls').split('\n').slice(0, -1);
    rmSync(join(this.folder, 'state', 'calls'), { force: true });
    return calls;
  }

  /** What the file in the volume that was put back holds. */
  restored(): string {
    return execFileSync('tar', ['-xzOf', join(this.folder, 'state', 'restored')], { encoding: 'utf8' });
  }

  put(path: string, content: string | Uint8Array): void {
    const file = join(this.folder, 'work', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }

  has(path: string): boolean {
    return existsSync(join(this.folder, 'work', path));
  }

  /** The text of everything on the workstation but the script itself. */
  kept(): string {
    const { stdout } = spawnSync('find', ['.', '-type', 'f', '!', '-name', 'rebuild.sh', '-exec', 'cat', '{}', ';'], {
      cwd: join(this.folder, 'work'),
      encoding: 'utf8',
    });
    return stdout;
  }
}
