import { readFileSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { crdKinds, isObject } from '../schemas/index.ts';
import type { JsonValue, KindSchema, SchemaStore } from '../schemas/index.ts';
import { isCandidate } from '../validator/index.ts';
import { decodeText, expand, parse, position, toJson } from '../yaml/index.ts';
import type { JsonValue as ReadValue, Source } from '../yaml/index.ts';
import { Refusal, codeOf, reasonOf } from './refusal.ts';

/**
 * The kinds that the CustomResourceDefinitions in a file, or in the manifests below a directory, serve; other objects
 * there are passed over. `packs` lends the schema of metadata. A file that cannot be read is a refusal.
 */
export function kindsIn(path: string, cwd: string, packs: SchemaStore): readonly KindSchema[] {
  return filesAt(path, cwd).flatMap((file) => {
    const text = textOf(file, cwd);
    if (!text.includes('CustomResourceDefinition')) return [];
    return objectsIn({ path: named(file, cwd), text }).flatMap((object) => crdKinds(object, packs));
  });
}

function filesAt(path: string, cwd: string): readonly string[] {
  const absolute = resolve(cwd, path);
  try {
    if (!statSync(absolute).isDirectory()) return [absolute];
    return readdirSync(absolute, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && isCandidate(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  } catch (error) {
    throw new Refusal(`--with ${path} cannot be read: ${reasonOf(codeOf(error))}`, undefined, { cause: error });
  }
}

function textOf(file: string, cwd: string): string {
  const decoded = decodeText(bytesOf(file, cwd));
  if ('text' in decoded) return decoded.text;
  throw new Refusal(`${named(file, cwd)} cannot be read: ${decoded.problem.message}`);
}

function bytesOf(file: string, cwd: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new Refusal(`${named(file, cwd)} cannot be read: ${reasonOf(codeOf(error))}`, undefined, { cause: error });
  }
}

/** The objects of all documents of a text, those of lists one by one. */
function objectsIn(source: Source): JsonValue[] {
  return parse(source, 'kustomize').documents.flatMap((document) => {
    const { root, problems } = expand(document, 'kustomize');
    const problem = document.problems[0] ?? problems[0];
    if (problem) {
      const { line, column } = position(source, problem.start);
      throw new Refusal(`${source.path}:${line}:${column} cannot be read: ${problem.message}`, problem.help);
    }
    const object = root === null ? null : withNumbers(toJson(root, 'kustomize'));
    return isObject(object) && Array.isArray(object['items']) ? (object['items'] as JsonValue[]) : [object];
  });
}

/** Bounds of 64 bits as the numbers that schemas are made of. */
function withNumbers(value: ReadValue): JsonValue {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(withNumbers);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withNumbers(each)]));
}

/** How a person standing in `cwd` would name a file. */
function named(file: string, cwd: string): string {
  const way = relative(realpathSync(cwd), file);
  return way.startsWith(`..${sep}..`) ? file : way.split(sep).join('/');
}
