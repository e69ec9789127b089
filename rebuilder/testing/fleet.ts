import { defineFleet, k3s, type Fleet } from '../../generator/index.ts';
import { app } from '../../generator/recipes/index.ts';
import { memoryTree } from '../../tree/index.ts';
import { planRebuild, type RebuildPlan } from '../index.ts';

/** Two nodes, an app with a Secret and a volume on one of them, and an address of its own. */
export const lab: Fleet = defineFleet({
  git: { provider: 'github', owner: 'me', repository: 'lab', personal: true, private: false },
  flux: { version: '2.9.4', componentsExtra: ['image-reflector-controller', 'image-automation-controller'] },
  clusters: {
    lab: {
      platform: k3s({
        version: 'v1.36.2+k3s1',
        servers: [{ name: 'one', address: '10.0.0.1', labels: { hardware: 'light' } }],
        agents: [{ name: 'two', address: '10.0.0.2', labels: { hardware: 'heavy' } }],
        disable: ['traefik'],
      }),
      apps: [
        app({
          name: 'notes',
          image: 'example.com/notes:1',
          ports: { http: 80, mqtt: 1883 },
          env: { PASSWORD: { secret: 'notes-login', key: 'password' } },
          volumes: { data: { mountPath: '/data', size: '5Gi' } },
          nodeSelector: { hardware: 'heavy' },
          publish: {},
        }),
      ],
    },
  },
});

/** The plan of a fleet with one cluster and these files. */
export function planFor(fleet: Fleet, files: { readonly [path: string]: string } = {}): RebuildPlan {
  const answer = planRebuild({ fleet, cluster: undefined, tree: memoryTree(Object.entries(files)) });
  if ('plan' in answer) return answer.plan;
  throw new Error(JSON.stringify(answer));
}
