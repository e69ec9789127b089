import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';

/**
 * Builds the Go program of a folder into a cache outside the checkout, keyed by its sources, and returns its path;
 * null where there is no Go.
 */
export function buildOracle(folder: string): string | null {
  if (spawnSync('go', ['version']).status !== 0) return null;
  const hash = createHash('sha256');
  for (const file of ['go.mod', 'go.sum', 'main.go']) hash.update(readFileSync(join(folder, file)));
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'fluxsmith', basename(folder));
  const binary = join(cache, hash.digest('hex').slice(0, 16));
  if (existsSync(binary)) return binary;
  mkdirSync(cache, { recursive: true });
  const build = spawnSync('go', ['build', '-o', binary, '.'], { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
  if (build.status !== 0) throw new Error('the Go program does not build');
  return binary;
}
