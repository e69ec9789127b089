import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const version = 'v0.8.0';

/** kubeconform, built from its Go module; kept outside the checkout. Undefined where Go is absent. */
export function kubeconform(): string | undefined {
  const cache = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  const folder = join(cache, 'fluxsmith', `kubeconform-${version}`);
  const binary = join(folder, 'kubeconform');
  if (existsSync(binary)) return binary;
  mkdirSync(folder, { recursive: true });
  try {
    const env = { ...process.env, GOBIN: folder, GOFLAGS: '-mod=mod' };
    execFileSync('go', ['install', `github.com/yannh/kubeconform/cmd/kubeconform@${version}`], {
      env,
      stdio: 'inherit',
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  return binary;
}
