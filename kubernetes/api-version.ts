/** `group/version` taken apart; the core group is `''`. */
export interface GroupVersion {
  readonly group: string;
  readonly version: string;
}

/** Reads `apiVersion`: `v1` or `group/version`. Undefined where it is neither. */
export function parseApiVersion(text: string): GroupVersion | undefined {
  const slash = text.indexOf('/');
  if (slash < 0) return text === '' ? undefined : { group: '', version: text };
  if (slash === 0 || slash === text.length - 1 || text.includes('/', slash + 1)) return undefined;
  return { group: text.slice(0, slash), version: text.slice(slash + 1) };
}

/** The `apiVersion` that names a group and version. */
export function apiVersionOf(group: string, version: string): string {
  return group === '' ? version : `${group}/${version}`;
}
