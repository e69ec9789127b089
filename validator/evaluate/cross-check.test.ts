import { readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import type { ValidateFunction } from 'ajv';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openPacks, toJsonSchema } from '../../schemas/index.ts';
import type { JsonValue, KindSchema, Schema } from '../../schemas/index.ts';
import { memoryTree } from '../../tree/index.ts';
import { expand, parse } from '../../yaml/index.ts';
import { evaluate } from './evaluate.ts';

const folder = new URL('../../schemas/packs/', import.meta.url);
const opened = openPacks(memoryTree(readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder))])));
if (!('store' in opened)) throw new Error(opened.problems[0]?.message);
const { store } = opened;

/** Draws numbers below a bound, the same ones for the same seed. */
type Draw = (bound: number) => number;

function drawFrom(seed: number): Draw {
  let state = seed >>> 0;
  return (bound) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % bound;
  };
}

/** A value that mostly fits a schema; now and then one that does not. */
function valueOf(schema: Schema, draw: Draw, depth: number): JsonValue {
  if (draw(40) === 0) return ['text', 7, true, [], {}, 'Always'][draw(6)] ?? 0;
  if (schema.enum && draw(8) > 0) return schema.enum[draw(schema.enum.length)] ?? 'x';
  if (schema.format === 'quantity') return ['1', '500m', 2, '1Gi'][draw(4)] ?? 1;
  if (schema.intOrString) return draw(2) === 0 ? draw(100) : ['10%', '1h', 'http'][draw(3)]!;
  switch (schema.type) {
    case 'object':
      return objectOf(schema, draw, depth);
    case 'array':
      return schema.items && depth > 0 && draw(6) > 0 ? [valueOf(schema.items, draw, depth - 1)] : [];
    case 'integer':
      return (schema.minimum ?? 0) + draw(20) - (draw(10) === 0 ? 30 : 0);
    case 'number':
      return draw(100) / 4;
    case 'boolean':
      return draw(2) === 0;
    case 'string':
      return textOf(schema, draw);
    default:
      return draw(2) === 0 ? 'x' : { any: 1 };
  }
}

function textOf({ format }: Schema, draw: Draw): string {
  if (format === 'byte') return 'eA==';
  if (format === 'date-time') return '2024-01-01T00:00:00Z';
  if (format === 'micro-time') return '2024-01-01T00:00:00.000000Z';
  return ['x', 'abc', '10m', 'https://example.com', 'ghcr.io/a/b', '10.0.0.1', './apps'][draw(7)]!;
}

/** Required fields that the server takes an object without; the documents do not say so. */
const takenWithout = new Set(['audience', 'lun', 'preference', 'seconds', 'value']);

function objectOf(schema: Schema, draw: Draw, depth: number): JsonValue {
  const object: Record<string, JsonValue> = {};
  const names = [...(schema.properties?.keys() ?? [])];
  const chosen = new Set((schema.required ?? []).filter((name) => takenWithout.has(name) || draw(20) > 0));
  if (depth > 0) for (let i = draw(5); i > 0 && names.length > 0; i--) chosen.add(names[draw(names.length)]!);
  for (const name of chosen) object[name] = valueOf(schema.properties?.get(name) ?? {}, draw, depth - 1);
  if (schema.properties && draw(60) === 0) object['nobodyDeclaresThis'] = 1;
  const values = schema.additionalProperties;
  if (values && draw(2) === 0) object['key'] = values === true ? 'x' : valueOf(values, draw, depth - 1);
  return object;
}

const ajv = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: true });
const compiled = new Map<KindSchema, ValidateFunction>();

function refusedByJsonSchema(kind: KindSchema, object: JsonValue): boolean {
  let check = compiled.get(kind);
  if (!check) compiled.set(kind, (check = ajv.compile(toJsonSchema(kind) as object)));
  return !check(object);
}

const kinds = [
  ['apps', 'v1', 'Deployment'],
  ['', 'v1', 'Service'],
  ['networking.k8s.io', 'v1', 'Ingress'],
  ['helm.toolkit.fluxcd.io', 'v2', 'HelmRelease'],
  ['kustomize.toolkit.fluxcd.io', 'v1', 'Kustomization'],
  ['source.toolkit.fluxcd.io', 'v1', 'GitRepository'],
  ['gateway.networking.k8s.io', 'v1', 'HTTPRoute'],
  ['cert-manager.io', 'v1', 'ClusterIssuer'],
].map(([group = '', version = '', kind = '']) => store.kind(group, version, kind)!);

/** What a JSON Schema cannot say, or says of the whole object in another way. */
const ours = new Set(['schema/duplicate-item', 'schema/format', 'schema/null', 'schema/overflow', 'schema/quantity']);

test('a JSON Schema validator finds fault with the same objects', () => {
  let refused = 0;
  let total = 0;
  const property = fc.property(fc.nat(), fc.constantFrom(...kinds), (seed, kind) => {
    const draw = drawFrom(seed);
    const apiVersion = kind.group === '' ? kind.version : `${kind.group}/${kind.version}`;
    const spec = valueOf(kind.schema.properties?.get('spec') ?? {}, draw, 7);
    const object = { apiVersion, kind: kind.kind, metadata: { name: 'x' }, spec };
    const { root } = expand(parse({ path: '', text: JSON.stringify(object) }, 'kustomize').documents[0]!, 'kustomize');
    if (root?.kind !== 'map') throw new Error('a map is due');
    const { facts } = evaluate(root, kind, { dialect: 'kustomize', plain: true });
    const theirs = refusedByJsonSchema(kind, object);
    total++;
    if (theirs) refused++;
    const refusing = facts.filter(({ rule }) => !ours.has(rule));
    expect({ object, facts: refusing, refused: refusing.length > 0 }).toEqual({
      object,
      facts: refusing,
      refused: theirs,
    });
  });
  fc.assert(property, { numRuns: 800 });
  expect(refused).toBeGreaterThan(total / 10);
  expect(refused).toBeLessThan(total);
});
