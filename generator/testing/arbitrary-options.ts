import fc from 'fast-check';
import type { Format, JsonSchema, JsonValue } from '../../options/index.ts';

/** The one address that arbitrary clusters publish Services at. */
export const publishedAddress = '10.0.0.2';

const known = new WeakMap<JsonSchema, fc.Arbitrary<JsonValue>>();

/** Values that a schema accepts. */
export function fromSchema(schema: JsonSchema): fc.Arbitrary<JsonValue> {
  const arbitrary = known.get(schema) ?? valuesOf(schema);
  known.set(schema, arbitrary);
  return arbitrary;
}

function valuesOf(schema: JsonSchema): fc.Arbitrary<JsonValue> {
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map(fromSchema));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'string':
      return fromText(schema);
    case 'integer':
      return fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 1000 });
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fromArray(schema);
    case 'object':
      return fromObject(schema);
    default:
      return freeValue;
  }
}

/** Refused everywhere, because the API server takes none of them. */
const unwritable = /[\u007F-\u0084\u0086-\u009F\uFEFF\uFFFE\uFFFF]|\\ud[89a-f][0-9a-f]{2}/g;

/** Free-form data as a person might write it, with the keys and texts that YAML readers stumble over. */
const freeKey = fc.oneof(
  fc.constantFrom('on', 'y', '1', 'null', 'a.b/c', '~', '- x', '#'),
  fc.string({ minLength: 1, maxLength: 8 }),
);
const freeValue: fc.Arbitrary<JsonValue> = fc
  .jsonValue({ maxDepth: 2, noUnicodeString: false })
  .map((value) => JSON.parse(JSON.stringify(value).replaceAll(unwritable, '')) as JsonValue);
const freeObject = fc.dictionary(
  freeKey.filter((key) => key !== '<<' && key !== '__proto__'),
  freeValue,
  { maxKeys: 4 },
);

function fromText(schema: JsonSchema): fc.Arbitrary<string> {
  if (schema.format !== undefined) return formats[schema.format as Format];
  if (schema.pattern !== undefined) {
    return fc.stringMatching(new RegExp(schema.pattern)).filter((text) => text.length <= (schema.maxLength ?? 200));
  }
  return fc.oneof(
    fc.string({ minLength: schema.minLength ?? 0, maxLength: 20 }),
    fc.constantFrom('yes', '010', '${HOME}', 'a: b'),
  );
}

function fromArray(schema: JsonSchema): fc.Arbitrary<JsonValue> {
  const item = fromSchema(schema.items ?? {});
  const bounds = { minLength: schema.minItems ?? 0, maxLength: Math.max(schema.minItems ?? 0, 3) };
  return schema.uniqueItems
    ? fc.uniqueArray(item, { ...bounds, selector: (each) => JSON.stringify(each) })
    : fc.array(item, bounds);
}

function fromObject(schema: JsonSchema): fc.Arbitrary<JsonValue> {
  if (schema.properties !== undefined) {
    const model = Object.fromEntries(Object.entries(schema.properties).map(([name, each]) => [name, fromSchema(each)]));
    return fc.record(model, { requiredKeys: [...(schema.required ?? [])] as never[] }) as fc.Arbitrary<JsonValue>;
  }
  if (typeof schema.additionalProperties !== 'object') return freeObject;
  const names = fromText(schema.propertyNames ?? { type: 'string', minLength: 1 });
  return fc.dictionary(names, fromSchema(schema.additionalProperties), { maxKeys: 3 });
}

/** Words of every length up to the longest that Kubernetes takes. */
function label(longest: number): fc.Arbitrary<string> {
  const short = fc.stringMatching(/^[a-z](?:[-a-z0-9]{0,10}[a-z0-9])?$/);
  const tail = fc.string({ unit: fc.constantFrom('a', '0', '-'), minLength: longest - 13, maxLength: longest - 13 });
  return fc.oneof(
    { weight: 5, arbitrary: short },
    { weight: 1, arbitrary: fc.tuple(short, tail).map(([a, b]) => `${a}${b}z`) },
  );
}

const shortLabel = label(20);

const formats: Record<Format, fc.Arbitrary<string>> = {
  size: fc.constantFrom('1Gi', '500Mi', '1.5Gi', '1e9'),
  quantity: fc.constantFrom('1', '500m', '1Gi', '64Mi', '1e3', '.5', '1.5Gi'),
  duration: fc.constantFrom('30s', '5m', '1h30m', '90m', '1.5h', '250ms'),
  'dns-label': label(63),
  'component-name': label(40),
  'dns-name': fc.array(label(63), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('.')),
  'label-key': fc.oneof(
    label(63),
    label(63).map((name) => `example.com/${name}`),
  ),
  'label-value': fc.oneof(fc.constantFrom('', 'true', '1', '1.0', 'null', 'yes'), label(63)),
  'ipv4-address': fc.constant(publishedAddress),
  image: shortLabel.map((name) => `ghcr.io/owner/${name}:1.2.3`),
  'https-url': shortLabel.map((name) => `https://example.com/${name}`),
  'oci-url': shortLabel.map((name) => `oci://ghcr.io/owner/${name}`),
  'environment-name': fc.stringMatching(/^[A-Z][A-Z0-9_]{0,9}$/),
  'absolute-path': label(63).map((name) => `/${name}`),
  'relative-path': shortLabel.map((name) => `extra/${name}`),
};
