import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { memoryTree, openPacks, reporters, validate } from './index.ts';
import type { Tree, ValidateOptions, Validation } from './index.ts';

const folder = new URL('../schemas/packs/', import.meta.url);
const opened = openPacks(memoryTree(readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder))])));
if (!('store' in opened)) throw new Error(opened.problems[0]?.message);
const { store: schemas } = opened;

type Files = Readonly<Record<string, string | Uint8Array>>;

function judge(files: Files | string, options: Partial<ValidateOptions> = {}): Validation {
  const tree = memoryTree(Object.entries(typeof files === 'string' ? { 'app.yaml': files } : files));
  return validate({ tree, schemas, target: { kubernetes: '1.36', flux: '2.9' }, version: '0.0.0', ...options });
}

/** `file:line:column rule pointer`, one for each finding. */
function found(files: Files | string, options: Partial<ValidateOptions> = {}): string[] {
  return judge(files, options).report.findings.map(({ file, line, column, rule, pointer }) =>
    `${file}:${line}:${column} ${rule} ${pointer}`.trim(),
  );
}

function verdicts(text: string): string[] {
  return (judge(text, { plain: true }).report.documents ?? []).map(
    ({ index, kind, name, verdict }) => `${index} ${kind} ${name} ${verdict}`,
  );
}

