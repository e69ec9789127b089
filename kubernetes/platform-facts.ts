/** The minor versions of Kubernetes 1 that a minor version of Flux is made for and tested with. */
export const kubernetesOfFlux: { readonly [flux: string]: { readonly oldest: number; readonly newest: number } } = {
  '2.9': { oldest: 34, newest: 36 },
};

/** What K3s clusters have and how they behave, by the K3s documentation and its ServiceLB controller. */
export const k3s = {
  /** Parts that `--disable` takes, and what a cluster has without that. */
  packagedComponents: ['coredns', 'local-storage', 'metrics-server', 'servicelb', 'traefik', 'gateway-api-crd'],
  storage: {
    className: 'local-path',
    provisioner: 'rancher.io/local-path',
    /** Where volumes lie on the node they were first used on. */
    path: '/var/lib/rancher/k3s/storage',
  },
  serviceLoadBalancer: {
    /** As soon as one node carries it, only nodes with the value `true` publish Services. */
    enableLabel: 'svccontroller.k3s.cattle.io/enablelb',
    /** On a node: its pool. On a Service (a label, not an annotation): the pool whose nodes publish it. */
    poolLabel: 'svccontroller.k3s.cattle.io/lbpool',
  },
  /** Ports that the packaged Traefik takes on every node that publishes Services. */
  traefikHostPorts: [80, 443],
  /** The first minor version that brings the Gateway API's CRDs apart from Traefik. */
  gatewayApiCrdsSince: 37,
  /** Made when the node has NVIDIA's container runtime as K3s starts. */
  nvidiaRuntimeClass: 'nvidia',
} as const;
