import { fileURLToPath } from 'node:url';
import { openPacks } from '../schemas/index.ts';
import type { SchemaStore } from '../schemas/index.ts';
import { diskTree } from './disk-tree.ts';
import { Refusal } from './refusal.ts';
import { packageRoot } from './version.ts';

let store: SchemaStore | undefined;

/** The schemas that come with the program; opened once. */
export function openSchemas(): SchemaStore {
  return (store ??= open());
}

function open(): SchemaStore {
  const opened = openPacks(diskTree(fileURLToPath(new URL('schemas/packs', packageRoot))));
  if ('store' in opened) return opened.store;
  const { file, message, help } = opened.problems[0]!;
  throw new Refusal(file === '' ? message : `${file}: ${message}`, help);
}