const config = (name: string, data = '  a: b'): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n${data}\n`;
const broken = config('broken', '  a: 1');

describe('what a tree is judged by', () => {
  test('findings carry file, line, column, pointer and object', () => {
    const { report } = judge({ 'apps/a.yaml': `${config('fine')}---\n${broken}` });
    expect(report.findings).toEqual([
      {
        rule: 'schema/type',
        severity: 'error',
        message: '`a` takes a string, not the number 1',
        help: 'Put it in quotes: "1".',
        fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
        file: 'apps/a.yaml',
        line: 13,
        column: 6,
        endLine: 13,
        endColumn: 7,
        pointer: '/data/a',
        object: { apiVersion: 'v1', kind: 'ConfigMap', namespace: null, name: 'broken' },
        occurrences: [],
        related: [],
      },
    ]);
    expect(report.summary).toMatchObject({
      files: 1,
      documents: 2,
      objects: 2,
      valid: 1,
      invalid: 1,
      errors: 1,
      warnings: 0,
    });
  });

  test('the fingerprint does not change when lines move', () => {
    const [before] = judge(broken).report.findings;
    const [after] = judge(`# a comment\n\n${broken}`).report.findings;
    expect(after?.fingerprint).toBe(before?.fingerprint);
    expect(after?.line).not.toBe(before?.line);
  });

  test('findings are sorted by file, line, column and rule', () => {
    const wrong = config('x', '  z: 1\n  a: 2');
    const lines = found({ 'b.yaml': wrong, 'a.yaml': wrong, 'B.yaml': wrong });
    expect(lines).toEqual(lines.toSorted());
    expect(lines).toHaveLength(6);
  });

  test('yaml, yml, json that looks like an object, and nothing else', () => {
    const object = '{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "x"}, "data": {"a": 1}}';
    const files = {
      'a.yml': broken,
      'b.json': object,
      'package.json': '{"name": [',
      'typeless.json': '{"apiVersion": [',
      'c.txt': broken,
      'node_modules/d.yaml': broken,
      '.git/e.yaml': broken,
    };
    expect(found(files)).toEqual(['a.yml:6:6 schema/type /data/a', 'b.json:1:84 schema/type /data/a']);
    expect(judge(files).report.summary.files).toBe(2);
  });

  test('only what is asked for', () => {
    const files = { 'a/x.yaml': broken, 'b/x.yaml': broken, 'c.yaml': broken };
    expect(found(files, { paths: ['a', 'c.yaml'] })).toHaveLength(2);
    expect(found(files, { paths: ['', 'a'], only: (path) => path.startsWith('a/') })).toEqual([
      'a/x.yaml:6:6 schema/type /data/a',
    ]);
    expect(found(files, { ignore: ['a/**', 'c.yaml'] })).toEqual(['b/x.yaml:6:6 schema/type /data/a']);
    expect(found(files, { paths: ['nowhere.yaml'] })).toEqual(['nowhere.yaml:1:1 file/unreadable']);
  });

  test('the configuration decides on severity', () => {
    expect(judge(broken, { severities: { 'schema/type': 'warning' } }).report.summary).toMatchObject({
      errors: 0,
      warnings: 1,
      valid: 1,
    });
    expect(found(broken, { severities: { 'schema/type': 'off' } })).toEqual([]);
  });

  test('documents that are no objects, and empty ones', () => {
    const { summary, skipped } = judge(
      'a: 1\n---\n- list\n---\njust text\n---\n# nothing\n---\nnull\n---\nkind: DaemonSet\nimage: x\n---\napiVersion: fluxsmith/v1\nkind: Report\n---\n$schema: http://json-schema.org/draft-07/schema#\ntype: object\n',
    ).report;
    expect(summary).toMatchObject({ documents: 6, skipped: 6, objects: 0, errors: 0 });
    expect(skipped).toEqual([
      { reason: 'JSON Schemas for editors', documents: 1 },
      { reason: 'a list or a single value', documents: 2 },
      { reason: 'without apiVersion and kind', documents: 2 },
      { reason: 'written by fluxsmith for people', documents: 1 },
    ]);
  });

  test('a kind of a group that we lack is counted', () => {
    const widget = 'apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: x}\n';
    const { summary, withoutSchema } = judge(`${widget}---\n${widget}`).report;
    expect(summary).toMatchObject({ objects: 2, noSchema: 2, errors: 0 });
    expect(withoutSchema).toEqual([{ apiVersion: 'example.com/v1', kind: 'Widget', objects: 2 }]);
    expect(found(widget, { requireSchemas: true })).toEqual(['app.yaml:1:13 api/no-schema /apiVersion']);
  });

  test('the items of a List are judged each', () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: ConfigMap\n    metadata: {name: x}\n    data: {a: 1}\n  - apiVersion: apps/v2\n    kind: Deployment\n    metadata: {name: y}\n`;
    expect(found(list)).toEqual([
      'app.yaml:7:15 schema/type /items/0/data/a',
      'app.yaml:8:17 api/unknown-version /items/1/apiVersion',
    ]);
    expect(judge(list).report.summary).toMatchObject({ documents: 1, objects: 2, invalid: 2 });
  });

  test('anchors point to where the value was written', () => {
    expect(
      found(
        'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n  annotations: &same\n    a: b\nbinaryData: &n\n  x: "*"\n',
      ),
    ).toEqual(['app.yaml:8:6 schema/format /binaryData/x']);
    expect(found('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\nx: &n 1\ndata: {a: *n}\n')).toEqual([
      'app.yaml:4:1 schema/unknown-field /x',
      'app.yaml:4:7 schema/type /data/a',
    ]);
  });
});

describe('what Flux makes of an object', () => {
  const deployment = (text: string): string =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  selector: {matchLabels: {a: b}}\n  template:\n    metadata: {labels: {a: b}}\n    spec:\n      containers: [{name: web, image: x}]\n${text}`;
  test('nulls and status of built-in kinds are dropped, other fields too, and that is a finding', () => {
    expect(found(deployment('  replicas: ~\nstatus: {anything: 1}\n'))).toEqual([]);
    expect(found(deployment('  replica: 1\n'))).toEqual(['app.yaml:11:3 schema/unknown-field /spec/replica']);
  });
  test('annotations of the object become text', () => {
    expect(found('apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n  annotations: {a: 1}\n')).toEqual([]);
    expect(
      found('apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n  annotations: {a: 1}\n', { plain: true }),
    ).toHaveLength(1);
  });
  test('variables are not known here', () => {
    const text = deployment('  replicas: ${REPLICAS:=2}\n').replace('name: web', 'name: ${APP}');
    expect(judge(text).report.summary).toMatchObject({ errors: 0, undecided: 1 });
    expect(found(text.replace('${APP}', () => '$${APP}'))).toEqual(['app.yaml:4:9 metadata/name /metadata/name']);
    expect(found(text, { plain: true })).toHaveLength(1);
  });
  test('kinds that the Flux Operator adds to the words of an Alert are up to the cluster', () => {
    const alert = (kind: string): string =>
      `apiVersion: notification.toolkit.fluxcd.io/v1beta3\nkind: Alert\nmetadata: {name: x}\nspec:\n  providerRef: {name: p}\n  eventSources: [{kind: ${kind}, name: x}]\n`;
    expect(judge(alert('FluxInstance')).report.summary).toMatchObject({ errors: 0, undecided: 1 });
    expect(found(alert('FluxInstanc'))).toEqual(['app.yaml:6:25 schema/enum /spec/eventSources/0/kind']);
    expect(found(alert('FluxInstance'), { plain: true })).toEqual([
      'app.yaml:6:25 schema/enum /spec/eventSources/0/kind',
    ]);
  });
  test('what only an experimental channel serves is a warning', () => {
    const route = (spec: string, version = 'v1', kind = 'HTTPRoute'): string =>
      `apiVersion: gateway.networking.k8s.io/${version}\nkind: ${kind}\nmetadata: {name: x}\nspec: {${spec}}\n`;
    const rule = (field: string): string => route(`rules: [{${field}}]`);
    const old = route('rules: [{backendRefs: [{name: x, port: 22}]}]', 'v1alpha2', 'TCPRoute');
    const experimental = 'api/experimental-channel';
    expect(found(old)).toEqual([`app.yaml:1:13 ${experimental} /apiVersion`]);
    expect(judge(old).report.summary).toMatchObject({ errors: 0, warnings: 1, valid: 1 });
    expect(found(rule('retry: {attempts: 2}'))).toEqual([`app.yaml:4:17 ${experimental} /spec/rules/0/retry`]);
    expect(found(rule('retry: {attemps: 2}'))).toEqual([
      `app.yaml:4:17 ${experimental} /spec/rules/0/retry`,
      'app.yaml:4:25 schema/unknown-field /spec/rules/0/retry/attemps',
    ]);
    expect(found(rule('retrie: {}'))).toEqual(['app.yaml:4:17 schema/unknown-field /spec/rules/0/retrie']);
    expect(found(old, { plain: true })).toEqual(['app.yaml:1:13 api/unknown-version /apiVersion']);
    expect(found(rule('retry: {attempts: 2}'), { plain: true })).toEqual([
      'app.yaml:4:17 schema/unknown-field /spec/rules/0/retry',
    ]);
    expect(found(route('x: 1', 'v1alpha9', 'TCPRoute'))).toEqual(['app.yaml:1:13 api/unknown-version /apiVersion']);
  });
  test('a SOPS object is judged but for what is encrypted', () => {
    const secret =
      'apiVersion: v1\nkind: Secret\nmetadata:\n  name: x\ndata:\n  a: ENC[AES256_GCM,data:xx,type:str]\nsops:\n  mac: ENC[x]\n';
    expect(judge(secret).report.summary).toMatchObject({ errors: 0, undecided: 1 });
    expect(found(secret.replace('\ndata:', '\ndat:'))).toEqual(['app.yaml:5:1 schema/unknown-field /dat']);
  });
});

