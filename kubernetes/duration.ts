const nanoseconds: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};

/**
 * Reads a duration as Go's `time.ParseDuration` does: an optional sign, then numbers with a unit each
 * (`1h30m`, `1.5s`, `300ms`); `0` needs no unit. Gives nanoseconds, undefined where it is none or beyond 64 bits.
 */
export function parseDuration(text: string): number | undefined {
  const sign = text[0] === '-' ? -1 : 1;
  const rest = text[0] === '-' || text[0] === '+' ? text.slice(1) : text;
  if (rest === '0') return 0;
  if (!/^(?:(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(rest)) return undefined;
  let total = 0;
  for (const [, number = '', unit = ''] of rest.matchAll(/([0-9.]+)([^0-9.]+)/g)) {
    total += Number(number) * (nanoseconds[unit] ?? 0);
  }
  return total >= 2 ** 63 ? undefined : sign * total;
}
