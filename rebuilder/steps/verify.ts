import type { Facts } from '../facts.ts';
import type { Draft } from '../platforms/platform.ts';
import { command, quote } from '../shell-quote.ts';
import { kustomizations } from './bootstrap.ts';
import { check, httpPort } from './preflight.ts';

const unbound = '{range .items[?(@.status.phase!="Bound")]}{.metadata.namespace}/{.metadata.name}{"\\n"}{end}';
const balancers =
  '{range .items[?(@.spec.type=="LoadBalancer")]}{.metadata.namespace}/{.metadata.name} ' +
  '{.status.loadBalancer.ingress[*].ip}{"\\n"}{end}';

/** Sees that Flux runs and has applied everything. */
export function verifyFlux({ flux }: Facts): Draft[] {
  const extra =
    flux.componentsExtra.length === 0 ? [] : [`--components-extra=${flux.componentsExtra.toSorted().join(',')}`];
  return [
    check({
      id: 'verify-flux',
      title: 'See that Flux is healthy',
      why: 'Nothing else can be judged before.',
      commands: [command('flux', 'check', ...extra)],
      expect: '"all checks passed"',
    }),
  ];
}

export function verifyReconciliation({ reconciledWithin }: Facts): Draft[] {
  return [
    check({
      id: 'verify-kustomizations',
      title: 'Wait until everything in Git is applied',
      why:
        'Controllers, configuration and apps follow each other; images and models are fetched anew, which takes its time: ' +
        `by the timeouts of the Kustomizations up to ${reconciledWithin} minutes. ` +
        'To watch it in another terminal: flux get kustomizations --watch',
      commands: [
        `kubectl -n flux-system wait --for=condition=Ready --timeout=5m ${kustomizations}/flux-system`,
        `kubectl wait --all --all-namespaces --for=condition=Ready --timeout=${reconciledWithin}m ${kustomizations}`,
      ],
      expect: '"condition met" for each Kustomization.',
      remedies: [
        {
          what: 'To see which Kustomization is not ready, and why',
          commands: ['flux get kustomizations --all-namespaces', 'flux events --all-namespaces --types=Warning'],
        },
      ],
    }),
    check({
      id: 'verify-nothing-failed',
      title: 'See that nothing failed',
      why: 'A Kustomization can be ready while a source or a release that it does not wait for is not.',
      commands: [
        'flux get all --all-namespaces --status-selector ready=false',
        'test -z "$(flux get all --all-namespaces --no-header --status-selector ready=false 2>/dev/null)"',
      ],
      expect: 'Nothing.',
    }),
  ];
}

/** Sees that the cluster serves what it is for. */
export function verifyServices({ volumes, published }: Facts): Draft[] {
  const addresses = [...new Set(published.flatMap((each) => each.addresses))].toSorted();
  return [
    ...(volumes.length > 0 ? [verifyClaims()] : []),
    verifyBalancers(addresses),
    ...addresses.map((address) => {
      const ports = published.filter((each) => each.addresses.includes(address)).flatMap((each) => each.ports);
      const services = published.filter((each) => each.addresses.includes(address)).map((each) => each.service);
      return probe(
        address,
        [...new Set(ports)].toSorted((a, b) => a - b),
        services,
      );
    }),
  ];
}

function verifyClaims(): Draft {
  return check({
    id: 'verify-volumes',
    title: 'See that every volume is bound',
    why: 'A claim that is not bound belongs to a pod that could not be scheduled.',
    commands: [
      'kubectl get pvc --all-namespaces',
      `test -z "$(kubectl get pvc --all-namespaces -o jsonpath=${quote(unbound)})"`,
    ],
    expect: 'STATUS Bound in every line.',
  });
}

function verifyBalancers(addresses: readonly string[]): Draft {
  const list = `kubectl get services --all-namespaces -o jsonpath=${quote(balancers)}`;
  return check({
    id: 'verify-addresses',
    title: 'See that every load balancer has its address',
    why: 'Without one the Service is there and nobody reaches it.',
    commands: [
      list,
      `${list} | awk 'NF < 2 { bare = 1 } END { exit bare }'`,
      ...addresses.map((address) => `${list} | tr ' ' '\\n' | grep -xF ${quote(address)}`),
    ],
    expect:
      addresses.length === 0
        ? 'An address behind each Service.'
        : `An address behind each Service; among them ${addresses.join(', ')}.`,
  });
}

function probe(address: string, ports: readonly number[], services: readonly string[]): Draft {
  return check({
    id: `probe-${address}`,
    title: `See that ${address} answers`,
    why: `That is where ${services.join(', ')} ${services.length === 1 ? 'is' : 'are'} published.`,
    commands: ports.map((port) =>
      // Any answer counts, 404 too: the Gateway runs, whatever its routes say of this host name.
      port === httpPort
        ? `curl -sS -o /dev/null -w '%{http_code}\\n' --retry 5 --retry-all-errors --max-time 60 ${quote(`http://${address}/`)}`
        : command('nc', '-z', '-w', '10', address, String(port)),
    ),
    expect: ports.includes(httpPort) ? 'Any HTTP status, 404 too.' : 'No error.',
  });
}
