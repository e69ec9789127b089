import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readArguments } from '../cli/arguments.ts';
import { commands } from '../cli/commands/index.ts';
import { judgeConfiguration } from '../cli/configuration-schema.ts';
import * as recipes from '../generator/recipes/index.ts';
import { memoryTree } from '../tree/index.ts';
import { reporters, validate } from '../validator/index.ts';
import { committedPacks } from './schemas/packs.ts';

const checkout = join(import.meta.dirname, '..');
const readme = readFileSync(join(checkout, 'README.md'), 'utf8');

function blocks(language: string): string[] {
  return [...readme.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms'))].map(([, text]) => text!);
}

describe('commands of the README', () => {
  const lines = blocks('sh').flatMap((block) => block.match(/(?<=^npx fluxsmith ).*/gm) ?? []);

  test.each(lines)('fluxsmith %s', async (line) => {
    const [name, ...args] = line.replace(/ *(#|>).*/, '').split(' ');
    expect(Object.keys(commands)).toContain(name);
    const { command } = await commands[name!]!();
    expect(readArguments(command, args).help).toBe(false);
  });

  test.each([...readme.matchAll(/npm (?:run -s |run )?([\w:]+)/g)].map(([, script]) => script!))('npm %s', (script) => {
    const { scripts } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as { scripts: object };
    expect(['ci', 'install', 'pack', ...Object.keys(scripts)]).toContain(script);
  });
});

test('the report that the README shows is the one that is printed', () => {
  const [manifest] = blocks('yaml');
  const { report, sources } = validate({
    tree: memoryTree([['apps/web/deployment.yaml', manifest!]]),
    schemas: committedPacks(),
    target: { kubernetes: '1.36', flux: '2.9' },
    version: '0',
  });
  const human = reporters.find(({ name }) => name === 'human')!;
  expect(blocks('text')).toEqual([human.format(report, { sources, color: false, width: 120 })]);
});

test('the fleet that the README shows is generated without a finding, and every recipe is named', () => {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'fluxsmith-readme-'));
  try {
    writeFileSync(join(folder, 'fleet.ts'), blocks('ts')[0]!);
    const program = join(checkout, 'cli/fluxsmith.cjs');
    const { status, stderr } = spawnSync(process.execPath, [program, 'generate'], { cwd: folder, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(existsSync(join(folder, 'apps/notes/deployment.yaml'))).toBe(true);
  } finally {
    rmSync(folder, { recursive: true });
  }
  const table = readme.match(/^\| `.*/gm)!.join('\n');
  expect(Object.keys(recipes).filter((name) => !table.includes(`\`${name}\``))).toEqual([]);
});

test('the configuration that the README shows is one', () => {
  const [text] = blocks('json');
  expect(judgeConfiguration({ path: 'fluxsmith.config.json', text: text! }).ignore).toEqual(['charts/**']);
});
