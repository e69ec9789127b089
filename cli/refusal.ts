/**
 * The way out with exit code 2: wrong usage, or a PATH, configuration or fleet that cannot be read.
 * The message is for the person who typed the command: what, where, and in `help` what to do about it.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly help: string | undefined;

  constructor(message: string, help?: string, options?: ErrorOptions) {
    super(message, options);
    this.help = help;
  }
}

/** The code of a failed system call (`ENOENT`), '' for any other error. */
export function codeOf(error: unknown): string {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return code ?? '';
}

/** Why a file cannot be had or made, in words: of the code of a failed system call or of a tree's answer. */
export function reasonOf(code: string): string {
  return reasons[code] ?? code;
}

const gone = 'there is no such file or directory';
const denied = 'permission denied';
const directory = 'it is a directory';
const circle = 'it is a link that leads in a circle';

const reasons: Readonly<Record<string, string>> = {
  EACCES: denied,
  EEXIST: 'something else stands there',
  EISDIR: directory,
  ELOOP: circle,
  ENAMETOOLONG: 'the name is too long',
  ENOENT: gone,
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of its path is not a directory',
  EPERM: denied,
  EROFS: 'the file system is read-only',
  denied,
  directory,
  loop: circle,
  missing: gone,
  'too-large': 'it is larger than 32 MiB',
};