describe('kustomizations', () => {
  test('their own fields are judged, whatever the letter case, without apiVersion and kind', () => {
    const files = { 'kustomization.yaml': 'Resources: [a.yaml]\nnamePrefx: x-\n', 'a.yaml': config('x') };
    expect(found(files)).toEqual(['kustomization.yaml:2:1 schema/unknown-field /namePrefx']);
  });
  test('what they name as something else than a resource is passed over', () => {
    const kustomization = [
      'resources: [real.yaml]',
      'patches: [{path: p/patch.yaml}, {path: ../shared/patch.yaml}]',
      'patchesStrategicMerge: [merge.yaml]',
      'patchesJson6902: [{target: {kind: Deployment, name: x}, path: json.yaml}]',
      'configMapGenerator: [{name: c, files: [values.yaml=conf.yaml]}]',
      'replacements: [{path: replace.yaml}]',
      'configurations: [naming.yaml]',
    ].join('\n');
    const names = ['p/patch.yaml', 'merge.yaml', 'json.yaml', 'conf.yaml', 'replace.yaml', 'naming.yaml', 'real.yaml'];
    const files = Object.fromEntries(names.map((name) => [`app/${name}`, broken]));
    const all = { ...files, 'shared/patch.yaml': broken, 'app/kustomization.yaml': kustomization };
    expect(found(all)).toEqual(['app/real.yaml:6:6 schema/type /data/a']);
    expect(judge(all).report.summary).toMatchObject({ skipped: 7 });
    expect(found(all, { paths: ['app/p/patch.yaml'] })).toEqual([]);
    expect(found(all, { plain: true, paths: ['app/merge.yaml'] })).toHaveLength(1);
  });
  test('what a base lacks, a patch of an overlay may add', () => {
    const issuer =
      'apiVersion: cert-manager.io/v1\nkind: ClusterIssuer\nmetadata: {name: x}\nspec: {acme: {privateKeySecretRef: {name: k}}}\n';
    const base = { 'base/issuer.yaml': issuer, 'base/kustomization.yaml': 'resources: [issuer.yaml]\n' };
    const lacking = ['base/issuer.yaml:4:8 schema/required /spec/acme/server'];
    const overlay = (patches: string): string[] =>
      found({ ...base, 'over/kustomization.yaml': `resources: [../base]\n${patches}\n` });
    expect(found(base)).toEqual(lacking);
    expect(overlay('patches: [{target: {kind: ClusterIssuer}, patch: "[]"}]')).toEqual([]);
    expect(overlay('patches: [{target: {name: x}, patch: "[]"}]')).toEqual([]);
    expect(overlay('patches: [{patch: "kind: ClusterIssuer"}]')).toEqual([]);
    expect(overlay('patchesStrategicMerge: ["kind: ClusterIssuer"]')).toEqual([]);
    expect(overlay('patchesJson6902: [{target: {kind: ClusterIssuer}, path: p.yaml}]')).toEqual([]);
    expect(overlay('patches: [{target: {kind: Deployment}, patch: "[]"}]')).toEqual(lacking);
    expect(overlay('namePrefix: x-')).toEqual(lacking);
    const files = { ...base, 'over/kustomization.yaml': 'resources: [../base]\ncomponents: [../add]\n' };
    const component = {
      'add/kustomization.yaml': 'kind: Component\npatches: [{path: p.yaml}]\n',
      'add/p.yaml': issuer,
    };
    expect(found({ ...files, ...component })).toEqual([]);
    expect(judge({ ...files, ...component }).report.summary).toMatchObject({ undecided: 1, errors: 0 });
    expect(found({ ...files, ...component }, { plain: true, paths: ['base/issuer.yaml'] })).toEqual(lacking);
  });
  test('templates of a chart are passed over', () => {
    const files = {
      'charts/x/Chart.yaml': 'name: x\n',
      'charts/x/templates/a.yaml': '{{ if }}',
      'templates/b.yaml': broken,
    };
    expect(found(files)).toEqual(['templates/b.yaml:6:6 schema/type /data/a']);
  });
});

