/** Where a recipe, a platform or the fleet was called: a line a person wrote. Lines and columns count from 1. */
export interface CallSite {
  /** An absolute path or a URL, as the engine names the file. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

const frame = /(?:\(|at (?:async )?)((?:file:\/\/|\/|[A-Za-z]:[\\/])[^()]*?):(\d+):(\d+)\)?$/;

/** The place that called `callee`, for messages only: nothing that is emitted may depend on it. */
export function callSite(callee: (...rest: never[]) => unknown): CallSite | null {
  const holder: { stack?: string } = {};
  // One frame is enough, whatever a person has set; thousands of calls are taken down in a large fleet.
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 1;
  Error.captureStackTrace(holder, callee);
  Error.stackTraceLimit = limit;
  const first = (holder.stack ?? '').split('\n').find((line) => line.trimStart().startsWith('at '));
  const match = first === undefined ? null : frame.exec(first.trim());
  return match === null ? null : { file: plainPath(match[1]!), line: Number(match[2]), column: Number(match[3]) };
}

function plainPath(location: string): string {
  const file = location.replace(/[?#].*$/, '');
  if (!file.startsWith('file://')) return location;
  try {
    return decodeURIComponent(file.slice('file://'.length)).replace(/^\/(?=[A-Za-z]:\/)/, '');
  } catch {
    return file;
  }
}
