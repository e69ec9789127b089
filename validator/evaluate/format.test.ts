import { describe, expect, test } from 'vitest';
import { explainFormat } from './format.ts';

describe.each([
  ['byte', ['YQ==', 'YWI=', 'YW\nI='], ['', 'YQ', 'a b=', 'YQ=']],
  ['cidr', ['10.0.0.0/8', 'fd00::/8'], ['10.0.0.0', '10.0.0.0/33', '10.0.0/8', 'fd00::/129']],
  ['date', ['2024-02-29'], ['2023-02-29', '2024-2-1', '2024-13-01', '2024-00-10']],
  ['date-time', ['2024-01-01T00:00:00Z', '2024-01-01t23:59:59.5+02:00'], ['2024-01-01', '2024-01-01T24:00:00Z', 'now']],
  ['duration', ['1h', '1.5s', '1 day', '2 weeks', '5min'], ['', '1', 'day', '5 parsecs']],
  ['email', ['me@example.com'], ['me', '@example.com']],
  ['ipv4', ['10.0.0.102'], ['10.0.0', '10.0.0.256', '010.0.0.1', '::1', '']],
  [
    'ipv6',
    ['::1', 'fd00::1', '::', '1:2:3:4:5:6:7:8', '::ffff:10.0.0.1'],
    ['10.0.0.1', ':::', '1:2', '1:2:3:4:5:6:7:8:9', 'g::'],
  ],
  [
    'mac',
    [
      '00:1b:44:11:3a:b7',
      '00-1b-44-11-3a-b7',
      '001b.4411.3ab7',
      '00'.concat(':11'.repeat(7)),
      '00'.concat(':11'.repeat(19)),
    ],
    ['00'.concat(':11'.repeat(8)), '00:1b', '00:1b:44:11:3a', 'xx'],
  ],
  ['uri', ['https://example.com/x', '/path', 'mailto:me'], ['', 'example.com', 'https://a/%zz']],
  ['uuid', ['5a6b0e1c-0000-4000-8000-000000000000'], ['5a6b', '']],
  ['uuid4', ['5a6b0e1c-0000-4000-8000-000000000000'], ['5a6b0e1c-0000-3000-8000-000000000000']],
])('%s of a custom resource', (format, good, bad) => {
  test.each(good)('takes %j', (text) => {
    expect(explainFormat(format, text, false)).toBeUndefined();
  });
  test.each(bad)('does not take %j', (text) => {
    expect(explainFormat(format, text, false)).toMatch(/^(a|an) |^base64/);
  });
});

test.each([
  ['byte', '', true],
  ['byte', 'YQ', false],
  ['date-time', '2024-01-01T00:00:00Z', true],
  ['date-time', '2024-01-01T00:00:00.5Z', true],
  ['date-time', '2024-01-01t00:00:00Z', false],
  ['date-time', '2024-01-01T00:00:00+24:00', true],
  ['date-time', '2024-01-01T00:00:00+25:00', false],
  ['micro-time', '2024-01-01T00:00:00.000000Z', true],
  ['micro-time', '2024-01-01T00:00:00Z', false],
  ['ipv4', 'anything', true],
])('%s of a built-in kind: %j is %s', (format, text, fits) => {
  expect(explainFormat(format, text, true) === undefined).toBe(fits);
});

test('a format that no server checks takes anything', () => {
  expect(explainFormat('colour', 'x', false)).toBeUndefined();
  expect(explainFormat('toString', 'x', false)).toBeUndefined();
});
