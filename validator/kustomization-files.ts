import { decodeText, parse } from '../yaml/index.ts';
import type { MapNode, Node } from '../yaml/index.ts';
import type { Tree } from '../tree/index.ts';

/** The names under which kustomize looks for its file, in this order. */
const kustomizationNames: readonly string[] = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

export function isKustomization(path: string): boolean {
  return kustomizationNames.includes(path.slice(path.lastIndexOf('/') + 1));
}

/**
 * The files that kustomizations name as something else than a resource: patches, replacements, generator inputs, values,
 * configurations. Paths of the tree; those that lead out of it are left out.
 * Of interest are the files asked for; others may be left out.
 */
export function filesNamedBy(tree: Tree, kustomizations: Iterable<string>, asked: readonly string[]): Set<string> {
  const named = new Set<string>();
  const names = [...new Set(asked.map((path) => path.slice(path.lastIndexOf('/') + 1)))];
  // Few files asked for among many kustomizations (a commit): only those that say one of their names are read.
  const isOfInterest = (text: string) => names.length > 100 || names.some((name) => text.includes(name));
  for (const path of kustomizations) {
    const bytes = tree.read(path);
    if (typeof bytes === 'string') continue;
    const decoded = decodeText(bytes);
    if (!('text' in decoded) || !isOfInterest(decoded.text)) continue;
    for (const { root } of parse({ path, text: decoded.text }, 'kubectl').documents) {
      if (root?.kind !== 'map') continue;
      for (const file of filesIn(root)) {
        const full = pathFrom(directoryOf(path), file);
        if (full !== undefined) named.add(full);
      }
    }
  }
  return named;
}

/** The kustomization files that may name a file: those in its directory and in the directories above. */
export function kustomizationsAbove(path: string): string[] {
  const segments = path.split('/').slice(0, -1);
  return segments
    .map((_, depth) => `${segments.slice(0, depth + 1).join('/')}/`)
    .concat('')
    .flatMap((directory) => kustomizationNames.map((name) => directory + name));
}

/** A path written in a directory of the tree, as a path of the tree; undefined where it leads out of it. */
export function pathFrom(directory: string, written: string): string | undefined {
  const segments = directory === '' ? [] : directory.split('/');
  for (const step of written.split('/')) {
    if (step === '' || step === '.') continue;
    if (step === '..' && segments.pop() === undefined) return undefined;
    if (step !== '..') segments.push(step);
  }
  return segments.join('/');
}

export function directoryOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

function* filesIn(root: MapNode): Generator<string> {
  for (const patch of items(field(root, 'patches'))) yield* text(field(patch, 'path'));
  for (const patch of items(field(root, 'patchesJson6902'))) yield* text(field(patch, 'path'));
  for (const list of ['patchesStrategicMerge', 'configurations', 'generators', 'transformers', 'validators', 'crds']) {
    for (const item of items(field(root, list))) yield* text(item);
  }
  for (const replacement of items(field(root, 'replacements'))) yield* text(field(replacement, 'path'));
  for (const chart of items(field(root, 'helmCharts'))) {
    yield* text(field(chart, 'valuesFile'));
    for (const item of items(field(chart, 'additionalValuesFiles'))) yield* text(item);
  }
  yield* text(field(field(root, 'openapi'), 'path'));
  for (const list of ['configMapGenerator', 'secretGenerator']) {
    for (const generator of items(field(root, list))) yield* generatorFiles(generator);
  }
}

/** `files` entries are `path` or `key=path`. */
function* generatorFiles(generator: Node): Generator<string> {
  for (const list of ['files', 'envs']) {
    for (const item of items(field(generator, list)))
      for (const entry of text(item)) yield entry.slice(entry.indexOf('=') + 1);
  }
  yield* text(field(generator, 'env'));
}

/** A field of a kustomization, whose keys match whatever the case of their letters. */
export function field(node: Node | undefined, name: string): Node | undefined {
  if (node?.kind !== 'map') return undefined;
  const lower = name.toLowerCase();
  const index = node.keys.findLastIndex((key) => key.kind === 'scalar' && key.text.toLowerCase() === lower);
  return node.values[index];
}

export function items(node: Node | undefined): readonly Node[] {
  return node?.kind === 'sequence' ? node.items : [];
}

export function* text(node: Node | undefined): Generator<string> {
  if (node?.kind === 'scalar' && !node.text.includes('\n')) yield node.text;
}
