import { describe, expect, test } from 'vitest';
import type { Finding, Report } from '../../findings/index.ts';
import { reporters } from './index.ts';

const finding: Finding = {
  rule: 'schema/type',
  severity: 'error',
  message: '`a` takes a string, not the number 1',
  help: 'Put it in quotes: "1".',
  fingerprint: '0123456789abcdef',
  file: 'apps/a.yaml',
  line: 2,
  column: 6,
  endLine: 2,
  endColumn: 7,
  pointer: '/data/a',
  object: { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'apps', name: 'x' },
  occurrences: [],
  related: [],
};

function reportOf(...findings: readonly Finding[]): Report {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return {
    apiVersion: 'fluxsmith/v1',
    kind: 'Report',
    tool: { name: 'fluxsmith', version: '1.2.3' },
    target: { kubernetes: '1.36', flux: '2.9' },
    summary: {
      files: 3,
      documents: 5,
      objects: 4,
      valid: 3,
      invalid: 1,
      undecided: 1,
      noSchema: 0,
      skipped: 1,
      errors,
      warnings: findings.length - errors,
    },
    clusters: [],
    withoutSchema: [],
    skipped: [{ reason: 'without apiVersion and kind', documents: 1 }],
    findings,
  };
}

function printed(
  name: string,
  text: string,
  findings: readonly Finding[] = [finding],
  color = false,
  width = 100,
): string {
  const reporter = reporters.find((each) => each.name === name);
  const sources = new Map([[finding.file, { path: finding.file, text }]]);
  return reporter?.format(reportOf(...findings), { sources, color, width }) ?? '';
}

/** The frame of a finding: its lines without the headline, the help and the closing line. */
function frame(text: string, over: Partial<Finding>, width = 100): string[] {
  return printed('human', text, [{ ...finding, help: '', ...over }], false, width)
    .split('\n')
    .filter((line) => /^ +[0-9]* \|/.test(line));
}

