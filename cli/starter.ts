/** What a new repository is begun with. */
export interface Starter {
  /** What npm installs as `fluxsmith`: a version range or a file. */
  readonly packageSpec: string;
  /** The repository on GitHub, as far as it is known. */
  readonly owner: string;
  readonly repository: string;
  /** The branch that Flux is to follow, where it is known. */
  readonly branch?: string | undefined;
}

/** The files of a new repository by path: small enough to be read, complete enough to be generated and committed. */
export function starterFiles(starter: Starter): ReadonlyMap<string, string> {
  return new Map([
    ['fleet.ts', fleet(starter)],
    ['package.json', json(packageManifest(starter))],
    ['tsconfig.json', json(compilerSettings)],
    ['.gitattributes', '* text=auto eol=lf\n'],
    ['.gitignore', 'node_modules/\n.fluxsmith/\n'],
  ]);
}

function fleet({ owner, repository, branch = 'main' }: Starter): string {
  const followed = branch === 'main' ? '' : ` branch: '${branch}',`;
  return `// Which clusters there are and what runs on them. After a change: npx fluxsmith generate, then commit both.
import { defineFleet, k3s } from 'fluxsmith';
import { app } from 'fluxsmith/recipes';

export default defineFleet({
  // The repository that Flux will follow.
  git: { provider: 'github', owner: '${owner}', repository: '${repository}',${followed} personal: true },

  clusters: {
    homelab: {
      platform: k3s({
        version: 'v1.36.2+k3s1',
        servers: [{ name: 'node1', address: '192.168.1.10' }],
        // K3s would put Traefik on ports 80 and 443, which envoyGateway() of fluxsmith/recipes takes.
        disable: ['traefik'],
      }),

      apps: [
        app({
          name: 'hello',
          image: 'traefik/whoami:v1.11.0',
          ports: { http: 80 },
          probe: { path: '/health' },
        }),
      ],
    },
  },
});
`;
}

function packageManifest({ packageSpec }: Starter): object {
  return {
    private: true,
    type: 'module',
    scripts: {
      generate: 'fluxsmith generate',
      validate: 'fluxsmith validate',
      // Whoever clones the repository gets the hook too; where there is no git, there is nothing to hook into.
      prepare: 'fluxsmith hook install || exit 0',
    },
    devDependencies: { fluxsmith: packageSpec },
  };
}

/** For editors and for whoever type-checks the fleet; the program itself only erases types. */
const compilerSettings = {
  compilerOptions: {
    target: 'ES2024',
    module: 'nodenext',
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    allowImportingTsExtensions: true,
    erasableSyntaxOnly: true,
    resolveJsonModule: true,
  },
  include: ['*.ts'],
};

function json(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
