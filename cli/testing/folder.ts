import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A new folder with these files, gone when the test ends. */
export function folder(files: Files = {}): string {
  const root = mkdtempSync(join(realpathSync(tmpdir()), 'fluxsmith-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  write(root, files);
  return root;
}

export function write(root: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}

/** The text of every file below a folder, except git's own. */
export function contents(root: string): Record<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.startsWith(join(root, '.git/')))
    .sort();
  return Object.fromEntries(files.map((file) => [file.slice(root.length + 1), readFileSync(file, 'utf8')]));
}

/** A new git repository with these files in its index. */
export function repository(files: Files = {}, ...initArguments: string[]): string {
  const root = folder(files);
  git(root, 'init', '--quiet', '--initial-branch=main', ...initArguments);
  git(root, 'add', '--all');
  return root;
}

/** Nothing of the machine's own git settings, nor of a hook the tests may run in. */
export const gitEnvironment = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))),
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Test',
  GIT_AUTHOR_EMAIL: 'test@example.com',
  GIT_COMMITTER_NAME: 'Test',
  GIT_COMMITTER_EMAIL: 'test@example.com',
};

export function git(root: string, ...args: string[]): string {
  return execFileSync('git', args, {
    cwd: root,
    env: gitEnvironment,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
