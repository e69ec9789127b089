import { compareQuantities, parseQuantity } from '../../kubernetes/index.ts';
import type { OptionProblem } from '../../options/index.ts';

/** Requests and limits as a person may give them; everything may be left out. */
export interface ResourceOptions {
  readonly requests?: { readonly cpu?: string; readonly memory?: string };
  readonly limits?: { readonly cpu?: string; readonly memory?: string };
}

export interface Resources {
  readonly requests: { readonly cpu: string; readonly memory: string };
  readonly limits: { readonly cpu?: string; readonly memory: string };
}

/**
 * Completes requests and limits. Requests are what the scheduler counts on; the memory limit keeps one component from
 * taking its node down and is the request where none is given. CPU gets no limit: it would only slow what runs.
 */
export function completeResources(given: ResourceOptions, usual: { cpu: string; memory: string }): Resources {
  const { requests = {}, limits = {} } = given;
  const cpu = requests.cpu ?? smaller(usual.cpu, limits.cpu);
  const memory = requests.memory ?? smaller(usual.memory, limits.memory);
  return {
    requests: { cpu, memory },
    limits: { ...(limits.cpu !== undefined && { cpu: limits.cpu }), memory: limits.memory ?? memory },
  };
}

/** The API server refuses a request above its limit. */
export function resourceProblems({ requests = {}, limits = {} }: ResourceOptions): OptionProblem[] {
  return (['cpu', 'memory'] as const).flatMap((name) => {
    const [request, limit] = [requests[name], limits[name]];
    if (request === undefined || limit === undefined || compare(request, limit) <= 0) return [];
    return [{ path: ['resources', 'requests', name], message: `is ${request}, more than the limit of ${limit}` }];
  });
}

function smaller(usual: string, limit: string | undefined): string {
  return limit !== undefined && compare(limit, usual) < 0 ? limit : usual;
}

/** Options were judged before: what is no quantity does not come here. */
function compare(a: string, b: string): number {
  const [left, right] = [parseQuantity(a), parseQuantity(b)];
  return typeof left === 'string' || typeof right === 'string' ? 0 : compareQuantities(left, right);
}
