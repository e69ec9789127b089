import type { Path } from '../findings/index.ts';
import type { JsonValue } from './json-schema.ts';

export interface NotPlain {
  readonly path: Path;
  readonly message: string;
}

/** No fleet nests deeper; a value that refers to itself would. */
const maximumDepth = 200;

/**
 * A deep copy of a value as plain data, without the properties that are `undefined`.
 * What JSON cannot carry (a function, a symbol, NaN, a Date, a cycle) is named in `problems` and becomes null.
 */
export function plainCopy(value: unknown): { value: JsonValue; problems: NotPlain[] } {
  const problems: NotPlain[] = [];
  return { value: copy(value, [], problems), problems };
}

function copy(value: unknown, path: Path, problems: NotPlain[]): JsonValue {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string') return isWritable(value) ? value : refuse(unwritable, path, problems);
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (path.length > maximumDepth) return refuse('is nested too deeply, or refers to itself', path, problems);
  if (Array.isArray(value)) return Array.from(value, (item, index) => copy(item, [...path, index], problems));
  if (typeof value === 'object' && isPlainObject(value)) {
    const result: { [key: string]: JsonValue } = {};
    for (const [key, item] of Object.entries(value)) {
      if (item === undefined) continue;
      if (!isWritable(key)) refuse(unwritable, [...path, key], problems);
      if (key === '<<') refuse('is a key that kustomize takes for a merge, even in quotes', [...path, key], problems);
      define(result, key, copy(item, [...path, key], problems));
    }
    return result;
  }
  return refuse(`is ${nameOf(value)}, which cannot be written to YAML`, path, problems);
}

const unwritable = 'holds a character that the API server does not take, such as a control character';

/** The API server reads what is applied as YAML, raw and not escaped: these are no characters of YAML. */
function isWritable(text: string): boolean {
  return text.isWellFormed() && !/[\u007F-\u0084\u0086-\u009F\uFEFF\uFFFE\uFFFF]/.test(text);
}

/** Plain assignment would set the prototype for a key named `__proto__`. */
function define(target: { [key: string]: JsonValue }, key: string, value: JsonValue): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}

function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
}

function refuse(message: string, path: Path, problems: NotPlain[]): null {
  problems.push({ path, message });
  return null;
}

function nameOf(value: unknown): string {
  if (value === undefined) return 'undefined';
  if (typeof value === 'object' && value !== null) return `a ${value.constructor?.name ?? 'special object'}`;
  return typeof value === 'number' ? String(value) : `a ${typeof value}`;
}
