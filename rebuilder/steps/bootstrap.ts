import type { Facts } from '../facts.ts';
import type { Draft } from '../platforms/platform.ts';
import { command } from '../shell-quote.ts';

/** The name by which Flux's Kustomizations are asked for: another kind has the same short one. */
export const kustomizations = 'kustomizations.kustomize.toolkit.fluxcd.io';

export function bootstrapFlux({ git, flux, path, provider, folder }: Facts): Draft[] {
  const extra =
    flux.componentsExtra.length === 0 ? [] : [`--components-extra=${flux.componentsExtra.toSorted().join(',')}`];
  // Flux pushes what image automation updates by the deploy key that bootstrap makes, which may else only read.
  const writing = flux.componentsExtra.includes('image-automation-controller') ? ['--read-write-key'] : [];
  const words = [...provider.bootstrap(git), `--branch=${git.branch}`, `--path=${path}`, ...extra, ...writing];
  return [
    {
      id: 'bootstrap',
      title: 'Bootstrap Flux',
      why:
        `From here on Git rebuilds the cluster. Bootstrap writes ${path}/flux-system, pushes it to ${git.branch}, and makes ` +
        'a deploy key of its own; the key of the old cluster is replaced.',
      on: 'workstation',
      inputs: [provider.token(git)],
      commands: [command('flux', 'bootstrap', ...words)],
      expect: `"all components are healthy". Then pull: the repository may have a new commit. The kubeconfig is in ${folder}.`,
      done: `kubectl -n flux-system wait --for=condition=Ready --timeout=1m ${kustomizations}/flux-system`,
      destructive: false,
    },
  ];
}
