import type { SyntaxProblem } from './parse.ts';

/** A file's text, or why its bytes are none. */
export type Decoded = { readonly text: string } | { readonly problem: SyntaxProblem };

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Decodes the bytes of a file. A byte order mark chooses UTF-16; without one the text must be UTF-8. */
export function decodeText(bytes: Uint8Array): Decoded {
  try {
    return { text: utf8.decode(bytes) };
  } catch {
    return { problem: { code: 'not-utf8', message: 'The file is not UTF-8 text.', help: 'Save it as UTF-8.', start: 0, end: 0 } };
  }
}
