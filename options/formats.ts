import {
  compareQuantities,
  explainDns1035Label,
  explainDnsLabel,
  explainDnsSubdomain,
  explainLabelValue,
  explainQualifiedName,
  isQuantity,
  parseDuration,
  parseQuantity,
  type Quantity,
} from '../kubernetes/index.ts';

/** A format: the test ajv applies, and what a person is told is due. */
interface FormatRule {
  readonly accepts: (text: string) => boolean;
  readonly due: string;
}

const zero = parseQuantity('0') as Quantity;

function isPositive(text: string): boolean {
  const quantity = parseQuantity(text);
  return typeof quantity !== 'string' && compareQuantities(quantity, zero) > 0;
}

const octet = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const ipv4 = new RegExp(`^${octet}(?:\\.${octet}){3}$`);
const image = /^[a-z0-9][a-z0-9._:/-]*[a-z0-9](?::[A-Za-z0-9_][A-Za-z0-9._-]{0,127})?(?:@sha256:[0-9a-f]{64})?$/;

/** Formats that options may ask for, each the rule of whoever reads the value in the end. */
export const formats = {
  quantity: {
    accepts: (text) => isQuantity(text) && !text.startsWith('-'),
    due: 'a quantity such as 500m, 2 or 20Gi',
  },
  size: {
    accepts: (text) => isQuantity(text) && isPositive(text),
    due: 'a size above zero such as 500Mi or 20Gi',
  },
  // Narrower than Go's durations: Flux refuses signs and units below the millisecond.
  duration: {
    accepts: (text) => /^(?:\d+(?:\.\d+)?(?:ms|s|m|h))+$/.test(text) && (parseDuration(text) ?? 0) > 0,
    due: 'a duration such as 30s, 5m or 1h30m',
  },
  'dns-label': {
    accepts: (text) => explainDnsLabel(text) === undefined,
    due: 'a DNS label (at most 63 lower-case letters, digits and "-", which is not at either end)',
  },
  // Components give their name to Services, releases (at most 53) and what is derived from them.
  'component-name': {
    accepts: (text) => text.length <= 40 && explainDns1035Label(text) === undefined,
    due: 'a name of at most 40 lower-case letters, digits and "-", which begins with a letter and ends without "-"',
  },
  'dns-name': {
    accepts: (text) => explainDnsSubdomain(text) === undefined,
    due: 'a DNS name (DNS labels joined by dots, at most 253 characters)',
  },
  'label-key': {
    accepts: (text) => explainQualifiedName(text) === undefined,
    due: 'a label key such as hardware or example.com/zone',
  },
  'label-value': {
    accepts: (text) => explainLabelValue(text) === undefined,
    due: 'a label value (at most 63 letters, digits, "-", "_" and ".", beginning and ending with a letter or digit)',
  },
  'ipv4-address': { accepts: (text) => ipv4.test(text), due: 'an IPv4 address such as 10.0.0.102' },
  image: {
    accepts: (text) => image.test(text) && /:[^/]+$/.test(text) && text.length <= 500,
    due: 'an image with a tag or a digest, such as ghcr.io/owner/name:1.2.3',
  },
  'https-url': {
    accepts: (text) => /^https:\/\/[A-Za-z0-9.-]+(?::\d+)?(?:\/[^\s"'\\`$]*)?$/.test(text) && text.length <= 2000,
    due: 'an address that begins with https:// and holds no space, quote, backslash or "$"',
  },
  'oci-url': {
    accepts: (text) => /^oci:\/\/[a-z0-9.-]+(?::\d+)?(?:\/[a-z0-9._-]+)+$/.test(text) && text.length <= 2000,
    due: 'an address such as oci://ghcr.io/owner/charts/name, without a version',
  },
  'environment-name': {
    accepts: (text) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(text) && text.length <= 253,
    due: 'the name of an environment variable such as LOG_LEVEL',
  },
  'absolute-path': {
    accepts: (text) => /^\/[^:\s\p{Cc}]*$/u.test(text) && text.length <= 1000,
    due: 'an absolute path without spaces and ":", such as /data',
  },
  'relative-path': {
    accepts: (text) => /^[^/\s\\:]+(?:\/[^/\s\\:]+)*$/.test(text) && !/(?:^|\/)\.{1,2}(?:\/|$)/.test(text),
    due: 'a path from the repository root without "./" and "..", such as apps/mine',
  },
} as const satisfies { [name: string]: FormatRule };

export type Format = keyof typeof formats;
