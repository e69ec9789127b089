import type { ReadFailure, Tree } from '../../tree/index.ts';
import { decodeText } from '../../yaml/index.ts';
import type { MapNode, Source } from '../../yaml/index.ts';
import { Failure, topOf } from './failure.ts';
import type { Place } from './failure.ts';
import { readObjects } from './objects.ts';

/** The files of a tree, each decoded and parsed once however many overlays ask for it. */
export class Files {
  readonly #tree: Tree;
  readonly #contents = new Map<string, Uint8Array | ReadFailure>();
  readonly #sources = new Map<string, Source | Failure>();
  readonly #objects = new Map<string, readonly MapNode[] | Failure>();

  constructor(tree: Tree) {
    this.#tree = tree;
  }

  isDirectory(path: string): boolean {
    return this.#read(path) === 'directory';
  }

  exists(path: string): boolean {
    return typeof this.#read(path) !== 'string';
  }

  /** The bytes of a file that something at `place` asks for. */
  bytes(path: string, place: Place): Uint8Array {
    const content = this.#read(path);
    if (typeof content === 'string') throw unreadable(path, content, place);
    return content;
  }

  /** The text of a file. */
  source(path: string, place: Place): Source {
    return this.#once(this.#sources, path, () => {
      const decoded = decodeText(this.bytes(path, place));
      if ('problem' in decoded) throw new Failure(decoded.problem.code, decoded.problem.message, topOf(path));
      return { path, text: decoded.text };
    });
  }

  /** The Kubernetes objects of a file, with lists of objects taken apart. */
  objects(path: string, place: Place): readonly MapNode[] {
    return this.#once(this.#objects, path, () => readObjects(this.source(path, place)));
  }

  #read(path: string): Uint8Array | ReadFailure {
    let content = this.#contents.get(path);
    if (content === undefined) {
      content = this.#tree.read(path);
      this.#contents.set(path, content);
    }
    return content;
  }

  #once<T>(known: Map<string, T | Failure>, path: string, make: () => T): T {
    let result = known.get(path);
    if (result === undefined) {
      // Whoever asks for a missing file has the place to name, so that failure is not kept.
      if (!this.exists(path)) return make();
      result = caught(make);
      known.set(path, result);
    }
    if (result instanceof Failure) throw result;
    return result;
  }
}

/** What a function gives, or the failure it ends with. */
export function caught<T>(make: () => T): T | Failure {
  try {
    return make();
  } catch (failure) {
    if (failure instanceof Failure) return failure;
    throw failure;
  }
}

const reasons: Readonly<Record<ReadFailure, string>> = {
  missing: 'there is no such file',
  denied: 'it may not be read',
  directory: 'it is a directory',
  'too-large': 'it is too large',
  loop: 'its links lead in a circle',
};

function unreadable(path: string, failure: ReadFailure, place: Place): Failure {
  return new Failure(
    failure === 'missing' ? 'missing-file' : 'unreadable-file',
    `${path}: ${reasons[failure]}.`,
    place,
  );
}

/** A path written in a directory's kustomization, relative to the tree; undefined where it leads out of it. */
export function join(directory: string, path: string): string | undefined {
  if (path.startsWith('/')) return undefined;
  const parts = directory === '' ? [] : directory.split('/');
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}

/** Whether kustomize would fetch it. */
export function isRemote(path: string): boolean {
  return (
    /^(?:https?:\/\/|ssh:\/\/|git::|git@|file:\/\/|github\.com[/:])/i.test(path) || /[?&](?:ref|version)=/.test(path)
  );
}