describe('comments that silence', () => {
  const silenced = (comment: string, data = '  a: 1'): string => config('x', `${comment}\n${data}`);
  test('one finding on the next line', () => {
    expect(found(silenced('  # fluxsmith-ignore-next-line schema/type: the build turns it into text'))).toEqual([]);
    expect(found(silenced('  # fluxsmith-ignore-next-line schema/type: a reason\n  # more\n'))).toEqual([]);
  });
  test('only with a rule that exists, and a reason', () => {
    for (const comment of ['schema/type', 'schema/type:', 'schema/typo: because', ': because', '']) {
      expect(found(silenced(`  # fluxsmith-ignore-next-line ${comment}`))).toEqual([
        'app.yaml:6:3 config/malformed-ignore',
        'app.yaml:7:6 schema/type /data/a',
      ]);
    }
  });
  test('one that silences nothing is named', () => {
    expect(found(silenced('  # fluxsmith-ignore-next-line schema/type: a reason', '  a: b'))).toEqual([
      'app.yaml:6:3 config/unused-ignore',
    ]);
  });
  test('text that only looks like a comment does not silence', () => {
    expect(found(config('x', '  b: "# fluxsmith-ignore-next-line schema/type: no"\n  a: 1'))).toEqual([
      'app.yaml:7:6 schema/type /data/a',
    ]);
  });
});

