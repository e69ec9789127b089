import { about, boolean, defaulted, formatted, object } from '../../options/index.ts';
import { callSite } from '../call-site.ts';
import { componentName } from '../component-options.ts';
import { defineRecipe, type Component, type Layer } from '../recipe.ts';

const handWritten = defineRecipe({
  name: 'directory',
  summary: 'A folder written by hand, wired into the generated kustomizations and their order.',
  layers: ['infrastructure', 'apps'],
  options: object({
    name: componentName,
    path: about('The folder, from the repository root; it holds a kustomization.yaml.', formatted('relative-path')),
    configs: about('In the infrastructure: apply it when the controllers run.', defaulted(boolean(), false)),
  }),
  emit: ({ path, configs }) => ({ namespaces: [], objects: [], directory: { path, configs } }),
});

export interface DirectoryOptions {
  /** Default: the last part of the path. */
  readonly name?: string;
  /** In the infrastructure: apply it with `infrastructure/configs`, when the controllers run. */
  readonly configs?: boolean;
}

/**
 * A folder written by hand, from the repository root, with a kustomization.yaml of its own:
 * `directory('apps/mine')`. It is never changed.
 */
export const directory = Object.assign(
  function directory(path: string, options: DirectoryOptions = {}): Component<Layer> {
    const name = options.name ?? String(path).split('/').at(-1) ?? '';
    return { ...handWritten({ name, path, ...(options.configs && { configs: true }) }), at: callSite(directory) };
  },
  { recipe: handWritten.recipe },
);