describe('for people', () => {
  test('a finding with the lines around it', () => {
    expect(printed('human', 'data:\n  a: 1\n  b: x\n')).toBe(
      [
        'apps/a.yaml:2:6  error  schema/type',
        '  `a` takes a string, not the number 1  (ConfigMap apps/x)',
        '  1 | data:',
        '  2 |   a: 1',
        '    |      ^',
        '  3 |   b: x',
        '  help: Put it in quotes: "1".',
        '',
        '✗ 1 error in 1 file, of 4 objects in 3 files (1 undecided, 1 document skipped)',
        '  skipped: 1 without apiVersion and kind',
        '',
      ].join('\n'),
    );
  });

  test('nothing found', () => {
    expect(printed('human', '', [])).toBe(
      '✓ No findings in 4 objects in 3 files (1 undecided, 1 document skipped)\n  skipped: 1 without apiVersion and kind\n',
    );
  });

  test('nothing to judge is no success', () => {
    const report = reportOf();
    const empty = { ...report, skipped: [], summary: { ...report.summary, files: 2, objects: 0, skipped: 0 } };
    expect(reporters[0]?.format(empty, { sources: new Map(), color: false })).toBe(
      '! Nothing to judge: there is no Kubernetes object in 2 files\n',
    );
  });

  test('kinds without schema are named', () => {
    const withoutSchema = [{ apiVersion: 'example.com/v1', kind: 'Widget', objects: 2 }];
    const text = reporters[0]?.format({ ...reportOf(), withoutSchema }, { sources: new Map(), color: false });
    expect(text).toContain('\n  without schema: Widget (example.com/v1)\n');
  });

  test('what is alike is shown once', () => {
    const others = ['b', 'c', 'd', 'e'].map((name) => ({ ...finding, file: `${name}.yaml` }));
    expect(printed('human', 'data:\n  a: 1\n', [finding, ...others])).toContain(
      '  4 more like this: b.yaml:2:6, c.yaml:2:6, d.yaml:2:6, …',
    );
  });

  test('of one rule an object shows no more than a few', () => {
    const many = Array.from({ length: 50 }, (_, index) => ({
      ...finding,
      message: `finding ${index}`,
      line: index + 1,
    }));
    const text = printed('human', '', many);
    expect(text.match(/error {2}schema\/type/g)).toHaveLength(8);
    expect(text).toContain('  42 more like this: apps/a.yaml:9:6, ');
  });

  test('colours only when asked for, around the same text', () => {
    const coloured = printed('human', 'data:\n  a: 1\n', [finding], true);
    expect(coloured).toContain('\u001b[31m');
    // oxlint-disable-next-line no-control-regex
    expect(coloured.replaceAll(/\u001b\[[0-9]+m/g, '')).toBe(printed('human', 'data:\n  a: 1\n'));
  });

  test('control characters of a file never reach the terminal', () => {
    const evil = { file: 'a\u001b[2J.yaml', message: 'x\u001b]0;y\u0007\u202e' };
    const shown = printed('human', '\n  a: \u001b[31m', [{ ...finding, ...evil }, finding]);
    for (const character of ['\u001b', '\u0007', '\u202e']) expect(shown).not.toContain(character);
  });
});

describe('code frames', () => {
  test('the caret stands under the range, past tabs and wide characters', () => {
    expect(frame('a\n漢字: \tx\n', { column: 6, endColumn: 7 })).toEqual([
      '  1 | a',
      '  2 | 漢字:   x',
      '    |         ^',
    ]);
    expect(frame('a\n日: "😀e\u0301"\n', { column: 4, endColumn: 10 })).toEqual([
      '  1 | a',
      '  2 | 日: "😀e\u0301"',
      '    |     ^^^^^',
    ]);
  });
  test('a range of several lines is marked to the end of its first', () => {
    expect(frame('a\nb: cde\nf\n', { column: 4, endLine: 3, endColumn: 2 })).toEqual([
      '  1 | a',
      '  2 | b: cde',
      '    |    ^^^',
      '  3 | f',
    ]);
  });
  test('a long line is cut around the column', () => {
    const lines = frame(`a\n${'x'.repeat(300)}WRONG${'y'.repeat(300)}\n`, { column: 301, endColumn: 306 }, 60);
    expect(lines[1]).toMatch(/^ {2}2 \| …x+WRONGy+…$/);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(60);
    const [, shown = '', carets = ''] = lines;
    expect(carets.indexOf('^')).toBe(shown.indexOf('WRONG'));
    expect(carets.replaceAll(' ', '')).toBe('|^^^^^');
  });
  test('the first, the last and an empty line', () => {
    expect(frame('a: 1', { line: 1, endLine: 1, column: 4, endColumn: 5 })).toEqual(['  1 | a: 1', '    |    ^']);
    expect(frame('a\n\nb\n', { column: 1, endColumn: 1 })).toEqual(['  1 | a', '  2 |', '    | ^', '  3 | b']);
    expect(frame('a\n', { line: 9, endLine: 9 })).toEqual([]);
  });
  test('CRLF leaves no mark', () => {
    expect(frame('a\r\nb: 1\r\nc\r\n', { column: 4, endColumn: 5 })).toEqual([
      '  1 | a',
      '  2 | b: 1',
      '    |    ^',
      '  3 | c',
    ]);
  });
});

describe('secrets', () => {
  const around = (text: string, line: number): string =>
    frame(text, { line, endLine: line, column: 1, endColumn: 2 }).join('\n');
  const head = 'apiVersion: v1\nkind: Secret\n';
  test.each([
    ['a value', `${head}data:\n  user: bWU=\n  pass: c2VjcmV0\n`, 4, ['user: …', 'pass: …']],
    ['a block', `${head}stringData:\n  pem: |\n    secret\n    secret\n`, 5, ['pem: …', '    …']],
    ['a map on one line', `${head}data: {pass: secret}\n`, 3, ['data: …']],
    ['quoted keys', `${head}"data":\n  "my key": secret\n`, 4, ['  …']],
    ['an item of a List', 'kind: List\nitems:\n  - kind: Secret\n    data:\n      pass: secret\n', 5, ['pass: …']],
    ['a field that is misspelt', `${head}stringdata:\n  pass: secret\n`, 4, ['pass: …']],
    ['a field at the top', `${head}pass: secret\n`, 3, ['pass: …']],
    ['a value with kind in small letters', 'kind: secret\nData:\n  pass: bWU=\n', 3, ['pass: …']],
    ['a Secret without kind', 'stringData:\n  pass: secret\n', 2, ['pass: …']],
    ['an item of a SecretList', 'kind: SecretList\nitems:\n  - data:\n      pass: secret\n', 4, ['pass: …']],
    ['a literal of a generator', 'secretGenerator:\n- name: x\n  literals: [pass=secret, 5]\n', 3, ['literals: …']],
    ['a literal on its line', 'secretGenerator:\n- name: x\n  literals:\n  - pass=secret\n', 4, ['  …']],
    ['a literal of a broken kustomization', 'secretGenerator:\n- literals: [pass=secret\nx: 1\n', 2, ['literals: …']],
    [
      'what kubectl applied',
      `${head}metadata:\n  annotations:\n    kubectl.kubernetes.io/last-applied-configuration: '{"data":{"a":"secret"}}'\n`,
      5,
      ['last-applied-configuration: …'],
    ],
    ['a broken document', `${head}data:\n  pass: secret\n  x: [\n`, 4, ['pass: …', 'x: …']],
    ['an encrypted value', 'kind: Other\nspec:\n  pass: ENC[secret]\n', 3, ['ENC[…]']],
  ])('%s is not shown', (_, text, line, shown) => {
    const lines = around(text, line);
    expect(lines.replace('kind: secret', '')).not.toMatch(/secret\b|c2VjcmV0|bWU=/);
    for (const part of shown) expect(lines).toContain(part);
  });
  test('what a Secret says openly is', () => {
    const text = `${head}metadata:\n  name: x\ntype: Opaque\nimmutable: no\n`;
    expect(around(text, 4)).toContain('name: x');
    expect(around(text, 6)).toMatch(/type: Opaque[^]*immutable: no/);
    const generator = 'secretGenerator:\n- name: x\n  files: [open.txt]\n';
    expect(around(generator, 3)).toContain('files: [open.txt]');
  });
  test('of other objects everything is', () => {
    expect(around('kind: ConfigMap\n# beside a kind: Secret\ndata:\n  pass: open\n', 4)).toContain('pass: open');
  });
});

test('JSON is the report', () => {
  expect(JSON.parse(printed('json', ''))).toEqual(reportOf(finding));
});

test('SARIF names rules, places and fingerprints', () => {
  const log = JSON.parse(printed('sarif', '', [{ ...finding, severity: 'info' }]));
  expect(log.version).toBe('2.1.0');
  const [run] = log.runs;
  expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toContain('schema/type');
  expect(run.results[0]).toMatchObject({
    ruleId: 'schema/type',
    level: 'note',
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'apps/a.yaml' },
          region: { startLine: 2, startColumn: 6, endLine: 2, endColumn: 7 },
        },
      },
    ],
    partialFingerprints: { 'fluxsmith/v1': '0123456789abcdef' },
  });
});

test('JUnit XML escapes what stands in messages', () => {
  const xml = printed('junit', '', [
    { ...finding, message: '<a & "b">\u0001' },
    { ...finding, severity: 'warning', file: 'b.yaml' },
  ]);
  expect(xml).toContain('<testsuites name="fluxsmith" tests="3" failures="1">');
  expect(xml).toContain('message="&lt;a &amp; &quot;b&quot;&gt;\ufffd"');
  expect(xml).toContain('name="1 files without findings"');
});

test('GitHub gets one command a finding', () => {
  expect(printed('github', '', [{ ...finding, message: '100 %\nx', file: 'a,b.yaml' }])).toBe(
    '::error file=a%2Cb.yaml,line=2,endLine=2,col=6,endColumn=7,title=schema/type::100 %25%0Ax. Put it in quotes: "1".\n',
  );
});
