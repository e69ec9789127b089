import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { memoryTree } from '../tree/index.ts';
import type { JsonValue, KindSchema, SchemaStore } from './index.ts';
import { crdKinds, openPacks, toJsonSchema } from './index.ts';

const folder = join(import.meta.dirname, 'packs');
const opened = openPacks(
  memoryTree(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))] as const)),
);
if ('problems' in opened) throw new Error(opened.problems[0]?.message);
const { store }: { store: SchemaStore } = opened;

function validator(kind: KindSchema | undefined, strict = true): (value: JsonValue) => boolean {
  if (!kind) throw new Error('no such kind');
  const ajv = new Ajv({
    strict: false,
    formats: { 'date-time': /^\d{4}-/, email: true, hostname: true, ipv4: true, ipv6: true },
  });
  const judge = ajv.compile(toJsonSchema(kind, { strict }) as object);
  return (value) => judge(value);
}

/** A copy of an object with the value at a path (of keys and indices) changed. */
function changed(object: JsonValue, path: string, value: JsonValue): JsonValue {
  const copy = structuredClone(object) as Record<string, JsonValue>;
  const steps = path.split('.');
  const last = steps.pop()!;
  const parent = steps.reduce((here, step) => here[step] as Record<string, JsonValue>, copy);
  parent[last] = value;
  return copy;
}

const deployment: JsonValue = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', labels: { app: 'web' } },
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: {
        containers: [
          {
            name: 'web',
            image: 'web:1',
            ports: [{ containerPort: 80 }],
            resources: { limits: { memory: '1Gi', cpu: 1 } },
          },
        ],
      },
    },
  },
};

describe('a Deployment', () => {
  const judge = validator(store.kind('apps', 'v1', 'Deployment'));
  const container = 'spec.template.spec.containers.0';

  test.each<[string, JsonValue]>([
    ['spec.replicas', null],
    ['spec.strategy', { rollingUpdate: { maxSurge: '25%', maxUnavailable: 1 } }],
    ['spec.strategy', { type: null }],
    [`${container}.resources.limits.memory`, '1.5e3'],
    [`${container}.resources.limits.memory`, '.5Gi'],
    [`${container}.resources.limits.memory`, ' 1Gi '],
    [`${container}.resources`, null],
    [`${container}.args`, ['a', null]],
    [`${container}.imagePullPolicy`, ''],
    ['metadata.labels.app', null],
    ['status', null],
    ['status', {}],
  ])('takes %s: %j', (path, value) => {
    expect(judge(deployment)).toBe(true);
    expect(judge(changed(deployment, path, value))).toBe(true);
  });

  test.each<[string, JsonValue]>([
    ['apiVersion', 'apps/v2'],
    ['kind', 'StatefulSet'],
    ['spec.replicas', 'two'],
    ['spec.replicas', 2.5],
    ['spec.replica', 2],
    ['spec.strategy', { type: 'Sometimes' }],
    ['spec.template.spec.containers', {}],
    ['metadata.label', {}],
    [`${container}.resources.limits.memory`, '1GiB'],
    [`${container}.resources.limits.memory`, ''],
    [`${container}.imagePullPolicy`, 'Often'],
    ['spec.selector', null],
  ])('refuses %s: %j', (path, value) => {
    expect(judge(changed(deployment, path, value))).toBe(false);
  });

  test('refuses unknown fields only where strict', () => {
    const lenient = validator(store.kind('apps', 'v1', 'Deployment'), false);
    expect(lenient(changed(deployment, 'spec.replica', 2))).toBe(true);
    expect(lenient(changed(deployment, 'spec.replicas', 'two'))).toBe(false);
  });
});

