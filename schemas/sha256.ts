interface Constants {
  readonly rounds: Uint32Array;
  readonly start: Uint32Array;
}

/** Computed when first needed: most runs hash nothing. */
let constants: Constants | undefined;

/** SHA-256 of bytes in lower-case hex. Pure, because rooms below `cli/` do not know Node. */
export function sha256(bytes: Uint8Array): string {
  const { rounds, start } = (constants ??= computeConstants());
  const state = start.slice();
  const schedule = new Uint32Array(64);
  const whole = bytes.length - (bytes.length % 64);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let offset = 0; offset < whole; offset += 64) compress(state, rounds, schedule, view, offset);
  const tail = padded(bytes, whole);
  for (let offset = 0; offset < tail.byteLength; offset += 64) compress(state, rounds, schedule, tail, offset);
  return Array.from(state, (word) => word.toString(16).padStart(8, '0')).join('');
}

/** The bytes after the last whole block, a one bit, zeros, and the length in bits. */
function padded(bytes: Uint8Array, whole: number): DataView {
  const rest = bytes.length - whole;
  const tail = new Uint8Array(rest < 56 ? 64 : 128);
  tail.set(bytes.subarray(whole));
  tail[rest] = 0x80;
  const view = new DataView(tail.buffer);
  view.setBigUint64(tail.length - 8, BigInt(bytes.length) * 8n);
  return view;
}

function compress(state: Uint32Array, rounds: Uint32Array, w: Uint32Array, block: DataView, offset: number): void {
  for (let i = 0; i < 16; i++) w[i] = block.getUint32(offset + 4 * i);
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15]!;
    const y = w[i - 2]!;
    const s0 = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3);
    const s1 = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10);
    w[i] = w[i - 16]! + s0 + w[i - 7]! + s1;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
  for (let i = 0; i < 64; i++) {
    const t1 = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + rounds[i]! + w[i]!) | 0;
    const t2 = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => (state[i] = state[i]! + word));
}

function turn(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

/** Fractional parts of the cube and square roots of the first primes (FIPS 180-4, §4.2.2 and §5.3.3). */
function computeConstants(): Constants {
  const primes: bigint[] = [];
  for (let n = 2n; primes.length < 64; n++) if (primes.every((prime) => n % prime !== 0n)) primes.push(n);
  // The first 32 bits of the fraction of a root are the low 32 bits of the whole root of the prime times 2^(32·degree).
  const fraction = (prime: bigint, degree: bigint): number =>
    Number(root(prime << (32n * degree), degree) & 0xffffffffn);
  return {
    rounds: Uint32Array.from(primes, (prime) => fraction(prime, 3n)),
    start: Uint32Array.from(primes.slice(0, 8), (prime) => fraction(prime, 2n)),
  };
}

/** The largest whole number whose power is not above `value`. */
function root(value: bigint, degree: bigint): bigint {
  let low = 0n;
  let high = 1n << 48n;
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (middle ** degree <= value) low = middle;
    else high = middle;
  }
  return low;
}
