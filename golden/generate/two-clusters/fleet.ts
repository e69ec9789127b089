import { defineFleet, k3s } from '../../../generator/index.ts';
import { app, certManager, loki } from '../../../generator/recipes/index.ts';

const web = app({ name: 'web', image: 'nginx:1.29', ports: { http: 80 } });

/** Two clusters: cert-manager and web are the same in both, Loki differs, one cluster has more. */
export default defineFleet({
  git: { provider: 'github', owner: 'someone', repository: 'fleet' },
  clusters: {
    home: {
      platform: k3s({ version: 'v1.36.2+k3s1', servers: [{ name: 'home-1', address: '10.0.0.1' }] }),
      infrastructure: [certManager({ issuers: { own: { selfSigned: true } } }), loki({ retention: '168h' })],
      apps: [web, app({ name: 'lamp', image: 'ghcr.io/someone/lamp:1.0.0' })],
    },
    office: {
      platform: k3s({ version: 'v1.36.2+k3s1', servers: [{ name: 'office-1', address: '10.1.0.1' }] }),
      infrastructure: [certManager({ issuers: { own: { selfSigned: true } } }), loki({ retention: '720h' })],
      apps: [web],
    },
  },
});
