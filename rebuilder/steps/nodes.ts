import type { Facts } from '../facts.ts';
import type { Draft } from '../platforms/platform.ts';
import { command, quote } from '../shell-quote.ts';
import { check } from './preflight.ts';

export function waitForNodes({ nodes }: Facts): Draft[] {
  const names = nodes.map(({ name }) => `node/${name}`);
  return [
    check({
      id: 'nodes-ready',
      title: 'Wait until all nodes are ready',
      why: 'What is scheduled while a node is missing goes to another one, and its volume with it.',
      commands: [
        command('kubectl', 'wait', '--for=create', '--timeout=5m', ...names),
        command('kubectl', 'wait', '--for=condition=Ready', '--timeout=5m', ...names),
        'kubectl get nodes --show-labels',
      ],
      expect: `${nodes.length === 1 ? 'The node is' : `All ${nodes.length} nodes are`} Ready.`,
    }),
  ];
}

/** Labels come before Flux: selectors and load balancer pools are read when a workload first appears. */
export function setLabels({ nodes }: Facts): Draft[] {
  return nodes.flatMap(({ name, labels }) => {
    const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
    if (pairs.length === 0) return [];
    return {
      id: `labels-${name}`,
      title: `See that ${name} carries its labels`,
      why: 'Node labels are in no file that Flux applies. Set later, pods would wait and Services keep a wrong address.',
      on: 'workstation',
      inputs: [],
      commands: [command('kubectl', 'label', '--overwrite', 'node', name, ...pairs)],
      expect: `node/${name} labeled, or not labeled when all were there`,
      done:
        `${command('kubectl', 'get', 'nodes', '-l', pairs.join(','), `--field-selector=metadata.name=${name}`, '-o', 'name')} ` +
        `| grep -qxF ${quote(`node/${name}`)}`,
      destructive: false,
    };
  });
}
