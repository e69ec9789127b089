/** Where a command writes. */
export interface Output {
  write(text: string): void;
  /** Whether a person watches: decides on colour and on notes about progress. */
  readonly isTerminal: boolean;
  /** How wide the terminal is, where there is one. */
  readonly columns?: number;
}

/** What a command sees of the machine besides the files: given to it, so that tests run commands without a process. */
export interface World {
  /** The caller's directory, absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
  readStdin(): Promise<Uint8Array>;
  /** Runs the module at a URL: the code of a repository's fleet. */
  importModule(url: string): Promise<Readonly<Record<string, unknown>>>;
}

/** The real one. */
export function processWorld(): World {
  return {
    cwd: process.cwd(),
    env: process.env,
    stdout: output(process.stdout),
    stderr: output(process.stderr),
    // Not at one blow: a pipe that does not block would say that it has nothing yet.
    readStdin: async () => Buffer.concat(await process.stdin.toArray()),
    importModule: (url) => import(url) as Promise<Readonly<Record<string, unknown>>>,
  };
}

function output(stream: NodeJS.WriteStream): Output {
  const columns = stream.columns > 0 ? { columns: stream.columns } : {};
  return { write: (text) => void stream.write(text), isTerminal: stream.isTTY === true, ...columns };
}

/** Whether an output may carry colour (https://no-color.org; FORCE_COLOR speaks for pipelines that show it). */
export function hasColour(output: Output, env: World['env']): boolean {
  if (env['NO_COLOR']) return false;
  if (env['FORCE_COLOR']) return env['FORCE_COLOR'] !== '0';
  return output.isTerminal && env['TERM'] !== 'dumb';
}
