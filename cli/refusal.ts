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
