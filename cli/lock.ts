import type * as fs from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { Refusal, codeOf } from './refusal.ts';

/** The calls on files that writing a tree is made of; tests put failing ones in their place. */
export type Disk = Pick<
  typeof fs,
  | 'accessSync'
  | 'chmodSync'
  | 'existsSync'
  | 'linkSync'
  | 'lstatSync'
  | 'mkdirSync'
  | 'readFileSync'
  | 'renameSync'
  | 'rmSync'
  | 'rmdirSync'
  | 'statSync'
  | 'unlinkSync'
  | 'writeFileSync'
>;

/** Who holds a lock. `started` tells a process from a later one with the same id, where the system says it. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly started: string;
}

/**
 * Takes the lock of a folder and gives the function that releases it.
 * A lock whose process has died is taken over; a living one is a refusal.
 */
export function takeLock(folder: string, disk: Disk): () => void {
  const lock = join(folder, 'lock');
  const own: Holder = { pid: process.pid, host: hostname(), started: startOf(process.pid, disk) };
  const text = JSON.stringify(own);
  const mine = `${lock}.${own.pid}`;
  disk.writeFileSync(mine, text);
  try {
    for (let attempt = 0; attempt < 3; attempt++) {
      if (create(mine, lock, disk)) return () => release(lock, text, disk);
      const held = readText(lock, disk);
      if (held === undefined) continue;
      if (isAlive(held, own, disk)) throw busy(held, lock);
      discard(lock, held, `${mine}.dead`, disk);
    }
    throw new Refusal(`another run of fluxsmith takes the lock ${lock} again and again`, 'try again');
  } finally {
    disk.rmSync(mine, { force: true });
  }
}

/** A link appears at once with its whole content, so a lock is never found half written. */
function create(from: string, lock: string, disk: Disk): boolean {
  try {
    disk.linkSync(from, lock);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    // File systems without links.
    if (!['EPERM', 'ENOTSUP', 'ENOSYS'].includes(codeOf(error))) throw error;
  }
  try {
    disk.writeFileSync(lock, disk.readFileSync(from), { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Takes a dead lock away. Should another run have done so first and hold the new one, that one is put back. */
function discard(lock: string, expected: string, aside: string, disk: Disk): void {
  try {
    disk.renameSync(lock, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  if (readText(aside, disk) !== expected) create(aside, lock, disk);
  disk.rmSync(aside, { force: true });
}

function release(lock: string, text: string, disk: Disk): void {
  if (readText(lock, disk) === text) disk.unlinkSync(lock);
}

function busy(held: string, lock: string): Refusal {
  const { pid, host } = parse(held) ?? {};
  const who = pid === undefined ? '' : ` (process ${pid}${host === hostname() ? '' : ` on ${host}`})`;
  return new Refusal(
    `another run of fluxsmith${who} is writing here`,
    `wait until it ends; if no such process runs, remove ${lock}`,
  );
}

function isAlive(held: string, own: Holder, disk: Disk): boolean {
  const holder = parse(held);
  if (!holder || holder.host !== own.host) return true;
  // This process holds no lock yet: one with its number is left from another.
  if (holder.pid === own.pid) return false;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return false;
  }
  const started = startOf(holder.pid, disk);
  return started === '' || holder.started === '' || started === holder.started;
}

function parse(text: string): Holder | undefined {
  try {
    const { pid, host, started } = JSON.parse(text) as Record<string, unknown>;
    if (typeof pid !== 'number' || typeof host !== 'string') return undefined;
    return { pid, host, started: typeof started === 'string' ? started : '' };
  } catch {
    return undefined;
  }
}

/** When a process started, in ticks since this boot; '' where the system does not tell. */
function startOf(pid: number, disk: Disk): string {
  const stat = readText(`/proc/${pid}/stat`, disk);
  const boot = readText('/proc/sys/kernel/random/boot_id', disk);
  // The name of the program, in brackets, may itself hold spaces and brackets.
  const ticks = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  return ticks === undefined || boot === undefined ? '' : `${boot.trim()} ${ticks}`;
}

function readText(file: string, disk: Disk): string | undefined {
  try {
    return disk.readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
