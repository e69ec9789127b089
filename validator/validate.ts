import type { DocumentVerdict, Finding, Report, Summary, UnjudgedKind } from '../findings/index.ts';
import type { SchemaStore } from '../schemas/index.ts';
import type { Tree } from '../tree/index.ts';
import { decodeText, parse } from '../yaml/index.ts';
import type { Document, Source } from '../yaml/index.ts';
import type { Bench, Case } from './case.ts';
import { findFiles, isCandidate } from './files.ts';
import type { FoundFile } from './files.ts';
import { FindingsList } from './findings-list.ts';
import type { RuleSetting } from './findings-list.ts';
import { globTest } from './glob.ts';
import { nameless } from './identity.ts';
import { hasIgnores, Ignores } from './ignore-comments.ts';
import { judge } from './judge.ts';

import { filesNamedBy, isKustomization, kustomizationsAbove } from './kustomization-files.ts';
import { Patches } from './patches.ts';
import { obstacles } from './read-failures.ts';
import type { Rule } from './rule.ts';
import { rules as allRules } from './rules/index.ts';

export interface ValidateOptions {
  readonly tree: Tree;
  /** Files and directories of the tree to judge; all of it without. */
  readonly paths?: readonly string[];
  /** Which of the files found there are judged; all without. */
  readonly only?: (path: string) => boolean;
  readonly schemas: SchemaStore;
  /** What the schemas stand for: `{ kubernetes: '1.36', flux: '2.9' }`. */
  readonly target: Report['target'];
  /** The version of the program, for the report. */
  readonly version: string;
  /** Judge each document alone, as the bare API server would. */
  readonly plain?: boolean;
  /** A kind without schema is an error. */
  readonly requireSchemas?: boolean;
  /** What the configuration makes of rules, by id. */
  readonly severities?: Readonly<Record<string, RuleSetting>>;
  /** Globs of paths that are passed over. */
  readonly ignore?: readonly string[];
  /** The rules to keep; all of the table without. */
  readonly rules?: readonly Rule[];
}

export interface Validation {
  readonly report: Report;
  /** The texts of the files that have findings, by path, for code frames. */
  readonly sources: ReadonlyMap<string, Source>;
}

/** No manifest is larger; an API server takes objects of 1.5 MB. */
const mostBytes = 32 * 1024 * 1024;

/** Judges the Kubernetes documents of a tree. Whatever the bytes, the answer is a report. */
export function validate(options: ValidateOptions): Validation {
  return new Run(options).finish();
}

type Counts = { -readonly [K in keyof Summary]: Summary[K] };

