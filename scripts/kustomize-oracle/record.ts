import { globSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { buildOracle } from '../build-oracle.ts';
import { ask } from './oracle.ts';

/** Records what the real kustomize builds from the golden trees. Needs Go. */
const golden = join(import.meta.dirname, '../../golden/build');
const binary = buildOracle(import.meta.dirname);
if (binary === null) throw new Error('there is no Go here');

for (const name of readdirSync(golden)) {
  const tree = join(golden, name, 'tree');
  const paths = globSync('**/*', { cwd: tree }).filter((path) => statSync(join(tree, path)).isFile());
  const files = Object.fromEntries(paths.map((path) => [path, readFileSync(join(tree, path)).toString('base64')]));
  const directories = [
    ...new Set(paths.filter((path) => /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/.test(path)).map(dirname)),
  ].sort();
  const answers = await ask(
    binary,
    directories.map((directory) => ({ files, directory })),
    true,
  );
  const lines = answers.map(({ ok, objects }, index) => {
    return `{"path":${JSON.stringify(relative('.', directories[index] as string) || '.')},"ok":${ok},"objects":[${(objects ?? []).join(',')}]}\n`;
  });
  writeFileSync(join(golden, name, 'expected.ndjson'), lines.join(''));
}
