/** The most characters of a DNS label, of a label value and of the name part of a label key. */
const labelLength = 63;
/** The most characters of a DNS subdomain and of most object names. */
const subdomainLength = 253;

const label = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const label1035 = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const qualifiedPart = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

/** Explains what is wrong with a text; undefined where nothing is. */
export type Explanation = string | undefined;

/** A DNS label of RFC 1123 (`app-1`): namespaces, Pod container names and most parts of names. */
export function explainDnsLabel(text: string): Explanation {
  if (text.length > labelLength) return `must be at most ${labelLength} characters long, this is ${text.length}`;
  if (label.test(text)) return undefined;
  return explainCharacters(text, "lower-case letters, digits and '-'", 'a letter or digit');
}

/** A DNS label of RFC 1035: as {@link explainDnsLabel}, and the first character is a letter (ports of old, Service names of old). */
export function explainDns1035Label(text: string): Explanation {
  if (text.length > labelLength) return `must be at most ${labelLength} characters long, this is ${text.length}`;
  if (label1035.test(text)) return undefined;
  if (/^[0-9]/.test(text)) return 'must start with a lower-case letter';
  return explainCharacters(text, "lower-case letters, digits and '-'", 'a letter or digit');
}

/** A DNS subdomain of RFC 1123 (`app.example.com`): the name of most objects. Its parts may be longer than 63. */
export function explainDnsSubdomain(text: string): Explanation {
  if (text.length > subdomainLength)
    return `must be at most ${subdomainLength} characters long, this is ${text.length}`;
  if (text.length > 0 && text.split('.').every((part) => label.test(part))) return undefined;
  if (text.includes('..') && /^[-a-z0-9.]+$/.test(text)) return "must not have two '.' side by side";
  return explainCharacters(text, "lower-case letters, digits, '-' and '.'", 'a letter or digit');
}

/** A name that is safe as one segment of a URL: what RBAC objects need. */
export function explainPathSegment(text: string): Explanation {
  if (text === '') return 'must not be empty';
  if (text === '.' || text === '..') return `must not be '${text}'`;
  if (text.includes('/')) return "must not hold '/'";
  return text.includes('%') ? "must not hold '%'" : undefined;
}

/** The key of a label or annotation: `name` or `prefix.example.com/name`. */
export function explainQualifiedName(text: string): Explanation {
  const parts = text.split('/');
  if (parts.length > 2) return "must be a name, or a prefix and a name with one '/' between them";
  const [prefix, name = ''] = parts.length === 2 ? parts : ['x', parts[0]];
  if (prefix === '') return "the prefix before '/' must not be empty";
  const prefixProblem = explainDnsSubdomain(prefix ?? '');
  if (prefixProblem !== undefined) return `the prefix before '/' ${prefixProblem}`;
  if (name === '') return parts.length === 2 ? "the name after '/' must not be empty" : 'must not be empty';
  const problem = explainQualifiedPart(name);
  return problem === undefined || parts.length === 1 ? problem : `the name after '/' ${problem}`;
}

/** The key of an annotation: a qualified name whose letters may be of any case, also in the prefix. */
export function explainAnnotationKey(text: string): Explanation {
  return explainQualifiedName(text.toLowerCase());
}

/** The value of a label: empty, or up to 63 letters, digits, `-`, `_` and `.`, with a letter or digit at both ends. */
export function explainLabelValue(text: string): Explanation {
  return text === '' ? undefined : explainQualifiedPart(text);
}

function explainQualifiedPart(text: string): Explanation {
  if (text.length > labelLength) return `must be at most ${labelLength} characters long, this is ${text.length}`;
  if (qualifiedPart.test(text)) return undefined;
  return explainCharacters(text, "letters, digits, '-', '_' and '.'", 'a letter or digit');
}

function explainCharacters(text: string, allowed: string, ends: string): string {
  if (text === '') return 'must not be empty';
  const inner = allowed.startsWith('lower') ? /[^-a-z0-9.]/u : /[^-A-Za-z0-9_.]/u;
  const wrong = inner.exec(text)?.[0] ?? (allowed.includes("'.'") ? undefined : /\./.exec(text)?.[0]);
  if (wrong === undefined) return `must start and end with ${ends}`;
  if (/^[A-Z]$/.test(wrong)) return `may hold only ${allowed}; '${wrong}' is an upper-case letter`;
  return `may hold only ${allowed}, not ${wrong === ' ' ? 'a space' : `'${wrong}'`}`;
}
