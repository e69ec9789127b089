import type { Path } from '../findings/index.ts';

/** A path as a person would write it in TypeScript: `apps[0].labels["example.com/zone"]`. */
export function pathText(path: Path): string {
  let result = '';
  for (const step of path) {
    if (typeof step === 'number') result += `[${step}]`;
    else if (/^[A-Za-z_$][\w$]*$/.test(step)) result += result === '' ? step : `.${step}`;
    else result += `[${JSON.stringify(step)}]`;
  }
  return result;
}
