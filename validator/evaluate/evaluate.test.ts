import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { crdKinds } from '../../schemas/index.ts';
import type { JsonValue, KindSchema, Schema, SchemaStore } from '../../schemas/index.ts';
import { expand, parse } from '../../yaml/index.ts';
import { evaluate } from './evaluate.ts';

const object = (properties: Record<string, Schema>, more: Partial<Schema> = {}): Schema => ({
  type: 'object',
  properties: new Map(Object.entries(properties)),
  ...more,
});
const string: Schema = { type: 'string' };
const metadata = object({
  name: string,
  labels: { type: 'object', additionalProperties: string },
  creationTimestamp: { type: 'string', format: 'date-time' },
});

function kindOf(spec: Schema, builtin: boolean, kind = 'Thing'): KindSchema {
  const schema = object({
    apiVersion: string,
    kind: string,
    metadata,
    spec,
    status: object({ ready: { type: 'boolean' } }, { required: ['ready'] }),
  });
  return {
    group: '',
    version: 'v1',
    kind,
    scope: 'Cluster',
    builtin,
    plural: 'things',
    schema,
    statusSubresource: true,
    hash: '',
    origin: '',
  };
}

interface Given {
  readonly builtin?: boolean;
  readonly plain?: boolean;
  readonly kind?: string;
}

/** What is found in `spec: …`: `rule pointer`, one a line. */
function found(spec: Schema, text: string, { builtin = false, plain = true, kind = 'Thing' }: Given = {}): string[] {
  const source = { path: 'x.yaml', text };
  const { root } = expand(parse(source, 'kustomize').documents[0]!, 'kustomize');
  if (root?.kind !== 'map') throw new Error('a map is due');
  return evaluate(root, kindOf(spec, builtin, kind), { dialect: 'kustomize', plain }).facts.map(
    ({ rule, path }) => `${rule} ${path.join('.')}`,
  );
}

const value = (schema: Schema): Schema => object({ x: schema });

describe.each([
  ['integer', { type: 'integer' }, ['1', '-1', '2.0', '1e1', '0x10'], ['1.5', '"1"', 'true', 'a', '[1]', '{}']],
  ['number', { type: 'number' }, ['1', '1.5'], ['"1"', 'true']],
  ['boolean', { type: 'boolean' }, ['true', 'False'], ['yes', '1', '"true"']],
  ['list', { type: 'array', items: string }, ['[]', '[a]'], ['a', '{}', '1']],
  ['map', { type: 'object' }, ['{}', '{a: {b: [1]}}'], ['a', '[]']],
  ['int-or-string', { intOrString: true }, ['1', 'a', '"1"'], ['1.5', 'true', '[]', '{}']],
  ['quantity', { format: 'quantity', intOrString: true }, ['1', '1.5', '100m', '1Gi', '"2"'], ['true', '{}']],
] as const)('a %s', (_, schema, good, bad) => {
  test.each(good)('takes %s', (text) => {
    expect(found(value(schema as Schema), `spec: {x: ${text}}`)).toEqual([]);
  });
  test.each(bad)('does not take %s', (text) => {
    expect(found(value(schema as Schema), `spec: {x: ${text}}`)).toEqual(['schema/type spec.x']);
  });
});

test.each([
  ['abc', []],
  ['"1"', []],
  ['1', ['schema/type spec.x']],
  ['yes', []],
  ['true', ['schema/type spec.x']],
  ['2024-01-01', []],
])('a string and %s', (text, expected) => {
  expect(found(value(string), `spec: {x: ${text}}`)).toEqual(expected);
});

