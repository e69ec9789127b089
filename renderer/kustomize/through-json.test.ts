import { expect, test } from 'vitest';
import { floatText } from './through-json.ts';

test.each([
  [0, '0'],
  [-0, '-0'],
  [1.5, '1.5'],
  [999999, '999999'],
  [1000000, '1e+06'],
  [1234567, '1.234567e+06'],
  [-2000000.5, '-2.0000005e+06'],
  [0.0001, '0.0001'],
  [0.00001, '1e-05'],
  [1e21, '1e+21'],
  [9007199254740993n, '9.007199254740992e+15'],
])('%s is written %s', (value, text) => {
  expect(floatText(value)).toBe(text);
});
