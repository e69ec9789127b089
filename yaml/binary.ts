const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * The text of a `!!binary` scalar: standard base64 with padding, line breaks ignored, undefined where it is not that.
 * The bytes become a string as Go's JSON encoder makes it: each byte that is not part of valid UTF-8 is one U+FFFD.
 */
export function decodeBinary(text: string): string | undefined {
  const digits = text.replaceAll('\n', '').replaceAll('\r', '');
  if (!BASE64.test(digits)) return undefined;
  const bytes = Uint8Array.from(atob(digits), (unit) => unit.charCodeAt(0));
  let out = '';
  for (let i = 0; i < bytes.length;) {
    const length = sequenceLength(bytes, i);
    out += length === 0 ? '\ufffd' : decodeSequence(bytes, i, length);
    i += length || 1;
  }
  return out;
}

/** How many bytes the valid UTF-8 sequence at `i` has, 0 where there is none. */
function sequenceLength(bytes: Uint8Array, i: number): number {
  const first = bytes[i] ?? 0;
  if (first < 0x80) return 1;
  const length = first >= 0xc2 && first <= 0xdf ? 2 : first >> 4 === 0xe ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0;
  if (length === 0) return 0;
  for (let k = 1; k < length; k++) if ((bytes[i + k] ?? 0) >> 6 !== 2) return 0;
  const second = bytes[i + 1] ?? 0;
  const overlong = (first === 0xe0 && second < 0xa0) || (first === 0xf0 && second < 0x90);
  const outside = (first === 0xed && second > 0x9f) || (first === 0xf4 && second > 0x8f);
  return overlong || outside ? 0 : length;
}

function decodeSequence(bytes: Uint8Array, i: number, length: number): string {
  let code = bytes[i] ?? 0;
  if (length > 1) code &= 0xff >> (length + 1);
  for (let k = 1; k < length; k++) code = (code << 6) | ((bytes[i + k] ?? 0) & 0x3f);
  return String.fromCodePoint(code);
}
