import { apiVersionOf, parseApiVersion } from '../kubernetes/index.ts';
import { suggest } from '../findings/index.ts';
import type { ObjectName } from '../findings/index.ts';
import type { KindSchema, SchemaStore } from '../schemas/index.ts';
import { listing } from './evaluate/words.ts';
import type { Fact } from './rule.ts';

/** The schema that judges an object, the fact that there can be none, or undefined where we lack its group. */
export function findKind(schemas: SchemaStore, object: ObjectName, plain: boolean): KindSchema | Fact | undefined {
  const { apiVersion, kind } = object;
  if (apiVersion === null || kind === null) return missingType(object);
  const parsed = parseApiVersion(apiVersion);
  if (!parsed)
    return fact(
      'api/malformed-version',
      'apiVersion',
      `\`${short(apiVersion)}\` is no apiVersion`,
      'Write `version` or `group/version`.',
    );
  const { group, version } = parsed;
  if (plain && isClientSide(group))
    return fact(
      'api/unknown-kind',
      'kind',
      `no API server serves \`${short(kind)}\` of \`${short(apiVersion)}\``,
      'kustomize reads it on the client: judge it in a tree, without --plain.',
    );
  const found = schemas.kind(group, version, kind);
  if (found) return found;
  const removal = schemas.removal(group, version, kind);
  if (removal) {
    const help =
      removal.successor === undefined ? 'Nothing takes its place.' : `Write \`apiVersion: ${removal.successor}\`.`;
    const message = `\`${apiVersion}\` \`${kind}\` is not served since ${removal.product} ${removal.removedIn}`;
    return fact('api/removed-version', 'apiVersion', message, help);
  }
  return schemas.knowsGroup(group) ? unknownKind(schemas, group, version, kind) : undefined;
}

/** Configuration that a program on the client reads; it never reaches a server. */
function isClientSide(group: string): boolean {
  return group === 'kustomize.config.k8s.io';
}

function unknownKind(schemas: SchemaStore, group: string, version: string, kind: string): Fact {
  const versions = schemas.versions(group, kind);
  if (versions.length > 0) {
    const written = listing(versions.map((each) => apiVersionOf(group, each)));
    return fact(
      'api/unknown-version',
      'apiVersion',
      `\`${kind}\` is not served in version \`${short(version)}\``,
      `It is served as ${written}.`,
    );
  }
  const elsewhere = schemas.groups().filter((each) => each !== group && schemas.kinds(each).includes(kind));
  const message = `\`${short(kind)}\` is not a kind of \`${apiVersionOf(group, version)}\``;
  if (elsewhere.length > 0) {
    const written = elsewhere.map((each) => apiVersionOf(each, newest(schemas.versions(each, kind))));
    return fact('api/unknown-kind', 'apiVersion', message, `\`${kind}\` is served as ${listing(written)}.`);
  }
  const meant =
    suggest(kind, schemas.kinds(group)) ??
    suggest(
      kind,
      schemas.groups().flatMap((each) => schemas.kinds(each)),
    );
  return fact(
    'api/unknown-kind',
    'kind',
    message,
    meant ? `Did you mean \`${meant}\`?` : 'Check the spelling of `apiVersion` and `kind`.',
  );
}

/** v2 before v1, v1 before v1beta1. */
function newest(versions: readonly string[]): string {
  const stable = versions.filter((version) => /^v[0-9]+$/.test(version));
  return (stable.length > 0 ? stable : versions).toSorted().at(-1) ?? '';
}

function missingType({ apiVersion, kind }: ObjectName): Fact {
  const missing =
    apiVersion === null && kind === null ? '`apiVersion` and `kind`' : apiVersion === null ? '`apiVersion`' : '`kind`';
  const field = apiVersion === null ? 'apiVersion' : 'kind';
  return fact(
    'api/missing-type',
    field,
    `the object does not say its ${missing}`,
    'A Kubernetes object names both, as strings.',
  );
}

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function fact(rule: string, field: string, message: string, help?: string): Fact {
  return { rule, path: [field], message, ...(help !== undefined && { help }) };
}
