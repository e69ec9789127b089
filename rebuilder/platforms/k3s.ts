import { k3s as facts } from '../../kubernetes/index.ts';
import { removeOld, saveData } from './k3s-data.ts';
import { first } from './k3s-machine.ts';
import { checkMachine, fetchKubeconfig, installFirst, join } from './k3s-nodes.ts';
import type { Procedure } from './platform.ts';

/** K3s by its install script (https://docs.k3s.io/quick-start), on systemd or OpenRC. */
export const k3s: Procedure = {
  nodeStorage: {
    storageClass: facts.storage.className,
    // The provisioner names a folder after the volume, its namespace and its claim; the first is new in every cluster.
    folderOf: (namespace, claim) => `${facts.storage.path}/*_${namespace}_${claim}`,
  },
  madeAnew: [
    'The certificate authority, the join token and the kubeconfig of K3s: old kubeconfigs stop working.',
    'The names of volumes on the nodes: a new cluster never finds the folders of the old one by itself.',
  ],
  kubernetesOf: (version) => version.split('+')[0]!,
  checkMachines: ({ nodes }) => nodes.map(checkMachine),
  saveData: (machines) => machines.nodes.map((node) => saveData(machines, node)),
  removeOld: (machines) => [
    machines.nodes.filter(({ role }) => role === 'agent').map((node) => removeOld(machines, node)),
    machines.nodes.filter(({ role }) => role === 'server').map((node) => removeOld(machines, node)),
  ],
  install: (machines) => [[installFirst(machines)]],
  fetchKubeconfig: (machines) => [fetchKubeconfig(machines)],
  join: (machines) => {
    const others = machines.nodes.filter((node) => node !== first(machines));
    return [
      // etcd takes one new member at a time.
      ...others.filter(({ role }) => role === 'server').map((node) => [join(machines, node)]),
      others.filter(({ role }) => role === 'agent').map((node) => join(machines, node)),
    ];
  },
};
