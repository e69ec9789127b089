import { Kustomizer, kustomizationDirectories, originsOf } from '../../renderer/index.ts';
import type { Build, RenderedObject } from '../../renderer/index.ts';
import { choose, usage } from '../arguments.ts';
import { defineCommand } from '../command.ts';
import { locate } from '../repository.ts';

interface Line {
  readonly path: string;
  readonly build: Build;
}

/** An object as JSON. */
type ObjectText = (object: RenderedObject) => string;

/** How the builds of overlays are printed. */
const formats: Readonly<Record<string, (lines: readonly Line[], objectText: ObjectText) => string>> = {
  ndjson: (lines, objectText) => lines.map((line) => `${lineText(line, objectText)}\n`).join(''),
};

export const command = defineCommand({
  name: 'build',
  summary: 'print what is built from the kustomizations of a repository',
  usage: ['build [PATH] --every-overlay [-o ndjson] [--origins]'],
  details: [
    'With --every-overlay each directory that has a kustomization file is built as "kustomize build" does, with one line per directory. Nothing is fetched and no program is run: what is remote fails.',
  ],
  options: {
    'every-overlay': { type: 'boolean', summary: 'build every directory that has a kustomization file' },
    origins: { type: 'boolean', summary: 'say of every value which file, line and column decided it' },
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
    return {
      exit: lines.every(({ build }) => build.ok) ? 0 : 1,
      result: print(lines, options.origins ? withOrigins : ({ text }) => text),
    };
  },
});

/** A directory relative to PATH; PATH itself is `.`. */
function pathBelow(top: string, directory: string): string {
  if (directory === top) return '.';
  return top === '' ? directory : directory.slice(top.length + 1);
}

/** One overlay as a line of JSON. The texts of objects are JSON already. */
function lineText({ path, build }: Line, objectText: ObjectText): string {
  const [error, objects] = build.ok
    ? ['null', build.objects.map(objectText).join(',')]
    : [JSON.stringify(build.error), ''];
  return `{"path":${JSON.stringify(path)},"ok":${build.ok},"error":${error},"objects":[${objects}]}`;
}

function withOrigins({ root, text }: RenderedObject): string {
  return `{"object":${text},"origins":${JSON.stringify(Object.fromEntries(originsOf(root)))}}`;
}
