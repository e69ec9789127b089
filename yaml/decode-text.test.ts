import { describe, expect, test } from 'vitest';
import { decodeText } from './index.ts';

const text = 'a: é 漢 😀\n';
const utf8 = new TextEncoder().encode(text);
const units = [...text].flatMap((character) => character.split('').map((unit) => unit.charCodeAt(0)));
const little = units.flatMap((unit) => [unit & 0xff, unit >> 8]);
const big = units.flatMap((unit) => [unit >> 8, unit & 0xff]);

describe('decodeText', () => {
  test.each([
    ['UTF-8', [...utf8]],
    ['UTF-8 with a mark', [0xef, 0xbb, 0xbf, ...utf8]],
    ['UTF-16 little-endian', [0xff, 0xfe, ...little]],
    ['UTF-16 big-endian', [0xfe, 0xff, ...big]],
  ])('%s', (_, bytes) => {
    expect(decodeText(Uint8Array.from(bytes))).toEqual({ text });
  });

  test.each([
    ['a lone continuation byte', [0x61, 0x80], 'bad-encoding', 1],
    ['an overlong form', [0x61, 0x62, 0xc0, 0xaf], 'bad-encoding', 2],
    ['an unfinished character', [0x61, 0xe6, 0xbc], 'bad-encoding', 1],
    ['a surrogate in UTF-8', [0xed, 0xa0, 0x80], 'bad-encoding', 0],
    ['half a UTF-16 unit', [0xff, 0xfe, 0x61, 0, 0x62], 'bad-encoding', 4],
    ['a lone surrogate in UTF-16', [0xff, 0xfe, 0x00, 0xd8, 0x61, 0], 'bad-encoding', 2],
    ['an image', [0x89, 0x50, 0x4e, 0x47, 0, 1], 'binary', 0],
  ])('%s is a problem', (_, bytes, code, offset) => {
    expect(decodeText(Uint8Array.from(bytes))).toMatchObject({ problem: { code, start: offset } });
  });

  test('nothing is an empty text', () => {
    expect(decodeText(new Uint8Array())).toEqual({ text: '' });
  });
});
