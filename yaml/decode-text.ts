import type { SyntaxProblem } from './parse.ts';

/** A file's text, or why its bytes are none. */
export type Decoded = { readonly text: string } | { readonly problem: SyntaxProblem };

const decoders = {
  'utf-8': new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }),
  'utf-16le': new TextDecoder('utf-16le', { fatal: true, ignoreBOM: true }),
} as const;

/**
 * Decodes the bytes of a file as the Go readers do: a byte order mark says UTF-8 or UTF-16, without one it is UTF-8.
 * The mark is dropped. The offset of a problem counts bytes.
 */
export function decodeText(bytes: Uint8Array): Decoded {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return decode(bytes.subarray(2), 'utf-16le', 2);
  if (first === 0xfe && second === 0xff) return decode(swapped(bytes.subarray(2)), 'utf-16le', 2);
  const mark = first === 0xef && second === 0xbb && third === 0xbf ? 3 : 0;
  return decode(mark === 0 ? bytes : bytes.subarray(mark), 'utf-8', mark);
}

function decode(bytes: Uint8Array, encoding: keyof typeof decoders, mark: number): Decoded {
  try {
    return { text: decoders[encoding].decode(bytes) };
  } catch {
    return { problem: problemOf(bytes, encoding, mark) };
  }
}

/** UTF-16 with the bytes of each unit exchanged; an odd last byte stays, and is refused. */
function swapped(bytes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(bytes);
  for (let index = 0; index + 1 < copy.length; index += 2) {
    copy[index] = bytes[index + 1] as number;
    copy[index + 1] = bytes[index] as number;
  }
  return copy;
}

function problemOf(bytes: Uint8Array, encoding: keyof typeof decoders, mark: number): SyntaxProblem {
  const offset = mark + validLength(bytes, encoding);
  if (bytes.includes(0) && encoding === 'utf-8') {
    return {
      code: 'binary',
      message: 'This is a binary file, not YAML text.',
      help: 'Leave it out of the tree, or give it another name.',
      start: offset,
      end: offset + 1,
    };
  }
  return {
    code: 'bad-encoding',
    message: `The byte at offset ${offset} is no ${encoding === 'utf-8' ? 'UTF-8' : 'UTF-16'} text.`,
    help: 'Save the file as UTF-8.',
    start: offset,
    end: offset + 1,
  };
}

/** How many bytes make whole characters before the first fault: the longest prefix that decodes, found by halving. */
function validLength(bytes: Uint8Array, encoding: keyof typeof decoders): number {
  let valid = 0;
  let invalid = bytes.length + 1;
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1;
    if (prefix(bytes, middle, encoding) === null) invalid = middle;
    else valid = middle;
  }
  const text = prefix(bytes, valid, encoding) ?? '';
  return encoding === 'utf-8' ? new TextEncoder().encode(text).length : text.length * 2;
}

/** The whole characters of the first bytes; null where they are no text. An unfinished last character is no fault yet. */
function prefix(bytes: Uint8Array, length: number, encoding: keyof typeof decoders): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes.subarray(0, length), {
      stream: true,
    });
  } catch {
    return null;
  }
}
