import { kubernetesVersion, moduleVersion } from './go.ts';

/** Custom resource definitions that a Go module ships as files. */
interface ShippedCrds {
  readonly project: string;
  readonly module: string;
  readonly version: string;
  readonly licence: string;
  /** The folder inside the module whose YAML files hold the definitions. */
  readonly folder: string;
}

/** A module whose part in a pack is made by a program of `go/`, which also pins its version. */
interface GeneratedPart {
  readonly project: string;
  readonly module: string;
  readonly version: string;
  readonly licence: string;
  readonly program: 'kube-apiserver' | 'controller-gen' | 'kustomize-schema';
}

export interface PackRecipe {
  readonly name: string;
  readonly version: string;
  /** Its kinds are served only where this channel is installed. */
  readonly channel?: 'experimental';
  readonly parts: readonly (ShippedCrds | GeneratedPart)[];
}

const licence = 'Apache-2.0';

function flux(controller: string, version: string): ShippedCrds {
  return {
    project: controller,
    module: `github.com/fluxcd/${controller}`,
    version,
    licence,
    folder: 'config/crd/bases',
  };
}

/** Every pack, and where each part of it comes from. All else about packs follows from this table. */
export const packRecipes: readonly PackRecipe[] = [
  {
    name: 'kubernetes',
    version: kubernetesVersion(),
    parts: [
      {
        project: 'kubernetes',
        module: 'k8s.io/kubernetes',
        version: moduleVersion('server', 'k8s.io/kubernetes'),
        licence,
        program: 'kube-apiserver',
      },
    ],
  },
  {
    // The controllers are those that the manifests of this Flux version install.
    name: 'flux',
    version: '2.9.4',
    parts: [
      flux('source-controller', 'v1.9.4'),
      flux('kustomize-controller', 'v1.9.4'),
      flux('helm-controller', 'v1.6.3'),
      flux('notification-controller', 'v1.9.3'),
      flux('image-reflector-controller', 'v1.2.4'),
      flux('image-automation-controller', 'v1.2.4'),
      {
        // Its root module is not published; its API module has no CRD files.
        project: 'source-watcher',
        module: 'github.com/fluxcd/source-watcher/api/v2',
        version: moduleVersion('crds', 'github.com/fluxcd/source-watcher/api/v2'),
        licence,
        program: 'controller-gen',
      },
    ],
  },
  {
    name: 'gateway-api',
    version: '1.6.1',
    parts: [
      {
        project: 'gateway-api',
        module: 'sigs.k8s.io/gateway-api',
        version: 'v1.6.1',
        licence,
        folder: 'config/crd/standard',
      },
    ],
  },
  {
    // The chart of Envoy Gateway installs this channel.
    name: 'gateway-api-experimental',
    version: '1.6.1',
    channel: 'experimental',
    parts: [
      {
        project: 'gateway-api',
        module: 'sigs.k8s.io/gateway-api',
        version: 'v1.6.1',
        licence,
        folder: 'config/crd/experimental',
      },
    ],
  },
  {
    name: 'envoy-gateway',
    version: '1.9.1',
    parts: [
      {
        project: 'envoy-gateway',
        module: 'github.com/envoyproxy/gateway',
        version: 'v1.9.1',
        licence,
        folder: 'charts/gateway-helm/charts/crds/crds/generated',
      },
    ],
  },
  {
    name: 'cert-manager',
    version: '1.21.2',
    parts: [
      {
        project: 'cert-manager',
        module: 'github.com/cert-manager/cert-manager',
        version: 'v1.21.2',
        licence,
        folder: 'deploy/crds',
      },
    ],
  },
  {
    name: 'kustomize',
    version: moduleVersion('kustomize', 'sigs.k8s.io/kustomize/api').slice(1),
    parts: [
      {
        project: 'kustomize',
        module: 'sigs.k8s.io/kustomize/api',
        version: moduleVersion('kustomize', 'sigs.k8s.io/kustomize/api'),
        licence,
        program: 'kustomize-schema',
      },
    ],
  },
];
