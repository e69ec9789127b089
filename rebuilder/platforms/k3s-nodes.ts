import type { Input, NodeFact } from '../plan.ts';
import { command, quote } from '../shell-quote.ts';
import { binaries, first, serviceOf } from './k3s-machine.ts';
import type { Draft, Machines } from './platform.ts';

const installer = 'https://get.k3s.io';
const apiPort = 6443;

export function checkMachine(node: NodeFact): Draft {
  return {
    id: `machine-${node.name}`,
    title: `See that ${node.name} answers`,
    why:
      `The plan reaches ${node.name} by ssh at ${node.address}, as a user who may use sudo without a password. ` +
      `K3s names a node after its host name. On a new installation of the system, first: ssh-keygen -R ${node.address}`,
    on: `node/${node.name}`,
    inputs: [],
    commands: ['sudo -n true', `test "$(uname -n)" = ${quote(node.name)}`, 'command -v curl'],
    expect: 'The path of curl, and nothing else.',
    done: null,
    destructive: false,
  };
}

export function installFirst(machines: Machines): Draft {
  const node = first(machines);
  const several = machines.nodes.filter(({ role }) => role === 'server').length > 1;
  const words = ['server', ...(several ? ['--cluster-init'] : []), ...node.installFlags];
  return {
    id: `install-${node.name}`,
    title: `Install K3s on ${node.name}`,
    why:
      'The version is pinned: without it the installer takes the newest. What is disabled must be so from the start, ' +
      'and the labels of the node must be there before anything is scheduled.',
    ...installation(machines, node, '', words),
    inputs: [],
  };
}

export function join(machines: Machines, node: NodeFact): Draft {
  const { address } = first(machines);
  const server = `https://${address}:${apiPort}`;
  const isServer = node.role === 'server';
  const words = isServer ? ['server', '--server', server, ...node.installFlags] : ['agent', ...node.installFlags];
  const token: Input = {
    name: 'K3S_TOKEN',
    what: 'the join token',
    secret: true,
    from: {
      on: `node/${first(machines).name}`,
      command: `sudo cat /var/lib/rancher/k3s/server/${isServer ? 'token' : 'node-token'}`,
    },
  };
  return {
    id: `join-${node.name}`,
    title: `Join ${node.name} as ${isServer ? 'a server' : 'an agent'}`,
    why: `It registers at ${server} with the token of the new cluster, and brings its labels along.`,
    ...installation(machines, node, isServer ? '' : `K3S_URL=${quote(server)} `, words),
    inputs: [token],
  };
}

function installation(
  { version }: Machines,
  node: NodeFact,
  environment: string,
  words: readonly string[],
): Pick<Draft, 'on' | 'commands' | 'expect' | 'done' | 'destructive'> {
  const service = serviceOf(node);
  const script = `INSTALL_K3S_VERSION=${quote(version)} ${environment}${command('sh', '-s', '-', ...words)}`;
  return {
    on: `node/${node.name}`,
    commands: [`curl -sfL ${installer} | ${script}`],
    expect: `The last line is "[INFO]  systemd: Starting ${service}".`,
    done:
      `${binaries}/k3s --version | grep -qF ${quote(`k3s version ${version} `)} && ` +
      `{ systemctl is-active --quiet ${service} || rc-service ${service} status; }`,
    destructive: false,
  };
}

export function fetchKubeconfig(machines: Machines): Draft {
  const { address, name } = first(machines);
  const file = (suffix: string): string => quote(`${machines.folder}/kubeconfig${suffix}`);
  return {
    id: 'kubeconfig',
    title: 'Fetch the kubeconfig',
    why: `K3s writes one that means the machine itself; here ${name} is ${address}. It opens the whole cluster: keep it.`,
    on: 'workstation',
    inputs: [],
    commands: [
      `${command('ssh', '-n', address)} 'sudo cat /etc/rancher/k3s/k3s.yaml' > ${file('.part')}`,
      `sed ${quote(`s|https://127.0.0.1:${apiPort}|https://${address}:${apiPort}|`)} ${file('.part')} > ${file('')}`,
      `rm ${file('.part')}`,
      'kubectl get --raw /readyz',
    ],
    expect: 'ok',
    done: 'kubectl get --raw /readyz',
    destructive: false,
  };
}
