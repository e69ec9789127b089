import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { renderers } from '../index.ts';
import { lab, planFor } from '../testing/fleet.ts';

const plan = planFor(lab);
const text = renderers.markdown(plan);
const blocks = [...text.matchAll(/^```sh\n([^]*?)\n```$/gm)].map(([, block]) => block!);

test('every step has its number, its box, its reason, its commands and what to expect', () => {
  for (const [index, { id, title, why, expect: expected, commands }] of plan.steps.entries()) {
    const start = text.indexOf(`### ${index + 1}. ${title}`);
    expect(start).toBeGreaterThan(0);
    const section = text.slice(start, text.indexOf('\n### ', start + 1) >>> 0);
    for (const part of [`- [ ] \`${id}\``, why, `Expect: ${expected}`, ...commands]) expect(section).toContain(part);
  }
});

test('every block can be pasted: a shell reads it, and it stops at the first command that fails', () => {
  expect(blocks.length).toBeGreaterThan(plan.steps.length);
  expect(spawnSync('sh', ['-n'], { input: blocks.join('\n'), encoding: 'utf8' })).toMatchObject({
    status: 0,
    stderr: '',
  });
  for (const block of blocks.filter((each) => each.startsWith('('))) expect(block).toMatch(/^\(\nset -e\n/);
});

test('says where each step is done, what is typed unseen and what cannot be taken back', () => {
  expect(text).toContain('- [ ] `join-two`, on **two** (`ssh 10.0.0.2`)');
  expect(text).toContain('It is printed on **one** by `sudo cat /var/lib/rancher/k3s/server/node-token`.');
  expect(text).toContain('stty -echo; read -r GITHUB_TOKEN; export GITHUB_TOKEN; stty echo');
  expect(text.match(/cannot be taken back/g)).toHaveLength(2);
});

test('lists what Git cannot bring back', () => {
  expect(text).toContain(
    '| `notes/notes-data` | 5Gi | `local-path` | two, `/var/lib/rancher/k3s/storage/*_notes_notes-data` |',
  );
  expect(text).toContain('| `notes/notes-login` | `password` | `notes` |');
  expect(text).toContain('| two | agent | 10.0.0.2 | `hardware=heavy` | `--node-label hardware=heavy` |');
});

test('a bar in a name does not end a cell', () => {
  const secret = { namespace: 'a|b', name: 'c', keys: [], from: ['d'] };
  expect(renderers.markdown({ ...plan, secrets: [secret] })).toContain('| `a\\|b/c` | not said in Git | `d` |');
});
