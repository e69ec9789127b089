import { expect, test } from 'vitest';
import { suggest } from './index.ts';

const fields = ['replicas', 'selector', 'template', 'strategy', 'paused'];

test.each([
  ['replicsa', 'replicas'],
  ['Replicas', 'replicas'],
  ['tempate', 'template'],
  ['strateggy', 'strategy'],
  ['image', undefined],
  ['', undefined],
])('%s means %s', (word, meant) => {
  expect(suggest(word, fields)).toBe(meant);
});

test('the nearest candidate wins, of equals the first', () => {
  expect(suggest('ports', ['port', 'hosts', 'ports2'])).toBe('port');
  expect(suggest('name', ['namf', 'nams'])).toBe('namf');
});