class Run {
  readonly #options: ValidateOptions;
  readonly #bench: Bench;
  readonly #findings: FindingsList;
  readonly #documents: DocumentVerdict[] = [];
  readonly #counts: Counts = {
    files: 0,
    documents: 0,
    objects: 0,
    valid: 0,
    invalid: 0,
    undecided: 0,
    noSchema: 0,
    skipped: 0,
    errors: 0,
    warnings: 0,
  };
  /** How many objects of a kind had no schema, by `apiVersion kind`. */
  readonly #unjudged = new Map<string, number>();
  /** How many documents were skipped for a reason. */
  readonly #skipped = new Map<string, number>();
  #patches: Patches | undefined;
  readonly #ruleIds: ReadonlySet<string>;

  constructor(options: ValidateOptions) {
    const { schemas, plain = false, requireSchemas = false, rules = allRules, severities = {} } = options;
    this.#options = options;
    this.#findings = new FindingsList(rules, severities);
    this.#ruleIds = new Set(rules.map(({ id }) => id));
    this.#bench = {
      schemas,
      rules: rules.filter(({ check }) => check),
      findings: this.#findings,
      plain,
      requireSchemas,
      isPatched: (path, kind) => this.#patches?.reach(path, kind) ?? false,
    };
  }

  finish(): Validation {
    const { tree, paths = [''], only, plain = false, ignore = [] } = this.#options;
    const tests = ignore.map(globTest);
    const found = findFiles(tree, paths, (path) => path !== '' && tests.some((test) => test(path)));
    const files = found.filter(({ path }) => only?.(path) ?? true);
    const asked = files.map(({ path }) => path);
    const kustomizations = plain ? new Set<string>() : kustomizationsNear(found, paths);
    const named = filesNamedBy(tree, kustomizations, asked);
    this.#patches = new Patches(tree, kustomizations);
    for (const file of files) this.#file(file, named);
    return { report: this.#report(), sources: this.#findings.sources };
  }

  #file({ path, failure }: FoundFile, named: ReadonlySet<string>): void {
    if (!this.#bench.plain && !isKustomization(path)) {
      if (named.has(path)) return this.#skip('named by a kustomization as a patch, values or another input');
      if (isChartTemplate(this.#options.tree, path)) return this.#skip('templates of a Helm chart');
    }
    const bytes = failure ?? this.#options.tree.read(path);
    if (typeof bytes === 'string') return this.#unreadable(path, bytes);
    if (bytes.length > mostBytes) return this.#unreadable(path, 'too-large');
    const decoded = decodeText(bytes);
    if ('problem' in decoded) return this.#notText({ path, text: '' }, decoded.problem.message, decoded.problem.help);
    const { text } = decoded;
    if (text.includes('\0'))
      return this.#notText(
        { path, text: '' },
        'the file is binary',
        'Manifests are text: give it another ending, or remove it.',
      );
    if (path.endsWith('.json') && !this.#bench.plain && !(text.includes('"apiVersion"') && text.includes('"kind"')))
      return;
    this.#counts.files++;
    this.#text({ path, text });
  }

  #skip(reason: string): void {
    this.#counts.files++;
    this.#counts.documents++;
    this.#count([{ object: nameless, verdict: 'skipped', reason }]);
  }

  #text(source: Source): void {
    const kustomization = !this.#bench.plain && isKustomization(source.path);
    const dialect = kustomization ? 'kubectl' : 'kustomize';
    const { documents } = parse(source, dialect);
    const ignores =
      !this.#bench.plain && hasIgnores(source.text)
        ? new Ignores(source, documents, (rule) => this.#ruleIds.has(rule))
        : undefined;
    this.#findings.ignores = ignores;
    let index = 0;
    for (const document of documents) {
      if (isEmpty(document)) continue;
      this.#counts.documents++;
      const { verdicts } = judge(source, document, dialect, kustomization, this.#bench);
      this.#ignored(source, document);
      this.#count(verdicts);
      if (this.#bench.plain)
        for (const { object, verdict } of verdicts)
          this.#documents.push({ file: source.path, index, ...object, verdict });
      index++;
    }
    this.#findings.ignores = undefined;
    for (const problem of [...(ignores?.problems ?? []), ...(ignores?.unused() ?? [])])
      this.#findings.add(source, problem);
  }

  #ignored(source: Source, { ignored, root }: Document): void {
    if (!ignored || !root) return;
    const fact = {
      rule: 'yaml/ignored-content',
      message: 'this text stands behind the end of the document and is dropped',
    };
    this.#findings.add(source, {
      ...fact,
      help: 'Begin a new document with `---`, or remove it.',
      start: ignored.start,
      end: ignored.end,
    });
  }

  #count(verdicts: Case['verdicts']): void {
    for (const { object, verdict, reason = '' } of verdicts) {
      const type = `${object.apiVersion} ${object.kind}`;
      if (verdict === 'no-schema') this.#unjudged.set(type, (this.#unjudged.get(type) ?? 0) + 1);
      if (verdict === 'skipped') this.#skipped.set(reason, (this.#skipped.get(reason) ?? 0) + 1);
      this.#counts[verdict === 'no-schema' ? 'noSchema' : verdict]++;
      if (verdict !== 'skipped') this.#counts.objects++;
    }
  }

  #withoutSchema(): UnjudgedKind[] {
    return [...this.#unjudged]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([type, objects]) => {
        const [apiVersion = '', kind = ''] = type.split(' ');
        return { apiVersion, kind, objects };
      });
  }

  #unreadable(path: string, failure: keyof typeof obstacles): void {
    this.#counts.files++;
    const source = { path: path === '' ? '.' : path, text: '' };
    this.#findings.add(source, { ...obstacles[failure], start: 0, end: 0 });
    if (failure === 'too-large') this.#unread(source);
  }

  /** A file with content that nobody can read counts as one document, which is none. */
  #unread({ path }: Source): void {
    this.#counts.documents++;
    this.#counts.objects++;
    this.#counts.invalid++;
    if (this.#bench.plain) this.#documents.push({ file: path, index: 0, ...nameless, verdict: 'invalid' });
  }

  #notText(source: Source, message: string, help: string | undefined): void {
    this.#counts.files++;
    this.#findings.add(source, { rule: 'file/not-text', message, help, start: 0, end: 0 });
    this.#unread(source);
  }

  #report(): Report {
    const findings: readonly Finding[] = this.#findings.sorted();
    const errors = findings.filter(({ severity }) => severity === 'error').length;
    const warnings = findings.filter(({ severity }) => severity === 'warning').length;
    return {
      apiVersion: 'fluxsmith/v1',
      kind: 'Report',
      tool: { name: 'fluxsmith', version: this.#options.version },
      target: this.#options.target,
      summary: { ...this.#counts, errors, warnings },
      clusters: [],
      withoutSchema: this.#withoutSchema(),
      skipped: [...this.#skipped]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([reason, documents]) => ({ reason, documents })),
      ...(this.#bench.plain && { documents: this.#documents }),
      findings,
    };
  }
}

/** A document with nothing in it, or with null alone, is none. */
function isEmpty({ root, problems }: Document): boolean {
  if (problems.length > 0) return false;
  return (
    root === null || (root.kind === 'scalar' && root.style === 'plain' && /^(?:|~|null|Null|NULL)$/.test(root.text))
  );
}

/** The kustomization files that can name the files at hand: those found, and those above a file that was asked for by itself. */
function kustomizationsNear(files: readonly FoundFile[], paths: readonly string[]): Set<string> {
  const found = files.map(({ path }) => path).filter(isKustomization);
  const asked = new Set(paths);
  const above = files.filter(({ path }) => asked.has(path) && isCandidate(path.slice(path.lastIndexOf('/') + 1)));
  return new Set([...found, ...above.flatMap(({ path }) => kustomizationsAbove(path))]);
}

/** Templates of a Helm chart are texts for a template engine, not manifests. */
function isChartTemplate(tree: Tree, path: string): boolean {
  for (let at = path.indexOf('templates/'); at >= 0; at = path.indexOf('templates/', at + 1)) {
    if ((at === 0 || path[at - 1] === '/') && typeof tree.read(`${path.slice(0, at)}Chart.yaml`) !== 'string')
      return true;
  }
  return false;
}
