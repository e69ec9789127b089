import type { Removal } from './schema.ts';

interface Row extends Removal {
  readonly from: string;
  readonly kinds: string;
}

const kubernetes = (removedIn: string, from: string, kinds: string, successor?: string): Row => ({
  product: 'Kubernetes',
  removedIn,
  from,
  kinds,
  ...(successor !== undefined && { successor }),
});

const flux = (removedIn: string, from: string, kinds: string, successor: string): Row => ({
  product: 'Flux',
  removedIn,
  from,
  kinds,
  successor,
});

/** API versions that were served by default and are not any more, as the lifecycle marks of the Kubernetes API types and the Flux release notes give them. */
const rows: readonly Row[] = [
  kubernetes('1.16', 'extensions/v1beta1', 'DaemonSet Deployment ReplicaSet', 'apps/v1'),
  kubernetes('1.16', 'extensions/v1beta1', 'NetworkPolicy', 'networking.k8s.io/v1'),
  kubernetes('1.16', 'extensions/v1beta1', 'PodSecurityPolicy'),
  kubernetes('1.16', 'apps/v1beta1', 'ControllerRevision Deployment StatefulSet', 'apps/v1'),
  kubernetes('1.16', 'apps/v1beta2', 'ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet', 'apps/v1'),
  kubernetes('1.21', 'batch/v2alpha1', 'CronJob', 'batch/v1'),
  kubernetes(
    '1.22',
    'admissionregistration.k8s.io/v1beta1',
    'MutatingWebhookConfiguration ValidatingWebhookConfiguration',
    'admissionregistration.k8s.io/v1',
  ),
  kubernetes('1.22', 'apiextensions.k8s.io/v1beta1', 'CustomResourceDefinition', 'apiextensions.k8s.io/v1'),
  kubernetes('1.22', 'apiregistration.k8s.io/v1beta1', 'APIService', 'apiregistration.k8s.io/v1'),
  kubernetes('1.22', 'authentication.k8s.io/v1beta1', 'TokenReview', 'authentication.k8s.io/v1'),
  kubernetes(
    '1.22',
    'authorization.k8s.io/v1beta1',
    'LocalSubjectAccessReview SelfSubjectAccessReview SelfSubjectRulesReview SubjectAccessReview',
    'authorization.k8s.io/v1',
  ),
  kubernetes('1.22', 'certificates.k8s.io/v1beta1', 'CertificateSigningRequest', 'certificates.k8s.io/v1'),
  kubernetes('1.22', 'coordination.k8s.io/v1beta1', 'Lease', 'coordination.k8s.io/v1'),
  kubernetes('1.22', 'extensions/v1beta1', 'Ingress', 'networking.k8s.io/v1'),
  kubernetes('1.22', 'networking.k8s.io/v1beta1', 'Ingress IngressClass', 'networking.k8s.io/v1'),
  kubernetes(
    '1.22',
    'rbac.authorization.k8s.io/v1beta1',
    'ClusterRole ClusterRoleBinding Role RoleBinding',
    'rbac.authorization.k8s.io/v1',
  ),
  kubernetes('1.22', 'scheduling.k8s.io/v1beta1', 'PriorityClass', 'scheduling.k8s.io/v1'),
  kubernetes('1.22', 'storage.k8s.io/v1beta1', 'CSIDriver CSINode StorageClass VolumeAttachment', 'storage.k8s.io/v1'),
  kubernetes('1.24', 'storage.k8s.io/v1alpha1', 'CSIStorageCapacity VolumeAttachment', 'storage.k8s.io/v1'),
  kubernetes('1.25', 'autoscaling/v2beta1', 'HorizontalPodAutoscaler', 'autoscaling/v2'),
  kubernetes('1.25', 'batch/v1beta1', 'CronJob', 'batch/v1'),
  kubernetes('1.25', 'discovery.k8s.io/v1beta1', 'EndpointSlice', 'discovery.k8s.io/v1'),
  kubernetes('1.25', 'events.k8s.io/v1beta1', 'Event', 'events.k8s.io/v1'),
  kubernetes('1.25', 'node.k8s.io/v1beta1', 'RuntimeClass', 'node.k8s.io/v1'),
  kubernetes('1.25', 'policy/v1beta1', 'PodDisruptionBudget', 'policy/v1'),
  kubernetes('1.25', 'policy/v1beta1', 'PodSecurityPolicy'),
  kubernetes('1.26', 'autoscaling/v2beta2', 'HorizontalPodAutoscaler', 'autoscaling/v2'),
  kubernetes('1.27', 'storage.k8s.io/v1beta1', 'CSIStorageCapacity', 'storage.k8s.io/v1'),
  kubernetes(
    '1.32',
    'admissionregistration.k8s.io/v1alpha1',
    'ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding',
    'admissionregistration.k8s.io/v1',
  ),
  kubernetes(
    '1.34',
    'admissionregistration.k8s.io/v1beta1',
    'ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding',
    'admissionregistration.k8s.io/v1',
  ),
  kubernetes('1.35', 'storage.k8s.io/v1alpha1', 'VolumeAttributesClass', 'storage.k8s.io/v1'),
  ...(
    [
      ['1.26', 'v1beta1'],
      ['1.29', 'v1beta2'],
      ['1.32', 'v1beta3'],
    ] as const
  ).map(([removedIn, version]) =>
    kubernetes(
      removedIn,
      `flowcontrol.apiserver.k8s.io/${version}`,
      'FlowSchema PriorityLevelConfiguration',
      'flowcontrol.apiserver.k8s.io/v1',
    ),
  ),
  flux(
    '2.7',
    'source.toolkit.fluxcd.io/v1beta1',
    'Bucket GitRepository HelmChart HelmRepository',
    'source.toolkit.fluxcd.io/v1',
  ),
  flux(
    '2.8',
    'source.toolkit.fluxcd.io/v1beta2',
    'Bucket GitRepository HelmChart HelmRepository OCIRepository',
    'source.toolkit.fluxcd.io/v1',
  ),
  flux('2.7', 'kustomize.toolkit.fluxcd.io/v1beta1', 'Kustomization', 'kustomize.toolkit.fluxcd.io/v1'),
  flux('2.8', 'kustomize.toolkit.fluxcd.io/v1beta2', 'Kustomization', 'kustomize.toolkit.fluxcd.io/v1'),
  flux('2.7', 'helm.toolkit.fluxcd.io/v2beta1', 'HelmRelease', 'helm.toolkit.fluxcd.io/v2'),
  flux('2.8', 'helm.toolkit.fluxcd.io/v2beta2', 'HelmRelease', 'helm.toolkit.fluxcd.io/v2'),
  flux(
    '2.7',
    'image.toolkit.fluxcd.io/v1beta1',
    'ImagePolicy ImageRepository ImageUpdateAutomation',
    'image.toolkit.fluxcd.io/v1',
  ),
  flux(
    '2.9',
    'image.toolkit.fluxcd.io/v1beta2',
    'ImagePolicy ImageRepository ImageUpdateAutomation',
    'image.toolkit.fluxcd.io/v1',
  ),
  ...(
    [
      ['2.7', 'v1beta1'],
      ['2.9', 'v1beta2'],
    ] as const
  ).flatMap(([removedIn, version]) => [
    flux(
      removedIn,
      `notification.toolkit.fluxcd.io/${version}`,
      'Alert Provider',
      'notification.toolkit.fluxcd.io/v1beta3',
    ),
    flux(removedIn, `notification.toolkit.fluxcd.io/${version}`, 'Receiver', 'notification.toolkit.fluxcd.io/v1'),
  ]),
];

const removals = new Map(
  rows.flatMap(({ from, kinds, ...removal }) => kinds.split(' ').map((kind) => [`${from}/${kind}`, removal] as const)),
);

/** When an API version of a kind stopped being served, and what to write instead. */
export function removalOf(group: string, version: string, kind: string): Removal | undefined {
  return removals.get(`${group}/${version}/${kind}`);
}

/** All removed kinds as `group/version/kind`, for the tests that compare them with what the packs serve. */
export const removedKinds: readonly string[] = [...removals.keys()];
