import { registerHooks } from 'node:module';
import { FleetModules, fleetFile } from './fleet-modules.ts';
import type { FleetPlace } from './fleet-modules.ts';
import { Refusal } from './refusal.ts';
import type { World } from './world.ts';

/**
 * Runs a repository's `fleet.ts` in this process and gives what it exports by default, unjudged.
 * `fluxsmith` and its doors mean this very program wherever the fleet lies. Whatever goes wrong is a refusal
 * that names the file and line; what the fleet prints goes to stderr.
 */
export async function loadFleet(place: FleetPlace, { importModule }: Pick<World, 'importModule'>): Promise<unknown> {
  const fleet = new FleetModules(place);
  const hooks = registerHooks({
    resolve: (specifier, context, next) => fleet.resolve(specifier, context, next),
    load: (url, context, next) => fleet.load(url, context, next),
  });
  try {
    const namespace = await guarded(() => importModule(fleet.entry));
    return defaultExport(namespace);
  } catch (error) {
    throw error instanceof Refusal ? error : fleet.explain(error);
  } finally {
    hooks.deregister();
  }
}

function defaultExport(namespace: Readonly<Record<string, unknown>>): unknown {
  const value = namespace['default'];
  const advice = `end it with "export default defineFleet({ … })"`;
  if (value === undefined) throw new Refusal(`${fleetFile} has no default export`, advice);
  const isPromise = typeof (value as { then?: unknown } | null)?.then === 'function';
  if (isPromise) throw new Refusal(`${fleetFile} exports a promise, not a fleet`, 'put "await" before it');
  return value;
}

/** Runs code of a repository so that it can neither end the process, nor write to stdout, nor wait for ever. */
async function guarded<T>(run: () => Promise<T>): Promise<T> {
  const { exit } = process;
  const { write } = process.stdout;
  const { promise: trouble, reject } = Promise.withResolvers<never>();
  const waitsInVain = () => reject(new Refusal(`${fleetFile} waits for something that never happens`));
  process.exit = (): never => {
    throw new Error('a fleet may not call process.exit');
  };
  process.stdout.write = process.stderr.write.bind(process.stderr);
  process.once('beforeExit', waitsInVain);
  process.setUncaughtExceptionCaptureCallback(reject);
  try {
    return await Promise.race([run(), trouble]);
  } finally {
    process.exit = exit;
    process.stdout.write = write;
    process.removeListener('beforeExit', waitsInVain);
    process.setUncaughtExceptionCaptureCallback(null);
  }
}
