import { k3s as facts } from '../../kubernetes/index.ts';
import type { NodeFact } from '../plan.ts';
import { command, quote } from '../shell-quote.ts';
import { binaries, serviceOf } from './k3s-machine.ts';
import type { Draft, Machines } from './platform.ts';

export function saveData({ folder }: Machines, node: NodeFact): Draft {
  const storage = facts.storage.path;
  const ssh = command('ssh', '-n', node.address);
  const file = (name: string): string => quote(`${folder}/${node.name}.${name}`);
  const killAll = `${binaries}/k3s-killall.sh`;
  return {
    id: `save-${node.name}`,
    title: `Save the data that lies on ${node.name}`,
    why:
      `Volumes of class ${facts.storage.className} are folders in ${storage} of their node, and ` +
      `${uninstaller(node)} deletes them with everything else in /var/lib/rancher/k3s. Whatever is still there is ` +
      'copied off the node first. Its containers are stopped before, because files of a running program are copied half written.',
    on: 'workstation',
    inputs: [],
    commands: [
      `${ssh} ${quote(`if test -e ${killAll}; then sudo ${killAll}; fi`)}`,
      `${ssh} ${quote(`sudo sh -c 'if test -d ${storage}; then ls ${storage}; fi'`)} > ${file('volumes')}`,
      [
        'while IFS= read -r volume; do',
        `  printf '%s\\n' "$volume" |`,
        `    ${command('ssh', node.address)} ${quote(`IFS= read -r volume && sudo tar -C "${storage}/$volume" --numeric-owner -czf - .`)} \\`,
        `    > ${quote(`${folder}/volumes`)}/"$volume".part`,
        `  mv ${quote(`${folder}/volumes`)}/"$volume".part ${quote(`${folder}/volumes`)}/"$volume".tar.gz`,
        `done < ${file('volumes')}`,
      ].join('\n'),
      `if ${ssh} ${quote(`test -e ${uninstaller(node)}`)}; then touch ${file('old')}; fi`,
      `touch ${file('saved')}`,
    ],
    expect: `One file for each volume in ${folder}/volumes; none where the machine is new.`,
    done: `test -e ${file('saved')}`,
    destructive: false,
  };
}

export function removeOld({ folder }: Machines, node: NodeFact): Draft {
  const old = quote(`${folder}/${node.name}.old`);
  return {
    id: `remove-${node.name}`,
    title: `Remove the old K3s from ${node.name}`,
    why:
      `With it goes ${facts.storage.path} on ${node.name}, and every volume in it. ` +
      'Leave it out when the old cluster is to be repaired rather than replaced.',
    on: 'workstation',
    inputs: [],
    commands: [
      `test -e ${quote(`${folder}/${node.name}.saved`)}`,
      `${command('ssh', '-n', node.address)} ${quote(`sudo ${uninstaller(node)}`)}`,
      `rm ${old}`,
    ],
    expect: 'The trace of the script; an error about something that is not there does no harm.',
    // The mark is set while saving and by nothing else: run again, the plan cannot take the new cluster for the old one.
    done: `test ! -e ${old}`,
    destructive: true,
  };
}

function uninstaller(node: NodeFact): string {
  return `${binaries}/${serviceOf(node)}-uninstall.sh`;
}
