import { expect, test } from 'vitest';
import { apiVersionOf, parseApiVersion } from './api-version.ts';

test.each([
  ['v1', '', 'v1'],
  ['apps/v1', 'apps', 'v1'],
  ['helm.toolkit.fluxcd.io/v2', 'helm.toolkit.fluxcd.io', 'v2'],
])('%s', (text, group, version) => {
  expect(parseApiVersion(text)).toEqual({ group, version });
  expect(apiVersionOf(group, version)).toBe(text);
});

test.each(['', '/', 'a/', '/v1', 'a/b/v1'])('%j is no apiVersion', (text) => {
  expect(parseApiVersion(text)).toBeUndefined();
});
