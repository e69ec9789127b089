import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The package's own directory: one above this file, in the checkout as in the bundle. */
export const packageRoot = new URL('../', import.meta.url);

/** The version of the program as its package says. */
export function programVersion(): string {
  const manifest = JSON.parse(readFileSync(fileURLToPath(new URL('package.json', packageRoot)), 'utf8')) as {
    version: string;
  };
  return manifest.version;
}
