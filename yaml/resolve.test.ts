import { describe, expect, it, test } from 'vitest';
import { isProblem, keyText, resolve, stringify, typeOf } from './index.ts';
import type { Dialect, JsonValue, ScalarNode, ScalarStyle } from './index.ts';

const DIALECTS: readonly Dialect[] = ['kubectl', 'kustomize'];

function scalar(text: string, tag = '', style: ScalarStyle = 'plain'): ScalarNode {
  return { kind: 'scalar', tag, anchor: '', source: { path: 'x.yaml', text }, start: 0, end: text.length, text, style };
}

/** The JSON text of a scalar, or the code of its problem. */
function meaning(node: ScalarNode, dialect: Dialect): string {
  const value = resolve(node, dialect);
  return isProblem(value) ? value.code : stringify(value);
}

describe('a plain scalar means the same to both readers', () => {
  test.each<[string, JsonValue]>([
    ['', null],
    ['~', null],
    ['null', null],
    ['Null', null],
    ['NULL', null],
    ['nULL', 'nULL'],
    ['nil', 'nil'],
    ['true', true],
    ['True', true],
    ['TRUE', true],
    ['tRUE', 'tRUE'],
    ['false', false],
    ['False', false],
    ['FALSE', false],
    ['0', 0],
    ['7', 7],
    ['42', 42],
    ['8080', 8080],
    ['+12', 12],
    ['-12', -12],
    ['-0', 0],
    ['+0', 0],
    ['00', 0],
    ['0644', 420],
    ['-0644', -420],
    ['+017', 15],
    ['0_17', 15],
    ['09', 9],
    ['0899', 899],
    ['08.5', 8.5],
    ['0o644', 420],
    ['0O17', 15],
    ['-0o17', -15],
    ['0o9', '0o9'],
    ['0o', '0o'],
    ['0xff', 255],
    ['0XFF', 255],
    ['-0xf', -15],
    ['0x_f', 15],
    ['0xg', '0xg'],
    ['0x', '0x'],
    ['0b11', 3],
    ['0B11', 3],
    ['-0b11', -3],
    ['0b12', '0b12'],
    ['0b', '0b'],
    ['0b-11', -3],
    ['0b+11', 3],
    ['0B-11', '0B-11'],
    ['1_000_000', 1000000],
    ['1__0', 10],
    ['1_', 1],
    ['_1', '_1'],
    ['-_1', -1],
    ['1,000', '1,000'],
    ['9007199254740991', 9007199254740991],
    ['9007199254740993', 9007199254740993n],
    ['-9007199254740993', -9007199254740993n],
    ['9223372036854775807', 2n ** 63n - 1n],
    ['9223372036854775808', 2n ** 63n],
    ['18446744073709551615', 2n ** 64n - 1n],
    ['18446744073709551616', 18446744073709551616],
    ['+9223372036854775808', 9223372036854775808],
    ['-9223372036854775808', -(2n ** 63n)],
    ['-9223372036854775809', -(2 ** 63)],
    ['0xffffffffffffffff', 2n ** 64n - 1n],
    ['0x10000000000000000', '0x10000000000000000'],
    ['+0xffffffffffffffff', '+0xffffffffffffffff'],
    ['-0x8000000000000001', '-0x8000000000000001'],
    ['02000000000000000000000', 2e21],
    ['1.5', 1.5],
    ['-1.5', -1.5],
    ['1.', 1],
    ['.5', 0.5],
    ['+.5', 0.5],
    ['-.5e1', -5],
    ['1.10', 1.1],
    ['1_0.2_5', 10.25],
    ['.2_5', 0.25],
    ['.5_', '.5_'],
    ['._5', '._5'],
    ['-._5', -0.5],
    ['.', '.'],
    ['..', '..'],
    ['+', '+'],
    ['+.', '+.'],
    ['1e3', 1000],
    ['1E3', 1000],
    ['1e+3', 1000],
    ['1e-3', 0.001],
    ['1.5e3', 1500],
    ['1e', '1e'],
    ['e1', 'e1'],
    ['1e1.5', '1e1.5'],
    ['1e21', 1e21],
    ['1e-7', 1e-7],
    ['1e308', 1e308],
    ['1e309', '1e309'],
    ['-1e309', '-1e309'],
    ['0x1p4', '0x1p4'],
    ['12:30', '12:30'],
    ['1:02:03', '1:02:03'],
    ['10.0.0.1', '10.0.0.1'],
    ['1.2.3', '1.2.3'],
    ['100m', '100m'],
    ['1Gi', '1Gi'],
    ['5m0s', '5m0s'],
    ['infinity', 'infinity'],
    ['NaN', 'NaN'],
    ['inf', 'inf'],
    ['.infinity', '.infinity'],
    ['-.nan', '-.nan'],
    ['=', '='],
    ['<<', '<<'],
    ['yEs', 'yEs'],
    ['oN', 'oN'],
    ['yess', 'yess'],
    ['nginx', 'nginx'],
    ['only', 'only'],
    ['トマト', 'トマト'],
    ['2024-13-01', '2024-13-01'],
    ['2023-02-29', '2023-02-29'],
    ['2024-01-01T10:00:00', '2024-01-01T10:00:00'],
    ['2024-01-01 10:00:00Z', '2024-01-01 10:00:00Z'],
    ['2024-01-01T24:00:00Z', '2024-01-01T24:00:00Z'],
    ['24-01-01', '24-01-01'],
    ['2024-01-01T10:00:00+25:00', '2024-01-01T10:00:00+25:00'],
  ])('%j', (text, value) => {
    for (const dialect of DIALECTS) expect(resolve(scalar(text), dialect)).toStrictEqual(value);
  });

  test.each(['.inf', '.Inf', '.INF', '+.inf', '-.inf', '-.Inf', '.nan', '.NaN', '.NAN'])(
    '%s has no JSON value',
    (text) => {
      for (const dialect of DIALECTS) expect(meaning(scalar(text), dialect)).toBe('not-json');
    },
  );

  it('keeps minus zero apart where it is a float', () => {
    for (const dialect of DIALECTS) expect(meaning(scalar('-0.0'), dialect)).toBe('-0');
  });
});

