import { spawnSync } from 'node:child_process';
import type {
  LoadFnOutput,
  LoadHookContext,
  LoadHookSync,
  ResolveFnOutput,
  ResolveHookContext,
  ResolveHookSync,
} from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { inspect } from 'node:util';
import type { Tree } from '../tree/index.ts';
import { Refusal, codeOf, reasonOf } from './refusal.ts';
import { isInside, pathInside } from './repository.ts';

/** Where a fleet stands: the repository on disk, and the tree its text is taken from (the disk or the git index). */
export interface FleetPlace {
  /** Absolute, with links resolved. */
  readonly root: string;
  readonly tree: Tree;
}

/** The file of a repository that says what its clusters are; it stands at the top. */
export const fleetFile = 'fleet.ts';

/** How Node reads the files that a fleet may be made of. */
const formats: Readonly<Record<string, string>> = {
  ts: 'module-typescript',
  mts: 'module-typescript',
  js: 'module',
  mjs: 'module',
  json: 'json',
};

let loads = 0;

/** The modules of one load: which file each stands for, and where an error points into them. */
export class FleetModules {
  readonly entry: string;
  readonly #place: FleetPlace;
  /** A module is remembered by its URL for ever: a later load in the same process needs another one. */
  readonly #query: string;
  readonly #loaded = new Map<string, string>();
  #last = fleetFile;

  constructor(place: FleetPlace) {
    this.#place = place;
    this.#query = loads++ === 0 ? '' : `?load=${loads}`;
    this.entry = this.#urlOf(fleetFile);
  }

  resolve(specifier: string, context: ResolveHookContext, next: Parameters<ResolveHookSync>[2]): ResolveFnOutput {
    if (specifier === 'fluxsmith' || specifier.startsWith('fluxsmith/')) return next(specifier, ourselves(context));
    const parent = context.parentURL === undefined ? undefined : this.#loaded.get(context.parentURL);
    if (specifier === this.entry) return this.#found(fleetFile);
    if (parent === undefined || !/^(\.{0,2}\/|file:)/.test(specifier)) return next(specifier, context);
    const file = fileURLToPath(new URL(specifier, context.parentURL));
    if (!isInside(this.#place.root, file)) {
      throw new Refusal(`${parent} imports ${specifier}, which lies outside of the repository`);
    }
    return this.#found(pathInside(this.#place.root, file), { parent, specifier });
  }

  load(url: string, context: LoadHookContext, next: Parameters<LoadHookSync>[2]): LoadFnOutput {
    const path = this.#loaded.get(url);
    if (path === undefined) return next(url, context);
    this.#last = path;
    const format = formats[path.slice(path.lastIndexOf('.') + 1)];
    if (!format) throw new Refusal(`${path} cannot be imported by a fleet: only .ts, .js and .json files can`);
    return { format, source: this.#read(path), shortCircuit: true };
  }

  /** A refusal in place of what running the fleet has thrown. */
  explain(error: unknown): Refusal {
    const at = this.#placeOf(error);
    const what = error instanceof Error ? error.message.split('\n')[0] : printed(error);
    const isSyntax = error instanceof SyntaxError && (at?.isHead ?? true);
    if (isSyntax)
      return new Refusal(`${this.#syntaxPlace(at)} cannot be read: ${what}`, syntaxHelp(error), { cause: error });
    const where = at ? `${at.path}:${at.line}` : codeOf(error).startsWith('ERR_') ? this.#last : fleetFile;
    if (codeOf(error) === 'ERR_MODULE_NOT_FOUND') {
      const named = /package '([^']+)'/.exec(what ?? '')?.[1];
      if (named) return new Refusal(`${where} imports "${named}", which is not installed`, `npm install ${named}`);
    }
    const name = error instanceof Error ? `${error.name}: ` : '';
    return new Refusal(`${where} throws ${name}${what}`, undefined, { cause: error });
  }

  #found(path: string, wanted?: { parent: string; specifier: string }): ResolveFnOutput {
    const content = this.#place.tree.read(path);
    if (content === 'missing') throw this.#notFound(path, wanted);
    if (!(content instanceof Uint8Array)) throw new Refusal(`${path} cannot be read: ${reasonOf(content)}`);
    const url = this.#urlOf(path);
    this.#loaded.set(url, path);
    return { url, shortCircuit: true };
  }

  #notFound(path: string, wanted?: { parent: string; specifier: string }): Refusal {
    if (!wanted)
      return new Refusal(`there is no ${fleetFile} in ${this.#place.root}`, 'write one with "npx fluxsmith init"');
    const extension = Object.keys(formats).find(
      (extension) => this.#place.tree.read(`${path}.${extension}`) instanceof Uint8Array,
    );
    const message = `${wanted.parent} imports ${wanted.specifier}, which does not exist`;
    return new Refusal(message, extension && `write it with its extension: "${wanted.specifier}.${extension}"`);
  }

  #read(path: string): string {
    return new TextDecoder().decode(this.#place.tree.read(path) as Uint8Array);
  }

  #urlOf(path: string): string {
    return pathToFileURL(join(this.#place.root, path)).href + this.#query;
  }

  /** The first place in an error's stack that lies in the fleet; at its head it is where a parser stopped. */
  #placeOf(error: unknown): { path: string; line: number; isHead: boolean } | undefined {
    const stack = error instanceof Error ? String(error.stack) : '';
    for (const [index, text] of stack.split('\n').entries()) {
      const [, url, line] = /(file:\/\/[^\s()]+?):(\d+)(?::\d+)?\)?$/.exec(text) ?? [];
      const path = url === undefined ? undefined : this.#loaded.get(url);
      if (path !== undefined) return { path, line: Number(line), isHead: index === 0 };
    }
    return undefined;
  }

  /** Node does not say on which line some syntax errors are, except to a process that only checks the text. */
  #syntaxPlace(at: { path: string; line: number } | undefined): string {
    if (at) return `${at.path}:${at.line}`;
    const args = ['--check', '--input-type=module', '-'];
    const { stderr } = spawnSync(process.execPath, args, { input: this.#read(this.#last), encoding: 'utf8' });
    const line = /^\[stdin\]:(\d+)/.exec(stderr)?.[1];
    return line ? `${this.#last}:${line}` : this.#last;
  }
}

/** Resolves as if this file had asked: the package then finds its own doors, as sources in the checkout. */
function ourselves(context: ResolveHookContext): ResolveHookContext {
  const fromSources = import.meta.url.endsWith('.ts');
  const conditions = fromSources ? ['source', ...context.conditions] : context.conditions;
  return { ...context, conditions, parentURL: import.meta.url };
}

function syntaxHelp(error: unknown): string | undefined {
  const unsupported = codeOf(error) === 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX';
  return unsupported ? 'a fleet may use only TypeScript whose types can be erased' : undefined;
}

function printed(thrown: unknown): string {
  return inspect(thrown, { depth: 1, breakLength: Infinity });
}
