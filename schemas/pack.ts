import type { Tree } from '../tree/index.ts';
import type { Definition } from './definition.ts';
import type { KindSchema } from './schema.ts';

/** The version of the pack format that this program reads and writes. */
export const packFormat = 1;

/** Where a part of a pack comes from. */
export interface PackSource {
  readonly project: string;
  /** Go module, its version and its hash in the Go checksum database. */
  readonly module: string;
  readonly version: string;
  readonly sum: string;
  readonly licence: string;
}

/** The first line of a pack. */
export interface PackHeader {
  readonly format: typeof packFormat;
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly sources: readonly PackSource[];
  /** sha256 of everything after the first line, hex: the identity of the pack. */
  readonly hash: string;
  /** Length and {@link checksum} of everything after the first line: cheap to compare each time a pack is opened. */
  readonly bytes: number;
  readonly checksum: string;
}

/** A kind as a pack lists it. */
export interface PackKind extends Omit<KindSchema, 'schema' | 'origin'> {
  /** The name of its definition. */
  readonly definition: string;
}

/** The second line of a pack: its kinds, and the names of the definitions on the lines after it with their lengths in bytes. */
export interface PackIndex {
  readonly kinds: readonly PackKind[];
  readonly definitions: readonly (readonly [name: string, bytes: number])[];
}

/** Why a pack cannot be used; the program cannot judge without its packs, so this ends a run. */
export interface PackProblem {
  readonly code: 'unreadable' | 'corrupt' | 'unknown-format';
  readonly file: string;
  readonly message: string;
  readonly help: string;
}

/** An opened pack. Definitions are parsed when asked for. */
export interface Pack {
  readonly header: PackHeader;
  readonly kinds: readonly PackKind[];
  definition(name: string): Definition | undefined;
}

const decoder = new TextDecoder();
const newline = 10;

export function readPack(tree: Tree, file: string): Pack | PackProblem {
  const bytes = tree.read(file);
  if (typeof bytes === 'string') {
    return problem('unreadable', file, `The schema pack cannot be read: ${bytes}.`);
  }
  const header = lineOf(bytes, 0);
  if (!isHeader(header.value)) return problem('corrupt', file, 'The file is no schema pack.');
  if (header.value.format !== packFormat) {
    return {
      code: 'unknown-format',
      file,
      message: `The schema pack has format ${JSON.stringify(header.value.format)}; this program reads format ${packFormat}.`,
      help: 'Use the fluxsmith version that the pack was made for, or remove the pack.',
    };
  }
  const body = bytes.subarray(header.end);
  if (body.length !== header.value.bytes || checksum(body) !== header.value.checksum) {
    return problem('corrupt', file, 'The schema pack is damaged: its content is not what its first line says.');
  }
  return openBody(header.value, body);
}

function problem(code: PackProblem['code'], file: string, message: string): PackProblem {
  return { code, file, message, help: 'Install fluxsmith again.' };
}

function isHeader(value: unknown): value is PackHeader {
  return typeof value === 'object' && value !== null && 'format' in value;
}

function openBody(header: PackHeader, body: Uint8Array): Pack {
  const index = lineOf(body, 0);
  const { kinds, definitions } = index.value as PackIndex;
  let places: ReadonlyMap<string, Place> | undefined;
  return {
    header,
    kinds,
    definition: (name) => {
      places ??= placesOf(definitions, index.end);
      const place = places.get(name);
      return place && (JSON.parse(decoder.decode(body.subarray(place.start, place.end))) as Definition);
    },
  };
}

interface Place {
  readonly start: number;
  readonly end: number;
}

/** Where in the body each definition stands: line after line from `start`. */
function placesOf(definitions: PackIndex['definitions'], start: number): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  for (const [name, bytes] of definitions) {
    places.set(name, { start, end: start + bytes });
    start += bytes + 1;
  }
  return places;
}

/** The JSON value of the line that starts at an offset, undefined where it is none, and the start of the next line. */
function lineOf(bytes: Uint8Array, start: number): { value: unknown; end: number } {
  const found = bytes.indexOf(newline, start);
  const end = found < 0 ? bytes.length : found;
  try {
    return { value: JSON.parse(decoder.decode(bytes.subarray(start, end))), end: end + 1 };
  } catch {
    return { value: undefined, end: end + 1 };
  }
}

/** Tells damaged bytes from whole ones, not friend from foe: FNV-1a over 32-bit words, a millisecond for a megabyte. */
export function checksum(bytes: Uint8Array): string {
  const words = wordsOf(bytes);
  let sum = 0x811c9dc5;
  for (let i = 0; i < words.length; i++) sum = Math.imul(sum ^ words[i]!, 0x01000193);
  for (let i = words.length * 4; i < bytes.length; i++) sum = Math.imul(sum ^ bytes[i]!, 0x01000193);
  return (sum >>> 0).toString(16).padStart(8, '0');
}

/** The whole little-endian words at the start of some bytes. */
function wordsOf(bytes: Uint8Array): Int32Array {
  const copy = new Uint8Array(bytes.subarray(0, bytes.length - (bytes.length % 4)));
  const words = new Int32Array(copy.buffer);
  const machineIsLittleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;
  if (machineIsLittleEndian) return words;
  const view = new DataView(copy.buffer);
  return words.map((_, i) => view.getInt32(4 * i, true));
}