describe('the readers differ', () => {
  test.each([
    ...['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON'].map((w) => [w, true] as const),
    ...['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF'].map((w) => [w, false] as const),
  ])('%s is a boolean for kubectl and text for kustomize', (text, value) => {
    expect(resolve(scalar(text), 'kubectl')).toBe(value);
    expect(resolve(scalar(text), 'kustomize')).toBe(text);
  });

  test.each([
    ['2024-05-06', '2024-05-06T00:00:00Z'],
    ['2024-5-6', '2024-05-06T00:00:00Z'],
    ['2024-02-29', '2024-02-29T00:00:00Z'],
    ['2024-05-06 7:08:09', '2024-05-06T07:08:09Z'],
    ['2024-05-06   07:08:09.120', '2024-05-06T07:08:09.12Z'],
    ['2024-05-06T07:08:09Z', '2024-05-06T07:08:09Z'],
    ['2024-05-06t07:08:09.1234567899+02:00', '2024-05-06T07:08:09.123456789+02:00'],
    ['2024-05-06T07:08:09,5-00:00', '2024-05-06T07:08:09.5Z'],
    ['2024-05-06T07:08:09-03:60', '2024-05-06T07:08:09-04:00'],
  ])('kustomize rewrites the timestamp %s', (text, rewritten) => {
    expect(resolve(scalar(text), 'kubectl')).toBe(text);
    expect(resolve(scalar(text), 'kustomize')).toBe(rewritten);
  });

  it('kustomize cannot write a zone of 24 hours', () => {
    expect(meaning(scalar('2024-05-06T07:08:09+24:00'), 'kustomize')).toBe('not-json');
    expect(meaning(scalar('2024-05-06T07:08:09+24:00'), 'kubectl')).toBe('"2024-05-06T07:08:09+24:00"');
  });

  it('only kustomize takes a sign behind 0o', () => {
    expect(resolve(scalar('0o-7'), 'kubectl')).toBe('0o-7');
    expect(resolve(scalar('0o-7'), 'kustomize')).toBe(-7);
  });

  it('a lone ! makes kubectl take text, and kustomize the plain meaning', () => {
    expect(meaning(scalar('12', '!'), 'kubectl')).toBe('"12"');
    expect(meaning(scalar('12', '!'), 'kustomize')).toBe('12');
    expect(meaning(scalar('12', '!', 'double'), 'kustomize')).toBe('"12"');
  });
});

