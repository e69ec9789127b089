import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { command, quote } from './shell-quote.ts';

/** What a shell makes of quoted words. */
function read(words: readonly string[]): string[] {
  const script = `printf '%s\\0' ${command(...words)}`;
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
}

test.each([
  ['hardware=light', 'hardware=light'],
  ['v1.36.2+k3s1', 'v1.36.2+k3s1'],
  ['', "''"],
  ['=x', "'=x'"],
  ['~', "'~'"],
  ["it's", String.raw`'it'\''s'`],
  ['$(reboot)', "'$(reboot)'"],
])('%s is written %s', (text, quoted) => {
  expect(quote(text)).toBe(quoted);
});

test('a shell reads every text back unchanged, as one word', () => {
  const nasty = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'ab\'"`$\\!*?[]{}()<>|&;#~=- \t\n') }),
    fc.string({ unit: 'grapheme' }),
  );
  const word = nasty.filter((text) => !text.includes('\0') && text.isWellFormed());
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 500, size: 'max' }), (words) => {
      expect(read(words)).toEqual(words);
    }),
    { numRuns: 8 },
  );
});
