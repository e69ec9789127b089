import type { Facts } from '../facts.ts';
import type { Draft } from '../platforms/platform.ts';
import { bootstrapFlux } from './bootstrap.ts';
import { setLabels, waitForNodes } from './nodes.ts';
import { preflight } from './preflight.ts';
import { makeNamespaces, makeSecrets } from './secrets.ts';
import { verifyFlux, verifyReconciliation, verifyServices } from './verify.ts';
import { checkCopies, restoreVolumes } from './volumes.ts';

/** The rebuild in order. Each stage needs all of the stage before it; the steps of a stage need nothing of each other. */
export function stagesOf(facts: Facts): readonly (readonly Draft[])[] {
  const { procedure } = facts;
  return [
    preflight(facts),
    procedure.checkMachines(facts),
    // Nothing is deleted before everything that still exists is saved.
    procedure.saveData(facts),
    checkCopies(facts),
    ...procedure.removeOld(facts),
    ...procedure.install(facts),
    procedure.fetchKubeconfig(facts),
    ...procedure.join(facts),
    waitForNodes(facts),
    setLabels(facts),
    makeNamespaces(facts),
    // Flux starts everything at once: what Git does not hold must be there by then.
    makeSecrets(facts),
    restoreVolumes(facts),
    bootstrapFlux(facts),
    verifyFlux(facts),
    verifyReconciliation(facts),
    verifyServices(facts),
  ];
}