describe('limits of custom resources', () => {
  test.each<[Schema, string, string]>([
    [{ type: 'string', enum: ['a', 'b'] }, 'c', 'schema/enum'],
    [{ type: 'string', enum: ['a', 'b'] }, '""', 'schema/enum'],
    [{ type: 'string', minLength: 1 }, '""', 'schema/length'],
    [{ type: 'string', maxLength: 2 }, 'abc', 'schema/length'],
    [{ type: 'string', pattern: '^a$' }, 'b', 'schema/pattern'],
    [{ type: 'string', format: 'ipv4' }, 'b', 'schema/format'],
    [{ type: 'integer', minimum: 1 }, '0', 'schema/range'],
    [{ type: 'integer', maximum: 1 }, '2', 'schema/range'],
    [{ type: 'integer', minimum: 1, exclusiveMinimum: true }, '1', 'schema/range'],
    [{ type: 'number', multipleOf: 0.5 }, '0.7', 'schema/range'],
    [{ type: 'integer', format: 'int32' }, '3000000000', 'schema/range'],
    [{ type: 'array', items: string, minItems: 1 }, '[]', 'schema/length'],
    [{ type: 'array', items: string, maxItems: 1 }, '[a, b]', 'schema/length'],
    [{ type: 'object', minProperties: 1 }, '{}', 'schema/length'],
    [{ type: 'object', maxProperties: 0 }, '{a: 1}', 'schema/length'],
    [{ type: 'string', anyOf: [{ format: 'ipv4' }, { format: 'ipv6' }] }, 'b', 'schema/alternatives'],
    [{ type: 'integer', oneOf: [{ minimum: 1 }, { minimum: 2 }] }, '3', 'schema/alternatives'],
    [{ type: 'integer', not: { minimum: 1 } }, '1', 'schema/alternatives'],
    [{ type: 'integer', allOf: [{ minimum: 2 }] }, '1', 'schema/range'],
    [string, '~', 'schema/null'],
  ])('%j does not take %s', (schema, text, rule) => {
    expect(found(value(schema), `spec: {x: ${text}}`)).toEqual([`${rule} spec.x`]);
  });
  test.each<[Schema, string]>([
    [{ type: 'string', maxLength: 2 }, '"😀😀"'],
    [{ type: 'string', nullable: true }, '~'],
    [{ type: 'string', default: 'a' }, '~'],
    [{ intOrString: true, anyOf: [{ type: 'integer' }, { type: 'string' }] }, 'a'],
    [{ type: 'integer', oneOf: [{ minimum: 1 }, { minimum: 2 }] }, '1'],
    [{ preserveUnknownFields: true }, '{a: [{b: ~}]}'],
    [
      { type: 'object', preserveUnknownFields: true, properties: new Map([['a', object({ b: string })]]) },
      '{a: {c: 1}, d: 1}',
    ],
  ])('%j takes %s', (schema, text) => {
    expect(found(value(schema), `spec: {x: ${text}}`)).toEqual([]);
  });
  test('an alternative sees what a default fills in', () => {
    const address = object(
      { type: { type: 'string', default: 'IP' }, value: string },
      {
        oneOf: [
          {
            properties: new Map<string, Schema>([
              ['type', { enum: ['IP'] }],
              ['value', { format: 'ipv4' }],
            ]),
          },
          { properties: new Map<string, Schema>([['type', { not: { enum: ['IP'] } }]]) },
        ],
      },
    );
    expect(found(value(address), 'spec: {x: {value: 10.0.0.1}}')).toEqual([]);
    expect(found(value(address), 'spec: {x: {value: ten}}')).toEqual(['schema/alternatives spec.x']);
    expect(found(value(address), 'spec: {x: {type: Host, value: ten}}')).toEqual([]);
  });
});

describe('what must be there', () => {
  const schema = object(
    { a: string, b: { type: 'string', default: 'x' }, c: { type: 'boolean' } },
    { required: ['a', 'b', 'c'] },
  );
  test('a default fills a field in', () => {
    expect(found(schema, 'spec: {a: x, c: true}')).toEqual([]);
    expect(found(schema, 'spec: {}')).toEqual(['schema/required spec.a', 'schema/required spec.c']);
  });
  test('for Go types null is absent, and an absent truth value is false', () => {
    expect(found(schema, 'spec: {a: ~}', { builtin: true })).toEqual(['schema/required spec.a']);
  });
  test('the server does not ask for some fields that its documents mark', () => {
    const header = {
      type: 'array',
      items: object({ name: string, value: string }, { required: ['name', 'value'] }),
    } as const;
    expect(found(object({ httpHeaders: header }), 'spec: {httpHeaders: [{name: a}]}', { builtin: true })).toEqual([]);
    expect(found(object({ others: header }), 'spec: {others: [{name: a}]}', { builtin: true })).toEqual([
      'schema/required spec.others.0.value',
    ]);
  });
});

