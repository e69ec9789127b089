import type { Facts } from '../facts.ts';
import type { Draft } from '../platforms/platform.ts';
import { command, quote } from '../shell-quote.ts';

/** Beside those whose version counts, which are asked for theirs. */
const tools = ['git', 'ssh', 'curl', 'tar'];
/** The port that is asked by HTTP rather than only opened. */
export const httpPort = 80;

/** What the workstation needs before anything is touched. */
export function preflight({ folder, flux, kubernetes, git, path, provider, published }: Facts): Draft[] {
  const needed = published.some(({ ports }) => ports.some((port) => port !== httpPort)) ? [...tools, 'nc'] : tools;
  const version = `v${flux.version}`;
  const begun = quote(`${folder}/begun`);
  return [
    {
      id: 'folder',
      title: 'Make the folder of this rebuild',
      why:
        'It keeps what is saved and the new kubeconfig, and marks what is done. Each rebuild begins with a new one: ' +
        `where ${folder}/begun has the date of another, first: ${command('mv', folder, `${folder}.old`)}`,
      on: 'workstation',
      inputs: [],
      commands: [
        command('mkdir', '-p', '-m', '700', folder),
        command('mkdir', '-p', `${folder}/volumes`),
        `date '+%Y-%m-%d %H:%M' | tee ${begun}`,
      ],
      expect: 'The date of today.',
      done: `test -s ${begun} && cat ${begun}`,
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
    checkKubectl(kubernetes, folder),
    check({
      id: 'flux-cli',
      title: `See that the Flux CLI is ${version}`,
      why: 'Bootstrap installs the version of the CLI: another one would change Flux while it restores it.',
      commands: [`flux version --client | grep -xF ${quote(`flux: ${version}`)}`],
      expect: `flux: ${version}`,
      remedies: [{ what: `To install the Flux CLI ${version}`, commands: [fluxInstaller(flux.version)] }],
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

/** kubectl works with servers of its own minor version and the two beside it (https://kubernetes.io/releases/version-skew-policy/#kubectl). */
function checkKubectl(kubernetes: string, folder: string): Draft {
  const minor = Number(kubernetes.split('.')[1]);
  const minors = [minor - 1, minor, minor + 1];
  return check({
    id: 'kubectl',
    title: `See that kubectl fits Kubernetes ${kubernetes}`,
    why: `It speaks with servers of its own minor version and the one before and after: 1.${minors.join(', 1.')}.`,
    commands: [`kubectl version --client | grep -E '^Client Version: v1[.](${minors.join('|')})[.]'`],
    expect: `Client Version: ${kubernetes}, or near it.`,
    remedies: [
      { what: `To install kubectl ${kubernetes}`, commands: kubectlInstaller(kubernetes, quote(`${folder}/kubectl`)) },
    ],
  });
}

/** https://fluxcd.io/flux/cmd/#install-using-bash */
function fluxInstaller(version: string): string {
  return `curl -sSf https://fluxcd.io/install.sh | sudo FLUX_VERSION=${quote(version)} bash`;
}

/** https://kubernetes.io/docs/tasks/tools/install-kubectl-linux/, for macOS and ARM, too. */
function kubectlInstaller(version: string, file: string): string[] {
  const system = `$(uname -s | tr '[:upper:]' '[:lower:]')`;
  const machine = `$(uname -m | sed 's/x86_64/amd64/; s/aarch64/arm64/')`;
  return [
    `curl -fLo ${file} "https://dl.k8s.io/release/${version}/bin/${system}/${machine}/kubectl"`,
    `sudo install -m 755 ${file} /usr/local/bin/kubectl`,
  ];
}

/** A check on the workstation: it changes nothing, so it is never already done. */
export function check(
  given: Pick<Draft, 'id' | 'title' | 'why' | 'commands' | 'expect' | 'question' | 'remedies'>,
): Draft {
  return { ...given, on: 'workstation', inputs: [], done: null, destructive: false };
}
