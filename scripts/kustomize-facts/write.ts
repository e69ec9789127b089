// Writes what kustomize knows of Kubernetes by heart, from its own Go modules, into the renderer. Needs Go.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Facts {
  readonly kinds: Readonly<Record<string, string>>;
  readonly types: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly clusterScoped: readonly string[];
  readonly fieldSpecs: Readonly<Record<string, readonly string[]>>;
  readonly references: Readonly<Record<string, readonly string[]>>;
}

const printed = execFileSync('go', ['run', '.'], {
  cwd: import.meta.dirname,
  encoding: 'utf8',
  maxBuffer: 2 ** 26,
  env: { ...process.env, GOFLAGS: '-mod=mod' },
});
const facts = JSON.parse(printed) as Facts;
const room = join(import.meta.dirname, '../../renderer/kustomize');

writeFileSync(
  join(room, 'openapi-facts.ts'),
  [
    header('Kubernetes 1.21.2 as frozen inside kyaml'),
    '/** Kinds with a list that strategic merge patches merge, and the type of each. */',
    constant('kinds', sorted(facts.kinds)),
    '/** Where the fields of a type lead: `Type`, `*Type` (a map of them), `[]Type key…` (a list merged by these keys). */',
    constant('types', sorted(facts.types, sorted)),
    '/** `apiVersion Kind` of all kinds that kustomize takes for cluster-scoped. */',
    `export const clusterScoped: readonly string[] = ${JSON.stringify(facts.clusterScoped)};\n`,
  ].join('\n'),
);
writeFileSync(
  join(room, 'field-spec-facts.ts'),
  [
    header('the defaults of kustomize'),
    '/** Per transformer the fields it touches, as `path Kind.version.group`, and ` create` where a missing one is made. */',
    constant('fieldSpecs', sorted(facts.fieldSpecs)),
    '/** Per kind (`Kind.version.group`) the fields of other kinds that hold the name of such an object. */',
    constant('references', sorted(facts.references)),
  ].join('\n'),
);

function header(what: string): string {
  return `// Written by scripts/kustomize-facts/write.ts from ${what}. Do not edit.\n`;
}

function constant(name: string, value: unknown): string {
  return `export const ${name} = ${JSON.stringify(value)} as const;\n`;
}

function sorted<T, U = T>(record: Readonly<Record<string, T>>, each = (value: T) => value as unknown as U) {
  const keys = Object.keys(record).sort();
  return Object.fromEntries(keys.map((key) => [key, each(record[key] as T)]));
}