describe('Go types', () => {
  test.each<[Schema, string, readonly string[]]>([
    [{ type: 'string', enum: ['a'] }, '""', []],
    [string, '~', []],
    [{ type: 'array', items: string }, '[~]', []],
    [{ type: 'integer', format: 'int32' }, '3000000000', ['schema/overflow spec.x']],
    [{ intOrString: true }, '3000000000', ['schema/range spec.x']],
    [{ format: 'quantity', intOrString: true }, '512MB', ['schema/quantity spec.x']],
    [{ type: 'string', format: 'byte' }, 'a b', ['schema/format spec.x']],
    [{ type: 'string', format: 'uuid' }, 'a', []],
  ])('%j and %s', (schema, text, expected) => {
    expect(found(value(schema), `spec: {x: ${text}}`, { builtin: true })).toEqual(expected);
  });
});

describe('lists with keys', () => {
  const ports: Schema = {
    type: 'array',
    listType: 'map',
    listMapKeys: ['port', 'protocol'],
    items: object({ port: { type: 'integer' }, protocol: { type: 'string', default: 'TCP' }, name: string }),
  };
  const set: Schema = { type: 'array', listType: 'set', items: string };
  test.each([
    ['[{port: 80}, {port: 81}]', []],
    ['[{port: 80}, {port: 80, protocol: UDP}]', []],
    ['[{port: 80}, {port: 80}]', ['schema/duplicate-item spec.x.1']],
    ['[{port: 80}, {port: 80, protocol: TCP}]', ['schema/duplicate-item spec.x.1']],
    ['[~]', ['schema/null spec.x.0']],
  ])('a list of maps: %s', (text, expected) => {
    expect(found(value(ports), `spec: {x: ${text}}`, { builtin: true })).toEqual(expected);
  });
  test.each([
    ['[a, b]', []],
    ['[a, b, a]', ['schema/duplicate-item spec.x.2']],
  ])('a set: %s', (text, expected) => {
    expect(found(value(set), `spec: {x: ${text}}`)).toEqual(expected);
  });
  test('an entry without any of its keys', () => {
    const named: Schema = { type: 'array', listType: 'map', listMapKeys: ['name'], items: object({ name: string }) };
    expect(found(value(named), 'spec: {x: [{}]}', { builtin: true })).toEqual(['schema/required spec.x.0.name']);
  });
});

describe('status, metadata and annotations', () => {
  const spec = object({});
  test('of status only the types count, and Flux drops what it does not know', () => {
    expect(found(spec, 'status: {}', { builtin: true })).toEqual([]);
    expect(found(spec, 'status: {ready: 1}', { builtin: true })).toEqual(['schema/type status.ready']);
    expect(found(spec, 'status: {x: 1}', { builtin: true, plain: false })).toEqual([]);
    expect(found(spec, 'status: {x: 1}', { builtin: true })).toEqual(['schema/unknown-field status.x']);
  });
  test('null labels are none, also of a custom resource', () => {
    expect(found(spec, 'metadata: {labels: {a: ~}}')).toEqual([]);
    expect(found(spec, 'metadata: {labels: {a: 1}}')).toEqual(['schema/type metadata.labels.a']);
  });
  test('times in the metadata of a custom resource are not read', () => {
    expect(found(spec, 'metadata: {creationTimestamp: yesterday}')).toEqual([]);
    expect(found(spec, 'metadata: {creationTimestamp: yesterday}', { builtin: true })).toEqual([
      'schema/format metadata.creationTimestamp',
    ]);
  });
});

test('a status that no subresource keeps apart is judged like the rest', () => {
  const { statusSubresource: _, ...kind } = kindOf(object({}), false);
  const rules = (judged: KindSchema): string[] => {
    const { root } = parse({ path: '', text: 'status: {}' }, 'kustomize').documents[0]!;
    if (root?.kind !== 'map') throw new Error('a map is due');
    return evaluate(root, judged, { dialect: 'kustomize', plain: true }).facts.map(({ rule }) => rule);
  };
  expect(rules(kind)).toEqual(['schema/required']);
  expect(rules({ ...kind, statusSubresource: true })).toEqual([]);
});