test('schemas that contain themselves', () => {
  const judge = validator(store.kind('apiextensions.k8s.io', 'v1', 'CustomResourceDefinition'));
  const inner = { type: 'object', properties: { a: { type: 'object', properties: { b: { type: 'string' } } } } };
  const crd: JsonValue = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    spec: {
      group: 'example.com',
      names: { kind: 'Thing', plural: 'things' },
      scope: 'Namespaced',
      versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: inner } }],
    },
  };
  expect(judge(crd)).toBe(true);
  const schema = 'spec.versions.0.schema.openAPIV3Schema';
  expect(judge(changed(crd, `${schema}.properties.a.properties.b.typ`, 'string'))).toBe(false);
});

describe('a custom resource', () => {
  const field = (openApi: JsonValue) => {
    const openAPIV3Schema = { type: 'object', properties: { x: openApi }, required: ['x'] };
    const version = { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema } };
    const spec = {
      group: 'example.com',
      names: { kind: 'Thing', plural: 'things' },
      scope: 'Namespaced',
      versions: [version],
    };
    const judge = validator(crdKinds({ kind: 'CustomResourceDefinition', spec }, store)[0]);
    return (x: JsonValue) => judge({ apiVersion: 'example.com/v1', kind: 'Thing', x });
  };

  test.each<[JsonValue, readonly JsonValue[], readonly JsonValue[]]>([
    [{ type: 'string', nullable: true, enum: ['a'] }, ['a', null], ['b', 1]],
    [{ type: 'string' }, ['a'], [null]],
    [{ 'x-kubernetes-int-or-string': true, pattern: '^[0-9]+%$' }, [1, '5%'], ['5', 1.5, true]],
    [{ type: 'integer', minimum: 0, exclusiveMinimum: true, maximum: 2 }, [1, 2], [0, 3]],
    [{ type: 'string', format: 'duration' }, ['1h'], [1]],
    [{ type: 'string', pattern: '^(?i)a$' }, ['A', 'b'], [1]],
    [{ type: 'array', 'x-kubernetes-list-type': 'set', items: { type: 'string' } }, [['a', 'b']], [['a', 'a']]],
    [{ type: 'object', properties: { y: { type: 'string' } } }, [{ y: 'a' }, {}], [{ z: 'a' }]],
    [
      { type: 'object', properties: { y: { type: 'string' } }, 'x-kubernetes-preserve-unknown-fields': true },
      [{ z: 'a' }],
      [{ y: 1 }],
    ],
    [{ type: 'object', additionalProperties: { type: 'string' } }, [{ z: 'a' }], [{ z: 1 }]],
    [
      { type: 'object', properties: { y: {}, z: {} }, anyOf: [{ required: ['y'] }, { required: ['z'] }] },
      [{ y: 1 }, { z: 1 }],
      [{}],
    ],
    [{ type: 'string', not: { enum: ['a'] } }, ['b'], ['a']],
    [{ type: 'object', properties: { y: { type: 'string', default: 'a' } }, required: ['y'] }, [{}], [{ y: 1 }]],
    [{}, [1, 'a', {}], []],
  ])('%j', (openApi, good, bad) => {
    const judge = field(openApi);
    expect(good.filter((value) => !judge(value))).toEqual([]);
    expect(bad.filter(judge)).toEqual([]);
  });
});

test('every kind becomes a schema without dangling references', () => {
  const dangling: string[] = [];
  const kinds = store.groups().flatMap((group) => store.kinds(group).map((kind) => [group, kind] as const));
  for (const [group, kind] of kinds) {
    for (const version of store.versions(group, kind)) {
      const text = JSON.stringify(toJsonSchema(store.kind(group, version, kind)!));
      const { definitions = {} } = JSON.parse(text) as { definitions?: object };
      const targets = Array.from(text.matchAll(/"\$ref":"#\/definitions\/([^"]*)"/g), ([, target = '']) => target);
      dangling.push(...targets.filter((target) => !Object.hasOwn(definitions, target)));
    }
  }
  expect(kinds.length).toBeGreaterThan(100);
  expect(dangling).toEqual([]);
});
