import { defineFleet, k3s } from 'fluxsmith';
import { alloy, certManager, envoyGateway, grafana, llamaCpp, loki, tempo } from 'fluxsmith/recipes';

/** A homelab of two nodes: a light one that runs the control plane and a heavy one that runs the models. */
export default defineFleet({
  git: { provider: 'github', owner: 'fluxsmith', repository: 'homelab', personal: true },
  flux: { version: '2.9.4' },
  clusters: {
    homelab: {
      platform: k3s({
        version: 'v1.36.2+k3s1',
        servers: [{ name: 'node1', address: '10.0.0.101', labels: { hardware: 'light' } }],
        agents: [{ name: 'node2', address: '10.0.0.102', labels: { hardware: 'heavy' }, loadBalancerPool: 'public' }],
        // Envoy Gateway takes its place.
        disable: ['traefik'],
      }),
      infrastructure: [
        certManager({ version: 'v1.21.2' }),
        // ServiceLB publishes at addresses of nodes: this is the one of node2, the only node of the pool `public`.
        envoyGateway({ version: 'v1.9.1', address: '10.0.0.102' }),
        loki({ version: '18.11.0', retention: '168h', storage: { size: '10Gi' } }),
        tempo({ version: '2.2.4', retention: '72h', storage: { size: '10Gi' } }),
        grafana({ version: '12.11.1', hostnames: ['grafana.home.arpa'] }),
        alloy({ version: '1.11.1' }),
      ],
      apps: [
        llamaCpp({
          model: {
            url: 'https://huggingface.co/bartowski/Qwen2.5-7B-Instruct-GGUF/resolve/main/Qwen2.5-7B-Instruct-Q4_K_M.gguf',
          },
          storage: { size: '20Gi' },
          nodeSelector: { hardware: 'heavy' },
          hostnames: ['llm.home.arpa'],
        }),
      ],
    },
  },
});
