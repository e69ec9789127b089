import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { memoryTree } from '../tree/index.ts';
import type { JsonValue } from './index.ts';
import { crdKinds, openPacks } from './index.ts';

const pack = readFileSync(join(import.meta.dirname, 'packs', 'kubernetes.ndjson'));
const opened = openPacks(memoryTree([['kubernetes.ndjson', pack]]));
if ('problems' in opened) throw new Error(opened.problems[0]?.message);
const { store } = opened;
const metadata = store.kind('', 'v1', 'Namespace')?.schema.properties?.get('metadata');

function crd(openAPIV3Schema: JsonValue, version: { [key: string]: JsonValue } = {}): JsonValue {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'things.example.com' },
    spec: {
      group: 'example.com',
      names: { kind: 'Thing', plural: 'things' },
      scope: 'Cluster',
      versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema }, ...version }],
    },
  };
}

function schemaOf(openApi: JsonValue) {
  return crdKinds(crd(openApi), store)[0]!.schema;
}

test('a kind with its scope, plural and metadata', () => {
  const [kind] = crdKinds(crd({ type: 'object' }, { subresources: { status: {} } }), store);
  expect(kind).toMatchObject({
    group: 'example.com',
    version: 'v1',
    kind: 'Thing',
    plural: 'things',
    scope: 'Cluster',
    builtin: false,
    statusSubresource: true,
  });
  expect(kind?.schema.properties?.get('metadata')).toBe(metadata);
  expect(kind?.schema.properties?.get('apiVersion')).toEqual({ type: 'string' });
});

test('what a definition says about the name of its objects holds besides what metadata is', () => {
  const name = { type: 'string', maxLength: 20 };
  const own = schemaOf({
    type: 'object',
    properties: { metadata: { type: 'object', properties: { name } } },
  }).properties?.get('metadata');
  expect(own?.properties?.get('labels')).toBe(metadata?.properties?.get('labels'));
  expect(own?.allOf?.[0]?.properties?.get('name')).toEqual(name);
});

test('only served versions', () => {
  expect(crdKinds(crd({}, { served: false }), store)).toEqual([]);
});

test('a version without a schema takes anything', () => {
  const kinds = crdKinds(crd({}, { schema: null }), store);
  expect(kinds[0]?.schema.preserveUnknownFields).toBe(true);
});

describe('keywords', () => {
  test.each<[JsonValue, object]>([
    [{ type: 'string', description: 'prose', title: 'prose', example: 'x', externalDocs: {} }, { type: 'string' }],
    [
      { type: 'string', enum: ['a', 'b'], default: 'a' },
      { type: 'string', enum: ['a', 'b'], default: 'a' },
    ],
    [
      { type: 'string', nullable: true, default: null },
      { type: 'string', nullable: true, default: null },
    ],
    [{ type: 'string', nullable: false }, { type: 'string' }],
    [
      { type: 'integer', minimum: 0, exclusiveMinimum: true },
      { type: 'integer', minimum: 0, exclusiveMinimum: true },
    ],
    [
      { 'x-kubernetes-int-or-string': true, anyOf: [{ type: 'integer' }, { type: 'string' }] },
      { intOrString: true, anyOf: [{ type: 'integer' }, { type: 'string' }] },
    ],
    [
      { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
      { type: 'object', preserveUnknownFields: true },
    ],
    [
      { type: 'object', additionalProperties: true },
      { type: 'object', additionalProperties: true },
    ],
    [{ type: 'object', additionalProperties: false }, { type: 'object' }],
    [
      { type: 'object', additionalProperties: { type: 'string' } },
      { type: 'object', additionalProperties: { type: 'string' } },
    ],
    [
      {
        type: 'array',
        items: { type: 'string' },
        'x-kubernetes-list-type': 'map',
        'x-kubernetes-list-map-keys': ['a'],
      },
      { type: 'array', items: { type: 'string' }, listType: 'map', listMapKeys: ['a'] },
    ],
    [
      {
        type: 'string',
        'x-kubernetes-validations': [{ rule: 'self != "x"', message: 'no x', fieldPath: '.a', optionalOldSelf: true }],
      },
      {
        type: 'string',
        validations: [{ rule: 'self != "x"', message: 'no x', fieldPath: '.a', optionalOldSelf: true }],
      },
    ],
    [{ not: { enum: ['a'] } }, { not: { enum: ['a'] } }],
    [{ type: 'strange', minLength: 'three', required: 'all', enum: [], items: [] }, {}],
  ])('%j', (openApi, schema) => {
    expect(schemaOf({ type: 'object', properties: { x: openApi } }).properties?.get('x')).toEqual(schema);
  });

  test('an embedded resource has what every object has', () => {
    const embedded = schemaOf({
      type: 'object',
      properties: {
        x: { type: 'object', 'x-kubernetes-embedded-resource': true, 'x-kubernetes-preserve-unknown-fields': true },
      },
    }).properties?.get('x');
    expect(embedded?.embeddedResource).toBe(true);
    expect(embedded?.properties?.get('metadata')).toBe(metadata);
  });

  test('fields may have the names that objects of JavaScript have', () => {
    const properties = JSON.parse('{"__proto__":{"type":"string"},"constructor":{"type":"integer"}}') as JsonValue;
    const fields = schemaOf({ type: 'object', properties }).properties;
    expect(fields?.get('__proto__')).toEqual({ type: 'string' });
    expect(fields?.get('constructor')).toEqual({ type: 'integer' });
    expect(fields?.get('toString')).toBeUndefined();
  });
});

describe('hash', () => {
  const hash = (openApi: JsonValue): string => crdKinds(crd(openApi), store)[0]!.hash;
  const plain = { type: 'object', properties: { a: { type: 'string' }, b: { type: 'integer' } } };

  test('does not see prose and order', () => {
    const other = { properties: { b: { type: 'integer', description: 'B' }, a: { type: 'string' } }, type: 'object' };
    expect(hash(other)).toBe(hash(plain));
    expect(hash(plain)).toMatch(/^[0-9a-f]{64}$/);
  });

  test('sees every meaning', () => {
    expect(hash({ ...plain, required: ['a'] })).not.toBe(hash(plain));
  });
});

test('an object of any shape gives kinds or none, never an exception', () => {
  const json = fc.jsonValue() as fc.Arbitrary<JsonValue>;
  fc.assert(
    fc.property(json, json, json, (schema, versions, whole) => {
      expect(crdKinds(whole, store)).toEqual([]);
      for (const kind of crdKinds(crd(schema), store)) expect(kind.schema.properties?.has('metadata')).toBe(true);
      const odd = crd({}) as { spec: object };
      expect(Array.isArray(crdKinds({ ...odd, spec: { ...odd.spec, versions } } as JsonValue, store))).toBe(true);
    }),
  );
});
