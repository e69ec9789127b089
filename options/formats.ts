/** A format by name: the test ajv applies, what a person is told is due, and an example of it. */
interface FormatRule {
  readonly test: RegExp;
  readonly due: string;
  readonly maxLength?: number;
}

const octet = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';

/**
 * Formats that options use. The API server refuses what they refuse; durations are narrower than Go's
 * (no sign, no fraction), as the patterns of the Flux API are.
 */
export const formats = {
  quantity: {
    test: /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/,
    due: 'a quantity such as 500m, 2 or 20Gi',
  },
  duration: {
    test: /^(?:\d+h)?(?:\d+m)?(?:\d+s)?$/,
    due: 'a duration such as 30s, 5m or 1h30m',
  },
  'dns-label': {
    test: /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/,
    due: 'a DNS label: at most 63 lower-case letters, digits and "-", not at either end',
    maxLength: 63,
  },
  'dns-name': {
    test: /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/,
    due: 'a DNS name: DNS labels joined by dots, at most 253 characters',
    maxLength: 253,
  },
  'label-key': {
    test: /^(?:[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/,
    due: 'a label key such as hardware or example.com/zone',
    maxLength: 317,
  },
  'label-value': {
    test: /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/,
    due: 'a label value: at most 63 letters, digits, "-", "_" and ".", not at either end',
    maxLength: 63,
  },
  ipv4: {
    test: new RegExp(`^${octet}(?:\\.${octet}){3}$`),
    due: 'an IPv4 address such as 10.0.0.102',
  },
  image: {
    test: /^[a-z0-9][a-z0-9._:/-]*?[a-z0-9](?::[A-Za-z0-9_][A-Za-z0-9._-]{0,127}(?:@sha256:[0-9a-f]{64})?|@sha256:[0-9a-f]{64})$/,
    due: 'an image with a tag or a digest, such as ghcr.io/owner/name:1.2.3',
    maxLength: 500,
  },
  'https-url': {
    test: /^https:\/\/[A-Za-z0-9.-]+(?::\d+)?(?:\/[^\s"'\\]*)?$/,
    due: 'an address that begins with https://',
    maxLength: 2000,
  },
  'environment-name': {
    test: /^[A-Za-z_][A-Za-z0-9_]*$/,
    due: 'the name of an environment variable such as LOG_LEVEL',
    maxLength: 253,
  },
  'absolute-path': {
    test: /^\/[^:\0\s]*$/,
    due: 'an absolute path without ":" such as /data',
    maxLength: 1000,
  },
} as const satisfies { [name: string]: FormatRule };

export type Format = keyof typeof formats;

export function conforms(format: Format, value: string): boolean {
  const rule: FormatRule = formats[format];
  return value !== '' || format === 'label-value'
    ? rule.test.test(value) && value.length <= (rule.maxLength ?? 4096)
    : false;
}
