import type { Facts } from '../facts.ts';
import type { Draft } from '../platforms/platform.ts';
import { command, quote } from '../shell-quote.ts';

const tools = ['git', 'ssh', 'curl', 'kubectl', 'flux'];
/** The port that is asked by HTTP rather than only opened. */
export const httpPort = 80;

/** What the workstation needs before anything is touched. */
export function preflight({ folder, flux, git, path, provider, published }: Facts): Draft[] {
  const needed = published.some(({ ports }) => ports.some((port) => port !== httpPort)) ? [...tools, 'nc'] : tools;
  const version = `v${flux.version}`;
  return [
    {
      id: 'folder',
      title: 'Make the folder of this rebuild',
      why: `It keeps what is saved and the new kubeconfig, and marks what is done. Each rebuild begins with a new one.`,
      on: 'workstation',
      inputs: [],
      commands: [command('mkdir', '-p', '-m', '700', folder), command('mkdir', '-p', `${folder}/volumes`)],
      expect: `An empty folder ${folder}/volumes.`,
      done: `test -d ${quote(`${folder}/volumes`)}`,
      destructive: false,
    },
    check({
      id: 'tools',
      title: 'See that the tools are there',
      why: 'Half a rebuild is worse than none.',
      commands: [
        `for tool in ${needed.join(' ')}; do command -v "$tool" || { echo "$tool is missing" >&2; false; }; done`,
      ],
      expect: 'The path of each tool.',
    }),
    check({
      id: 'flux-cli',
      title: `See that the Flux CLI is ${version}`,
      why: 'Bootstrap installs the version of the CLI: another one would change Flux while it restores it.',
      commands: [`flux version --client | grep -xF ${quote(`flux: ${version}`)}`],
      expect: `flux: ${version}`,
    }),
    check({
      id: 'repository',
      title: 'See that the repository can be reached',
      why: `Everything in ${path} and below comes from branch ${git.branch}. What was not pushed is not there.`,
      commands: [command('git', 'ls-remote', '--exit-code', provider.url(git), `refs/heads/${git.branch}`)],
      expect: 'The commit that the cluster will follow.',
    }),
  ];
}

/** A check on the workstation: it changes nothing, so it is never already done. */
export function check(given: Pick<Draft, 'id' | 'title' | 'why' | 'commands' | 'expect'>): Draft {
  return { ...given, on: 'workstation', inputs: [], done: null, destructive: false };
}
