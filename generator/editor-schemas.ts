import { toJsonSchema, type KindSchema, type SchemaStore } from '../schemas/index.ts';
import { yamlHeader } from './header.ts';
import { relative } from './layout.ts';

/** The schemas that generated files name in their modeline, written beside them so that a fresh clone has them. */
export class EditorSchemas {
  readonly #schemas: SchemaStore;
  readonly #used = new Map<string, KindSchema>();

  constructor(schemas: SchemaStore) {
    this.#schemas = schemas;
  }

  /** The path, from the folder of `file`, of the schema of its objects; undefined where they are of several kinds or no schema is known. */
  reference(file: string, objects: readonly object[]): string | undefined {
    const kinds = new Set(objects.map((object) => this.#use(object)));
    const [path] = kinds;
    if (kinds.size !== 1 || path === undefined) return undefined;
    return relative(file.slice(0, file.lastIndexOf('/')), path);
  }

  /** The schemas that were referred to, by path. */
  files(): Map<string, string> {
    return new Map([...this.#used].map(([path, kind]) => [path, yamlHeader() + schemaText(toJsonSchema(kind))]));
  }

  #use(object: object): string | undefined {
    const { apiVersion, kind } = object as { apiVersion: string; kind: string };
    const slash = apiVersion.lastIndexOf('/');
    const group = slash < 0 ? '' : apiVersion.slice(0, slash);
    const known = this.#schemas.kind(group, apiVersion.slice(slash + 1), kind);
    if (known === undefined) return undefined;
    const path = `schemas/editor/${group || 'core'}/${kind.toLowerCase()}_${known.version}.yaml`;
    this.#used.set(path, known);
    return path;
  }
}

/**
 * A JSON Schema as YAML, which can carry the header: the fields of an object and each definition on a line of their
 * own, since whole schemas have thousands of lines and nobody reads them.
 */
function schemaText(schema: unknown): string {
  const lines = Object.entries(schema as object).flatMap(([keyword, value]) => {
    const opened = keyword === 'properties' || keyword === 'definitions';
    if (!opened) return [`${JSON.stringify(keyword)}: ${JSON.stringify(value)}`];
    const members = Object.entries(value as object);
    return [
      `${JSON.stringify(keyword)}:`,
      ...members.map(([name, member]) => `  ${JSON.stringify(name)}: ${JSON.stringify(member)}`),
    ];
  });
  return `${lines.join('\n')}\n`;
}