test('a whole number beyond what a double holds exactly is none in a custom resource', () => {
  expect(found(value({ type: 'integer' }), 'spec: {x: 1e22}')).toEqual(['schema/type spec.x']);
  expect(found(value({ type: 'integer' }), 'spec: {x: 1e15}')).toEqual([]);
  expect(found(value({ type: 'integer' }), 'spec: {x: 1e22}', { builtin: true })).toEqual([]);
});

describe('messages', () => {
  const spec = object({
    replicas: { type: 'integer' },
    interval: { type: 'string', pattern: '^([0-9]+(ms|s|m|h))+$' },
    hex: { type: 'string', pattern: '^[a-f]+$' },
    template: object({ spec: object({ image: string }) }),
    pods: { type: 'array', items: object({ name: string }) },
  });
  const say = (text: string, kind = 'Thing'): string => {
    const { root } = expand(parse({ path: '', text }, 'kustomize').documents[0]!, 'kustomize');
    if (root?.kind !== 'map') throw new Error('a map is due');
    const [fact] = evaluate(root, kindOf(spec, true, kind), { dialect: 'kustomize', plain: true }).facts;
    return `${fact?.message} | ${fact?.help}`;
  };
  test.each([
    ['spec: {replica: 1}', '`replica` is not a field of `spec` | Did you mean `replicas`?'],
    ['spec: {Replicas: 1}', '`Replicas` is not a field of `spec` | Did you mean `replicas`?'],
    ['replicas: 1', '`replicas` is not a field of this kind | `replicas` belongs in `spec`.'],
    [
      'spec: {template: {spec: {replicas: 1}}}',
      '`replicas` is not a field of `spec` | `replicas` belongs in `spec`; it is indented too far here.',
    ],
    ['spec: {template: {image: a}}', '`image` is not a field of `template` | `image` belongs in `spec`.'],
    ['spec: {interval: 5}', '`interval` takes a string, not the number 5 | Give the number a unit, like `5m`.'],
    ['spec: {hex: 5}', '`hex` takes a string, not the number 5 | Write a string that matches `^[a-f]+$`.'],
    ['spec: {replicas: "1"}', '`replicas` takes a whole number, not the string "1" | Remove the quotes: 1.'],
    [
      'spec: {pods: {name: a}}',
      '`pods` takes a list, not a map | Write it as a list: each entry on a line of its own that starts with `- `.',
    ],
    ['spec: {pods: [{name: 1}]}', '`name` takes a string, not the number 1 | Put it in quotes: "1".'],
    ['spec:\n  pods:\n  - - a', '`pods[0]` takes a map, not a list | Remove the `- ` in front of the keys.'],
    [
      'spec: {pods: [[]]}',
      '`pods[0]` takes a map, not an empty list | Write its fields below it, indented by two spaces.',
    ],
    [
      'spec: {replicas: 80.5}',
      '`replicas` takes a whole number, not the number 80.5 | Write a whole number without quotes, like 80.',
    ],
    [
      'spec: {replicas: many}',
      '`replicas` takes a whole number, not the string "many" | Write a whole number without quotes.',
    ],
    [
      'spec: {template: {spec: {image: [a]}}}',
      '`image` takes a string, not a list | Write a string behind the colon, and nothing below it.',
    ],
    [
      'spec: {unlike: 1}',
      '`unlike` is not a field of `spec` | Remove it: the fields here are `hex`, `interval`, `pods`, `replicas` and `template`.',
    ],
  ])('%s', (text, expected) => {
    expect(say(text)).toBe(expected);
  });
  test('one misspelt field is one finding, though it is required', () => {
    const port = object({ containerPort: { type: 'integer' }, name: string }, { required: ['containerPort', 'name'] });
    const chart = object(
      { chart: object({}), chartRef: object({}) },
      { oneOf: [{ required: ['chart'] }, { required: ['chartRef'] }] },
    );
    const ports: Schema = { type: 'array', items: port, listType: 'map', listMapKeys: ['containerPort'] };
    const typos = object({ ports, chart });
    expect(found(typos, 'spec: {ports: [{containerport: 80, name: a}]}')).toEqual([
      'schema/unknown-field spec.ports.0.containerport',
    ]);
    expect(found(typos, 'spec: {ports: [{containerport: 80}]}')).toEqual([
      'schema/unknown-field spec.ports.0.containerport',
      'schema/required spec.ports.0.name',
    ]);
    expect(found(typos, 'spec: {ports: [{other: 80, name: a}]}')).toContain(
      'schema/required spec.ports.0.containerPort',
    );
    expect(found(typos, 'spec: {chart: {chrt: {}}}')).toEqual(['schema/unknown-field spec.chart.chrt']);
    expect(found(typos, 'spec: {chart: {}}')).toEqual(['schema/alternatives spec.chart']);
    expect(found(typos, 'spec: {chart: {chart: {}, chartRef: {}}}')).toEqual(['schema/alternatives spec.chart']);
    expect(found(typos, 'spec: {chart: {chartRef: {}}}')).toEqual([]);
  });
  test('a long value is cut', () => {
    expect(say(`spec: {replicas: ${'a'.repeat(500)}}`).length).toBeLessThan(150);
  });
});

