import type { Path } from '../../findings/index.ts';

/**
 * Fields that the API documents mark as required, and whose absence the API server takes all the same: it reads them
 * as 0, "", [] or {}, and nothing asks for more. As the end of a path that starts with the kind, without list indices.
 */
const taken: readonly string[] = [
  'CSIDriver.spec',
  'CSINode.spec',
  'CSINode.spec.drivers',
  'ControllerRevision.revision',
  'DeviceClass.spec',
  'LimitRange.spec.limits',
  'ResourceClaim.spec',
  'ResourceClaimTemplate.spec',
  'ResourceClaimTemplate.spec.spec',
  'httpHeaders.value',
  'iscsi.lun',
  'podFailurePolicy.rules',
  'pool.generation',
  'preferredDuringSchedulingIgnoredDuringExecution.preference',
  'sleep.seconds',
  'sysctls.value',
  'tokenRequests.audience',
];

/** Whether a built-in kind may go without the field at a path. */
export function takesZeroValue(kind: string, path: Path): boolean {
  const full = `.${[kind, ...path].filter((step) => typeof step === 'string').join('.')}`;
  return taken.some((end) => full.endsWith(`.${end}`));
}
