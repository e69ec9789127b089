import { expand, parse } from '../../yaml/index.ts';
import type { Node, Source } from '../../yaml/index.ts';
import { Failure, topOf } from './failure.ts';
import type { Place } from './failure.ts';
import type { Files } from './files.ts';
import { kustomization as shape } from './kustomization-shape.ts';
import type { Kustomization } from './kustomization-shape.ts';
import { decode } from './shape.ts';

/** The names of a kustomization file; a directory has exactly one of them. */
export const kustomizationNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'] as const;

/** A kustomization as it was read, with the file it stands in. */
export interface KustomizationFile {
  readonly path: string;
  readonly name: string;
  readonly content: Kustomization;
}

/** Reads the kustomization file of a directory. `place` is where the directory was asked for. */
export function readKustomization(files: Files, directory: string, place: Place): KustomizationFile {
  const inside = (name: string) => (directory === '' ? name : `${directory}/${name}`);
  const names = kustomizationNames.filter((name) => files.exists(inside(name)));
  const [name] = names;
  if (name === undefined) {
    throw new Failure('missing-kustomization', `${directory || 'The top'} has no kustomization.yaml.`, place);
  }
  const path = inside(name);
  if (names.length > 1) {
    throw new Failure(
      'two-kustomizations',
      `${directory || 'The top'} has ${names.join(' and ')}; keep one.`,
      topOf(path),
    );
  }
  const source = files.source(path, place);
  const root = firstDocument(source);
  const content = root === undefined ? undefined : decode(root, shape, 'strict');
  if (content === undefined || isEmptyKustomization(content)) {
    throw new Failure('empty-kustomization', 'The kustomization is empty.', { source, start: 0 });
  }
  judgeType(content);
  return { path, name, content };
}

/** The first document of a text that must be JSON throughout where it begins like it. */
export function jsonOrYaml(source: Source): Node | undefined {
  if (source.text.startsWith('{')) {
    try {
      JSON.parse(source.text);
    } catch {
      throw new Failure('bad-json', 'What begins with { must be JSON here.', { source, start: 0 });
    }
  }
  return firstDocument(source);
}

/** The first document of a text, read as kustomize reads its own configuration. */
export function firstDocument(source: Source): Node | undefined {
  for (const document of parse(source, 'kubectl').documents) {
    const expansion = expand(document, 'kubectl');
    const problem = document.problems[0] ?? expansion.problems[0];
    if (problem) throw new Failure(problem.code, problem.message, { source, start: problem.start });
    if (expansion.root) return expansion.root;
  }
  return undefined;
}

/** Whether nothing but its type is said. An empty string says nothing; an empty list or map does. */
function isEmptyKustomization(content: Kustomization): boolean {
  return Object.entries(content).every(([name, value]) => {
    if (name === 'at' || name === 'apiVersion' || name === 'kind') return true;
    return typeof value === 'object' && 'text' in value && value.text === '';
  });
}

function judgeType({ kind, apiVersion, at }: Kustomization): void {
  const name = kind?.text || 'Kustomization';
  if (name !== 'Kustomization' && name !== 'Component') {
    throw new Failure('wrong-kustomization-kind', 'The kind must be Kustomization or Component.', kind?.node ?? at);
  }
  const version = `kustomize.config.k8s.io/${name === 'Component' ? 'v1alpha1' : 'v1beta1'}`;
  if (apiVersion && apiVersion.text !== '' && apiVersion.text !== version) {
    throw new Failure(
      'wrong-kustomization-version',
      `The apiVersion of a ${name} must be ${version}.`,
      apiVersion.node,
    );
  }
}

export function isComponent({ content }: KustomizationFile): boolean {
  return content.kind?.text === 'Component';
}