test('a schema deep enough for any real kind is walked, an endless one is not', () => {
  const endless: { -readonly [K in keyof Schema]: Schema[K] } = { type: 'object' };
  endless.properties = new Map([['x', endless]]);
  expect(found(endless, `spec: ${'{x: '.repeat(100)}{}${'}'.repeat(100)}`)).toEqual([]);
  expect(found(endless, `spec: ${'{x: '.repeat(5000)}{}${'}'.repeat(5000)}`)[0]).toMatch(/^schema\/depth/);
});

const store: SchemaStore = {
  kind: () => undefined,
  versions: () => [],
  kinds: () => [],
  groups: () => [],
  knowsGroup: () => false,
  removal: () => undefined,
};

test('any schema judges any value without an exception', () => {
  const name = fc.constantFrom('a', 'b', 'type', '__proto__', 'constructor');
  const leaf = {
    type: fc.constantFrom('object', 'array', 'string', 'integer', 'number', 'boolean'),
    required: fc.array(name, { maxLength: 2 }),
    enum: fc.array(fc.jsonValue(), { maxLength: 2 }),
    pattern: fc.constantFrom('^a$', '(', '[', 'a+'),
    format: fc.constantFrom('byte', 'date-time', 'ipv4', 'int32', 'x'),
    minimum: fc.integer(),
    minLength: fc.nat(3),
    nullable: fc.boolean(),
    'x-kubernetes-int-or-string': fc.boolean(),
    'x-kubernetes-list-type': fc.constantFrom('set', 'map', 'atomic'),
    'x-kubernetes-list-map-keys': fc.array(name, { maxLength: 2 }),
  };
  const branch = (inner: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
    fc.record(
      {
        ...leaf,
        properties: fc.dictionary(name, inner, { maxKeys: 3 }),
        additionalProperties: inner,
        items: inner,
        anyOf: fc.array(inner, { maxLength: 2 }),
        not: inner,
      },
      { requiredKeys: [] },
    );
  const schema = branch(branch(fc.record(leaf, { requiredKeys: [] }))) as fc.Arbitrary<JsonValue>;
  const property = fc.property(
    schema,
    fc.dictionary(name, fc.jsonValue({ maxDepth: 4 }), { maxKeys: 4 }),
    fc.boolean(),
    (openAPIV3Schema, json, plain) => {
      const spec = {
        group: 'example.com',
        names: { kind: 'Thing', plural: 'things' },
        scope: 'Cluster',
        versions: [{ name: 'v1', served: true, schema: { openAPIV3Schema } }],
      };
      const [kind] = crdKinds({ apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', spec }, store);
      const { root } = expand(parse({ path: '', text: JSON.stringify(json) }, 'kustomize').documents[0]!, 'kustomize');
      if (!kind || root?.kind !== 'map') throw new Error('a kind and a map are due');
      // Whatever is wrong, the finding says what to do.
      return evaluate(root, kind, { dialect: 'kustomize', plain }).facts.every(
        ({ help }) => help !== undefined && help !== '',
      );
    },
  );
  expect(fc.check(property, { numRuns: 300 })).toMatchObject({ failed: false, error: null });
});
