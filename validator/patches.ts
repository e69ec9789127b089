import { decodeText, parse } from '../yaml/index.ts';
import type { Node } from '../yaml/index.ts';
import type { Tree } from '../tree/index.ts';
import { directoryOf, field, items, pathFrom, text } from './kustomization-files.ts';

/** A patch whose target names no kind, or that cannot be read here, may change an object of any kind. */
const anyKind = '*';

/** What a kustomization patches, and what it takes in. Paths of the tree. */
interface Kustomization {
  readonly kinds: ReadonlySet<string>;
  readonly resources: readonly string[];
  readonly components: readonly string[];
}

/**
 * Which objects some kustomization of a tree patches, themselves or as part of a base: what such an object lacks, a patch
 * may add. Nothing is read before somebody asks.
 */
export class Patches {
  readonly #tree: Tree;
  readonly #files: readonly string[];
  #patched: ReadonlyMap<string, ReadonlySet<string>> | undefined;

  /** @param files the kustomization files of the tree */
  constructor(tree: Tree, files: Iterable<string>) {
    this.#tree = tree;
    this.#files = [...files];
  }

  /** Whether a patch may change the objects of a kind in a file. */
  reach(path: string, kind: string): boolean {
    this.#patched ??= this.#read();
    const kinds = this.#patched.get(path);
    return kinds !== undefined && (kinds.has(kind) || kinds.has(anyKind));
  }

  #read(): ReadonlyMap<string, ReadonlySet<string>> {
    const all = new Map(this.#files.map((path) => [directoryOf(path), readKustomization(this.#tree, path)]));
    const patched = new Map<string, Set<string>>();
    for (const [directory, kustomization] of all) {
      const kinds = new Set(kustomization.kinds);
      for (const component of closure(kustomization.components, all, 'components'))
        for (const kind of all.get(component)?.kinds ?? []) kinds.add(kind);
      if (kinds.size === 0) continue;
      for (const path of closure([directory], all, 'resources')) {
        const known = patched.get(path) ?? new Set();
        for (const kind of kinds) known.add(kind);
        patched.set(path, known);
      }
    }
    return patched;
  }
}

/** The paths given and all that the kustomizations among them take in, further components of a component included. */
function closure(
  start: readonly string[],
  all: ReadonlyMap<string, Kustomization>,
  through: 'components' | 'resources',
): ReadonlySet<string> {
  const reached = new Set(start);
  for (const path of reached) {
    const found = all.get(path);
    for (const next of found?.[through] ?? []) reached.add(next);
    if (through === 'resources') for (const next of found?.components ?? []) reached.add(next);
  }
  return reached;
}

function readKustomization(tree: Tree, path: string): Kustomization {
  const directory = directoryOf(path);
  const roots = documentsOf(tree, path);
  const paths = (...lists: readonly string[]): string[] =>
    lists
      .flatMap((list) => roots.flatMap((root) => items(field(root, list))))
      .flatMap((item) => [...text(item)])
      .flatMap((written) => pathFrom(directory, written) ?? []);
  const kinds = new Set(roots.flatMap((root) => [...patchedKinds(tree, directory, root)]));
  return { kinds, resources: paths('resources', 'bases'), components: paths('components') };
}

function* patchedKinds(tree: Tree, directory: string, root: Node): Generator<string> {
  for (const patch of [...items(field(root, 'patches')), ...items(field(root, 'patchesJson6902'))]) {
    const target = field(patch, 'target');
    if (target) yield kindIn(target);
    else yield* kindsOfPatch(tree, directory, field(patch, 'path'), field(patch, 'patch'));
  }
  for (const patch of items(field(root, 'patchesStrategicMerge'))) yield* kindsOfPatch(tree, directory, patch, patch);
  if (items(field(root, 'replacements')).length > 0) yield anyKind;
}

/** The kinds of the objects that a patch without a target is written for. */
function kindsOfPatch(tree: Tree, directory: string, file: Node | undefined, inline: Node | undefined): string[] {
  const [written] = text(file);
  const path = written === undefined ? undefined : pathFrom(directory, written);
  const roots =
    path !== undefined && typeof tree.read(path) !== 'string'
      ? documentsOf(tree, path)
      : rootsIn(inline?.kind === 'scalar' ? inline.text : '');
  return roots.length === 0 ? [anyKind] : roots.map(kindIn);
}

function kindIn(node: Node): string {
  const [kind] = text(field(node, 'kind'));
  // kustomize takes the kind of a target as a regular expression.
  return kind !== undefined && /^[A-Za-z0-9]+$/.test(kind) ? kind : anyKind;
}

function documentsOf(tree: Tree, path: string): readonly Node[] {
  const bytes = tree.read(path);
  const decoded = typeof bytes === 'string' ? undefined : decodeText(bytes);
  return decoded && 'text' in decoded ? rootsIn(decoded.text) : [];
}

function rootsIn(content: string): readonly Node[] {
  return parse({ path: '', text: content }, 'kubectl').documents.flatMap(({ root }) => root ?? []);
}
