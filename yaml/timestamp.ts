const TIMESTAMP =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt]| +)(\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,](\d+))?(Z|[+-]\d\d:\d\d)?)?$/;

/**
 * The RFC 3339 form in which kustomize writes a scalar that go-yaml v3 takes for a timestamp; undefined where it is
 * none. A date alone, `T` or `t` with a zone, or a space without one are timestamps; a zone of 24 hours is read but
 * cannot be written as JSON, which is `'unwritable'`.
 */
export function parseTimestamp(text: string): { rfc3339: string } | 'unwritable' | undefined {
  if (text.charCodeAt(4) !== 45) return undefined;
  const match = TIMESTAMP.exec(text);
  if (!match) return undefined;
  const [, year = '', month = '', day = '', hour = '0', minute = '0', second = '0', fraction = '', zone] = match;
  const withT = match[4] !== undefined && (text.includes('T') || text.includes('t'));
  if (match[4] !== undefined && withT !== (zone !== undefined)) return undefined;
  if (!isDate(Number(year), Number(month), Number(day))) return undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const offset = writeZone(zone ?? 'Z');
  if (offset === undefined || offset === 'unwritable') return offset;
  const two = (digits: string): string => digits.padStart(2, '0');
  const decimals = fraction.slice(0, 9).replace(/0+$/, '');
  const time = `${two(hour)}:${two(minute)}:${two(second)}${decimals && `.${decimals}`}`;
  return { rfc3339: `${year}-${two(month)}-${two(day)}T${time}${offset}` };
}

function isDate(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 ? (leap ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return day <= days;
}

/** Go reads zones up to 24 hours and 60 minutes, writes +00:00 as Z and refuses to write 24 hours. */
function writeZone(zone: string): string | undefined {
  if (zone === 'Z') return 'Z';
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4, 6));
  if (hours > 24 || minutes > 60) return undefined;
  const total = hours * 60 + minutes;
  if (total === 0) return 'Z';
  if (total >= 24 * 60) return 'unwritable';
  return `${zone[0]}${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`;
}
