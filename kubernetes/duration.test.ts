import { expect, test } from 'vitest';
import { parseDuration } from './duration.ts';

test.each([
  ['0', 0],
  ['10m', 600e9],
  ['1h30m', 5400e9],
  ['1.5s', 1.5e9],
  ['-1m', -60e9],
  ['+5ms', 5e6],
  ['.5s', 0.5e9],
  ['1.s', 1e9],
  ['2µs', 2000],
])('%s is a duration', (text, expected) => {
  expect(parseDuration(text)).toBe(expected);
});

test.each(['', '1', '1d', '5 minutes', '1 m', 'm', '-', '1h-1m', '9999999h', '.s', '1.2.3s'])('%j is none', (text) => {
  expect(parseDuration(text)).toBeUndefined();
});
