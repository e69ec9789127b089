import { explainDnsLabel, explainDnsSubdomain, parseDuration } from '../../kubernetes/index.ts';

interface Format {
  /** What is due, in words. */
  readonly due: string;
  readonly test: (text: string) => boolean;
}

const uuid = (version: string): Format => ({
  due: 'a UUID',
  test: (text) => new RegExp(`^[0-9a-f]{8}-?[0-9a-f]{4}-?${version}-?[0-9a-f]{12}$`, 'i').test(text),
});

/** The formats that the API server checks in custom resources; it ignores all others. */
const formats: Readonly<Record<string, Format>> = {
  byte: { due: 'base64', test: isBase64 },
  cidr: { due: 'an address range (CIDR)', test: isCidr },
  date: { due: 'a date (2006-01-02)', test: isDate },
  'date-time': { due: 'a time (2006-01-02T15:04:05Z)', test: isTime },
  datetime: { due: 'a time (2006-01-02T15:04:05Z)', test: isTime },
  duration: { due: 'a duration (`1h30m`)', test: isDuration },
  email: { due: 'an e-mail address', test: (text) => /^[^@]*[^@\s]@[^@\s]+>?$/.test(text) },
  ipv4: { due: 'an IPv4 address', test: isIpv4 },
  ipv6: { due: 'an IPv6 address', test: isIpv6 },
  'k8s-long-name': { due: 'a DNS subdomain', test: (text) => explainDnsSubdomain(text) === undefined },
  'k8s-short-name': { due: 'a DNS label', test: (text) => explainDnsLabel(text) === undefined },
  mac: { due: 'a MAC address', test: isMac },
  uri: { due: 'a URL', test: isRequestUri },
  uuid: uuid('[0-9a-f]{4}-?[0-9a-f]{4}'),
  uuid3: uuid('3[0-9a-f]{3}-?[0-9a-f]{4}'),
  uuid4: uuid('4[0-9a-f]{3}-?[89ab][0-9a-f]{3}'),
  uuid5: uuid('5[0-9a-f]{3}-?[89ab][0-9a-f]{3}'),
};

/** What Go types read strictly by themselves; every other format of a built-in kind is a hint for readers. */
const builtinFormats: Readonly<Record<string, Format>> = {
  byte: { due: 'base64 with its padding', test: isPaddedBase64 },
  'date-time': { due: 'a time (2006-01-02T15:04:05Z)', test: isRfc3339 },
  'micro-time': {
    due: 'a time with six digits after the second (2006-01-02T15:04:05.000000Z)',
    test: (text) => isRfc3339(text) && /\.[0-9]{6}(?:Z|[+-][0-9:]{5})$/.test(text),
  },
};

/** What is due where a text does not have the format; undefined where it has, or where the format is not checked. */
export function explainFormat(name: string, text: string, builtin: boolean): string | undefined {
  const table = builtin ? builtinFormats : formats;
  const format = Object.hasOwn(table, name) ? table[name] : undefined;
  return format === undefined || format.test(text) ? undefined : format.due;
}

/** Base64 as Go's standard decoder takes it: padded, line breaks anywhere. */
function isPaddedBase64(text: string): boolean {
  const dense = text.includes('\n') || text.includes('\r') ? text.replaceAll(/[\r\n]/g, '') : text;
  return dense.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(dense);
}

function isBase64(text: string): boolean {
  return text.length > 0 && isPaddedBase64(text);
}

function isDate(text: string): boolean {
  const found = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text);
  return found !== null && isDay(Number(found[1]), Number(found[2]), Number(found[3]));
}

function isDay(year: number, month: number, day: number): boolean {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day >= 1 && day <= (days[month - 1] ?? 0);
}

/** A date and a time of day with its zone; letters of either case. */
function isTime(text: string): boolean {
  const [date = '', time = ''] = text.toLowerCase().split('t');
  const found = /^([0-9]{2}):([0-9]{2}):([0-9]{2})(?:.[0-9]+)?(?:z|[+-][0-9]{2}:[0-9]{2})$/.exec(time);
  return isDate(date) && found !== null && Number(found[1]) < 24 && Number(found[2]) < 60 && Number(found[3]) < 60;
}

function isRfc3339(text: string): boolean {
  const found = /^([0-9-]{10})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:[.,][0-9]+)?(?:Z|[+-]([0-9]{2}):([0-9]{2}))$/.exec(
    text,
  );
  if (!found || !isDate(found[1] ?? '')) return false;
  const [hour, minute, second] = [Number(found[2]), Number(found[3]), Number(found[4])];
  return hour < 24 && minute < 60 && second < 60 && Number(found[5] ?? 0) <= 24 && Number(found[6] ?? 0) < 60;
}

/** Go's durations, and beside them numbers with units in words (`1 day`, `2 weeks`) anywhere in the text. */
function isDuration(text: string): boolean {
  if (parseDuration(text) !== undefined) return true;
  const units = /^(?:ns|nano.*|us|µs|micro.*|ms|milli.*|s|sec.*|m|min.*|h|hr|hour.*|d|day.*|w|wk|week.*)$/;
  return [...text.matchAll(/[0-9]+\s*([A-Za-zµ]+)/g)].some(([, unit = '']) => units.test(unit.toLowerCase()));
}

function isIpv4(text: string): boolean {
  return /^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\.(?!$)|$)){4}$/.test(text);
}

function isIpv6(text: string): boolean {
  const tail = /[0-9]+\.[0-9.]+$/.exec(text)?.[0];
  if (tail !== undefined && !isIpv4(tail)) return false;
  const groups = tail === undefined ? text : `${text.slice(0, -tail.length)}0:0`;
  const halves = groups.split('::');
  if (halves.length > 2 || !groups.includes(':')) return false;
  const parts = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  if (!parts.every((part) => /^[0-9a-fA-F]{1,4}$/.test(part))) return false;
  return halves.length === 2 ? parts.length < 8 : parts.length === 8;
}

function isCidr(text: string): boolean {
  const [address = '', bits = '', rest] = text.split('/');
  if (rest !== undefined || !/^(?:0|[1-9][0-9]{0,2})$/.test(bits)) return false;
  return isIpv4(address) ? Number(bits) <= 32 : isIpv6(address) && Number(bits) <= 128;
}

function isMac(text: string): boolean {
  const pairs = /^[0-9a-f]{2}(?:([:-])[0-9a-f]{2}(?:\1[0-9a-f]{2})*)$/i;
  const fours = /^[0-9a-f]{4}(?:\.[0-9a-f]{4})+$/i;
  const octets = text.replaceAll(/[^0-9a-f]/gi, '').length / 2;
  return (pairs.test(text) || fours.test(text)) && [6, 8, 20].includes(octets);
}

/** An absolute URL or an absolute path. */
function isRequestUri(text: string): boolean {
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f]/.test(text) || /%(?![0-9a-fA-F]{2})/.test(text)) return false;
  return /^[A-Za-z][A-Za-z0-9+.-]*:./.test(text) || text.startsWith('/');
}
