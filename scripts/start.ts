// `npm start`: the main job on the reference fleet, then the hook at work in a copy of the repository.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { styleText } from 'node:util';

const checkout = join(import.meta.dirname, '..');
/** What a repository with this fleet consists of. */
const parts = ['fleet.ts', '.gitattributes', 'clusters', 'infrastructure', 'apps', 'schemas/editor'];
const identity = {
  GIT_AUTHOR_NAME: 'fluxsmith',
  GIT_AUTHOR_EMAIL: 'fluxsmith@example.com',
  GIT_COMMITTER_NAME: 'fluxsmith',
  GIT_COMMITTER_EMAIL: 'fluxsmith@example.com',
};

say('fleet.ts describes a cluster of two nodes. Are clusters/ infrastructure/ apps/ what it generates?');
show(checkout, 0, 'fluxsmith', 'generate', '--check');
say('Would Kubernetes 1.36 and Flux 2.9 take every document of this repository?');
show(checkout, 0, 'fluxsmith', 'validate');

const copy = realpathSync(mkdtempSync(join(tmpdir(), 'fluxsmith-start-')));
try {
  demonstrate();
} finally {
  rmSync(copy, { recursive: true });
}
console.log(`\n${styleText('green', 'That is the main job.')} README.md tells how to do it with a fleet of your own.`);

function demonstrate(): void {
  for (const part of parts) {
    if (existsSync(join(checkout, part))) cpSync(join(checkout, part), join(copy, part), { recursive: true });
  }
  say('In a copy of it, with a hook that judges every commit:');
  run(copy, 'git', ['-c', 'init.defaultBranch=main', 'init', '--quiet']);
  show(copy, 0, 'fluxsmith', 'hook', 'install');
  run(copy, 'git', ['add', '--all']);
  run(copy, 'git', ['commit', '--quiet', '--message', 'Begin']);

  say('A change of the fleet, generated and committed:');
  edit('fleet.ts', "'grafana.home.arpa'", "'dashboards.home.arpa'");
  show(copy, 0, 'fluxsmith', 'generate');
  show(copy, 0, 'git', 'commit', '--all', '--message', 'Call Grafana by its purpose');

  say('A slip of the finger in a manifest:');
  edit('apps/llama/deployment.yaml', 'replicas:', 'replcias:');
  show(copy, 1, 'git', 'commit', '--all', '--message', 'Oops');
}

function say(sentence: string): void {
  console.log(`\n${styleText('bold', sentence)}`);
}

/** Runs a command before the reader's eyes; anything but the promised exit code ends the show. */
function show(folder: string, promised: number, command: string, ...args: string[]): void {
  console.log(
    styleText('cyan', `$ ${[command, ...args.map((arg) => (arg.includes(' ') ? `"${arg}"` : arg))].join(' ')}`),
  );
  const [program, ...rest] =
    command === 'fluxsmith' ? [process.execPath, join(checkout, 'cli/fluxsmith.cjs')] : [command];
  const status = run(folder, program!, [...rest, ...args]);
  if (status === promised) return;
  console.error(styleText('red', `this should have ended with ${promised}, not with ${status}`));
  process.exit(1);
}

/** Nobody's git settings take part; what goes to stderr is part of the show. */
function run(folder: string, program: string, args: readonly string[]): number | null {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_NOSYSTEM: '1', ...identity };
  const { status, error } = spawnSync(program, args, { cwd: folder, env, stdio: ['ignore', 1, 1] });
  if (error) throw new Error(`${program} could not be started: is it installed?`, { cause: error });
  return status;
}

/** One edit that a person might make; the demonstration must follow when the fleet changes. */
function edit(path: string, before: string, after: string): void {
  const file = join(copy, path);
  const text = readFileSync(file, 'utf8');
  if (!text.includes(before))
    throw new Error(`${path} has no "${before}" any more: choose another edit in scripts/start.ts`);
  console.log(styleText('cyan', `# ${path}: ${before} → ${after}`));
  writeFileSync(file, text.replace(before, after));
}