describe('quotes and tags', () => {
  test.each<ScalarStyle>(['single', 'double', 'literal', 'folded'])('a %s scalar without a tag is text', (style) => {
    for (const dialect of DIALECTS) {
      for (const text of ['true', '12', '', '~', '2024-05-06', '.inf'])
        expect(resolve(scalar(text, '', style), dialect)).toBe(text);
    }
  });

  test.each([
    ['!!str', '12', '"12"'],
    ['!!str', '', '""'],
    ['!!str', '.inf', '".inf"'],
    ['!custom', '12', '"12"'],
    ['!!set', 'x', '"x"'],
    ['!!int', '12', '12'],
    ['!!int', '0644', '420'],
    ['!!int', '1.0', 'wrong-tag'],
    ['!!int', '08', 'wrong-tag'],
    ['!!int', '', 'wrong-tag'],
    ['!!int', 'x', 'wrong-tag'],
    ['!!int', '18446744073709551615', '18446744073709551615'],
    ['!!float', '12', '12'],
    ['!!float', '1.5', '1.5'],
    ['!!float', '18446744073709551615', 'wrong-tag'],
    ['!!float', '.inf', 'not-json'],
    ['!!float', 'x', 'wrong-tag'],
    ['!!bool', 'true', 'true'],
    ['!!bool', '1', 'wrong-tag'],
    ['!!null', '', 'null'],
    ['!!null', '~', 'null'],
    ['!!null', 'x', 'wrong-tag'],
    ['!!binary', 'aGk=', '"hi"'],
    ['!!binary', 'aGk', 'bad-base64'],
    ['!!binary', 'w6k=', '"é"'],
    ['!!binary', '8J+YgA==', '"😀"'],
    ['!!binary', '4oKsaGk=', '"€hi"'],
    ['!!binary', 'wIA=', '"\ufffd\ufffd"'],
    ['!!binary', '7aCA', '"\ufffd\ufffd\ufffd"'],
    ['!!timestamp', 'x', 'wrong-tag'],
    ['!!int', '2024-05-06', 'wrong-tag'],
  ])('%s %j means %s', (tag, text, json) => {
    for (const dialect of DIALECTS) {
      for (const style of ['plain', 'double'] as const) {
        expect(meaning(scalar(text, tag, style), dialect)).toBe(json);
        expect(meaning(scalar(text, tag.replace('!!', 'tag:yaml.org,2002:'), style), dialect)).toBe(json);
      }
    }
  });

  it('the old booleans answer to !!bool for kubectl only', () => {
    expect(meaning(scalar('yes', '!!bool', 'double'), 'kubectl')).toBe('true');
    expect(meaning(scalar('yes', '!!bool', 'double'), 'kustomize')).toBe('wrong-tag');
  });

  it('!!timestamp is text for kubectl and RFC 3339 for kustomize', () => {
    expect(meaning(scalar('2024-05-06', '!!timestamp', 'single'), 'kubectl')).toBe('"2024-05-06"');
    expect(meaning(scalar('2024-05-06', '!!timestamp', 'single'), 'kustomize')).toBe('"2024-05-06T00:00:00Z"');
  });
});

describe('typeOf', () => {
  test.each([
    ['', 'null'],
    ['true', 'boolean'],
    ['12', 'integer'],
    ['9007199254740993', 'integer'],
    ['1.0', 'integer'],
    ['1e3', 'integer'],
    ['18446744073709551615', 'number'],
    ['1e21', 'number'],
    ['1.5', 'number'],
    ['x', 'string'],
    ['.nan', 'invalid'],
  ])('%j is %s', (text, type) => {
    for (const dialect of DIALECTS) expect(typeOf(scalar(text), dialect)).toBe(type);
  });
});

describe('keyText', () => {
  /** The key's text, or the code of its problem. */
  const key = (text: string, dialect: Dialect, tag = '', top = false): string => {
    const name = keyText(scalar(text, tag), dialect, top);
    return typeof name === 'string' ? name : `#${name.code}`;
  };

  test.each([
    ['a', 'a'],
    ['12', '12'],
    ['0x1f', '31'],
    ['yes', 'true'],
    ['off', 'false'],
    ['2024-05-06', '2024-05-06'],
    ['1.50', '1.5'],
    ['1e3', '1000'],
    ['1e6', '1e+06'],
    ['123456.5', '123456.5'],
    ['123456789.0', '1.2345679e+08'],
    ['0.1', '0.1'],
    ['0.0001', '0.0001'],
    ['0.00001', '1e-05'],
    ['1e40', '.inf'],
    ['-1e40', '-.inf'],
    ['1e-50', '0'],
    ['-0.0', '-0'],
    ['+.INF', '.inf'],
    ['.NaN', '.nan'],
    ['9007199254740993', '9007199254740993'],
    ['18446744073709551615', '#key-type'],
    ['~', '#key-type'],
    ['', '#key-type'],
  ])('kubectl makes %j the key %j', (text, name) => {
    expect(key(text, 'kubectl')).toBe(name);
  });

  test.each([
    ['a', 'a'],
    ['yes', 'yes'],
    ['12', '#key-type'],
    ['1.5', '#key-type'],
    ['true', '#key-type'],
    ['~', '#key-type'],
    ['2024-05-06', '#key-type'],
    ['', ''],
  ])('kustomize makes %j the key %j', (text, name) => {
    expect(key(text, 'kustomize')).toBe(name);
  });

  it('kustomize takes numbers and booleans as they stand in the outermost map', () => {
    expect(key('012', 'kustomize', '', true)).toBe('012');
    expect(key('.inf', 'kustomize', '', true)).toBe('.inf');
    expect(key('2024-05-06', 'kustomize', '', true)).toBe('2024-05-06');
    expect(key('~', 'kustomize', '', true)).toBe('#key-type');
  });

  it('goes by tags', () => {
    expect(key('12', 'kustomize', '!!str')).toBe('12');
    expect(key('', 'kustomize', '!')).toBe('');
    expect(key('', 'kustomize', '!!null')).toBe('#key-type');
    expect(key('a', 'kustomize', '!custom')).toBe('#key-type');
    expect(key('a', 'kubectl', '!custom')).toBe('a');
    expect(key('a', 'kubectl', '!!int')).toBe('#wrong-tag');
  });
});
