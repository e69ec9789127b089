import { Kustomizer, kustomizationDirectories } from '../../renderer/index.ts';
import type { Build } from '../../renderer/index.ts';
import { choose, usage } from '../arguments.ts';
import { defineCommand } from '../command.ts';
import { locate } from '../repository.ts';

interface Line {
  readonly path: string;
  readonly build: Build;
}

/** How the builds of overlays are printed. */
const formats: Readonly<Record<string, (lines: readonly Line[]) => string>> = {
  ndjson: (lines) => lines.map((line) => `${lineText(line)}\n`).join(''),
};

export const command = defineCommand({
  name: 'build',
  summary: 'print what is built from the kustomizations of a repository',
  usage: ['build [PATH] --every-overlay [-o ndjson]'],
  details: [
    'With --every-overlay each directory that has a kustomization file is built as "kustomize build" does, with one line per directory. Nothing is fetched and no program is run: what is remote fails.',
  ],
  options: {
    'every-overlay': { type: 'boolean', summary: 'build every directory that has a kustomization file' },
    output: { type: 'string', short: 'o', value: 'FORMAT', summary: 'how to print: ndjson (default)' },
  },
  positionals: { max: 1 },
  async run({ positionals, options }, world) {
    if (!options['every-overlay']) throw usage(command, 'only --every-overlay can be built yet');
    const print = choose(formats, options.output ?? 'ndjson', 'format');
    const { repository, paths, notes } = await locate(positionals, world.cwd, world.env);
    for (const note of notes) world.stderr.write(`note: ${note}\n`);
    const top = paths[0] ?? '';
    const kustomizer = new Kustomizer(repository.tree);
    const lines = kustomizationDirectories(repository.tree, top).map((directory) => ({
      path: pathBelow(top, directory),
      build: kustomizer.build(directory),
    }));
    return { exit: lines.every(({ build }) => build.ok) ? 0 : 1, result: print(lines) };
  },
});

/** A directory relative to PATH; PATH itself is `.`. */
function pathBelow(top: string, directory: string): string {
  if (directory === top) return '.';
  return top === '' ? directory : directory.slice(top.length + 1);
}

/** One overlay as a line of JSON. The texts of objects are JSON already. */
function lineText({ path, build }: Line): string {
  const [error, objects] = build.ok
    ? ['null', build.objects.map(({ text }) => text).join(',')]
    : [JSON.stringify(build.error), ''];
  return `{"path":${JSON.stringify(path)},"ok":${build.ok},"error":${error},"objects":[${objects}]}`;
}