describe('the server alone', () => {
  test('every document has a verdict', () => {
    const text = `${config('fine')}---\n${broken}---\n# nothing\n---\nkind: X\n---\n[]\n---\napiVersion: x.io/v1\nkind: Y\n---\n{a: b\n`;
    expect(verdicts(text)).toEqual([
      '0 ConfigMap fine valid',
      '1 ConfigMap broken invalid',
      '2 X null invalid',
      '3 null null invalid',
      '4 Y null no-schema',
      '5 null null invalid',
    ]);
  });
  test('what is read on the client is no kind of a server', () => {
    expect(verdicts('apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n')).toEqual([
      '0 Kustomization null invalid',
    ]);
    expect(verdicts('apiVersion: v1\nkind: List\nitems: []\n')).toEqual(['0 List null invalid']);
  });
  test('an invalid document has an error finding, a valid one has none', () => {
    const { report } = judge(
      { 'a.yaml': config('fine'), 'b.yaml': broken, 'c.yaml': 'a: [', 'd.yaml': '5' },
      { plain: true },
    );
    for (const { file, verdict } of report.documents ?? []) {
      expect(report.findings.some((finding) => finding.file === file && finding.severity === 'error')).toBe(
        verdict === 'invalid',
      );
    }
  });
});

describe('input that is no manifest', () => {
  test.each<[string, Uint8Array | string, string]>([
    ['binary', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 1]), 'file/not-text'],
    ['bytes of zero', '\0\0\0', 'file/not-text'],
    ['broken', 'a: b: c\n', 'yaml/syntax'],
    [
      'a nested list',
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata: ${'['.repeat(9_000)}${']'.repeat(9_000)}\n`,
      'schema/type',
    ],
    ['a list for an object', 'apiVersion: v1\nkind: ConfigMap\nmetadata: []\n', 'schema/type'],
  ])('%s', (_, content, rule) => {
    const { findings } = judge({ 'app.yaml': content }).report;
    expect(findings.map((finding) => finding.rule)).toContain(rule);
  });
  test('a file too large, a folder that may not be read, a link in a circle', () => {
    const readable = memoryTree([['a.yaml', config('x')]]);
    const tree: Tree = {
      read: (path) => (path === 'big.yaml' ? 'too-large' : path === 'round' ? 'loop' : readable.read(path)),
      list: (path) => {
        if (path === 'closed') return 'denied';
        if (path === 'round') return 'loop';
        const closed = { name: 'closed', kind: 'directory' } as const;
        const others = [closed, { name: 'big.yaml', kind: 'file' }, { name: 'round', kind: 'link' }] as const;
        return path === '' ? [{ name: 'a.yaml', kind: 'file' }, ...others] : readable.list(path);
      },
    };
    expect(found({}, { tree })).toEqual([
      'big.yaml:1:1 file/too-large',
      'closed:1:1 file/unreadable',
      'round:1:1 file/loop',
    ]);
    expect(judge({}, { tree, plain: true }).report.documents).toMatchObject([
      { file: 'a.yaml', verdict: 'valid' },
      { file: 'big.yaml', verdict: 'invalid' },
    ]);
    const dead: Tree = {
      read: () => 'missing',
      list: (path) => (path === '' ? [{ name: 'x.yaml', kind: 'link' }] : 'missing'),
    };
    expect(found({}, { tree: dead })).toEqual(['x.yaml:1:1 file/dead-link']);
    expect(found({}, { tree: dead, paths: ['x.yaml'] })).toEqual(['x.yaml:1:1 file/dead-link']);
    expect(found({}, { tree: { read: () => 'denied', list: () => 'denied' } })).toEqual(['.:1:1 file/unreadable']);
  });
  test('CRLF and a byte order mark are none of our business', () => {
    expect(found(`\ufeff${config('x').replaceAll('\n', '\r\n')}`)).toEqual([]);
    expect(found(`\ufeff${broken.replaceAll('\n', '\r\n')}`)).toEqual(['app.yaml:6:6 schema/type /data/a']);
  });
  test('ten thousand levels', () => {
    const text = `apiVersion: apiextensions.k8s.io/v1\nkind: X\nmetadata: {name: x}\nspec: ${'{a: '.repeat(9_990)}1${'}'.repeat(9_990)}\n`;
    expect(found(text)[0]).toContain('api/unknown-kind');
  });
  test('whatever the bytes, there is a report, always the same, and every reporter prints it', () => {
    const word = fc.constantFrom(
      'apiVersion: v1',
      'kind: Secret',
      'kind: ConfigMap',
      'metadata:',
      '  name: x',
      'data:',
      '  a: b',
      'stringData: {x: y}',
      '---',
      '- a',
      '{',
      ']',
      '"',
      '&a',
      '*a',
      '<<: *a',
      '|',
      '>',
      '\t',
      '\u0085',
      '#',
      'é',
      '?',
      ':',
      '!!x',
    );
    const text = fc.array(word, { maxLength: 25 }).map((words) => words.join('\n'));
    fc.assert(
      fc.property(fc.oneof(text, fc.string(), fc.uint8Array()), fc.boolean(), (content, plain) => {
        const first = judge({ 'app.yaml': content }, { plain });
        expect(judge({ 'app.yaml': content }, { plain }).report).toEqual(first.report);
        for (const { format } of reporters)
          expect(format(first.report, { sources: first.sources, color: true })).toBeTypeOf('string');
      }),
    );
  });
});

test('no finding shows the literals of a generator', () => {
  const text = 'secretGenerator:\n  - name: x\n    literals: [password=hunter2, 31337]\n    literal: [hunter2]\n';
  const { report, sources } = judge({ 'kustomization.yaml': text });
  expect(report.findings.map(({ rule }) => rule)).toEqual(['schema/type', 'schema/unknown-field']);
  for (const { format } of reporters) expect(format(report, { sources, color: false })).not.toMatch(/hunter2|31337/);
});

test('no finding and no frame shows a secret', () => {
  const hidden = 'hunter2';
  const secret = fc
    .record({
      data: fc.dictionary(
        fc.stringMatching(/^[a-z]{1,4}$/),
        fc.oneof(fc.constant(hidden), fc.constant({ [hidden]: hidden }), fc.constant([hidden])),
        { maxKeys: 3 },
      ),
      field: fc.constantFrom('data', 'stringData', 'stringdata', 'Data', 'pass'),
      extra: fc.constantFrom('', 'type: 5\n', 'immutable: "yes"\n', 'nope: 1\n', 'metadata: [\n'),
      style: fc.constantFrom('block', 'flow'),
    })
    .map(({ data, field, extra, style }) => {
      const lines = Object.entries(data).map(
        ([key, value]) =>
          `  ${key}: ${typeof value === 'string' ? `|\n    ${value}\n    ${value}` : JSON.stringify(value)}`,
      );
      const body = style === 'flow' ? `${field}: ${JSON.stringify(data)}` : [`${field}:`, ...lines].join('\n');
      return `apiVersion: v1\nkind: Secret\nmetadata: {name: x}\n${extra}${body}\n`;
    });
  fc.assert(
    fc.property(secret, fc.boolean(), (text, plain) => {
      const { report, sources } = judge(text, { plain });
      for (const { format } of reporters)
        expect(format(report, { sources, color: false }).replaceAll(`/${hidden}`, '')).not.toContain(hidden);
    }),
  );
});
