export { apiVersionOf, parseApiVersion } from './api-version.ts';
export type { GroupVersion } from './api-version.ts';
export { parseDuration } from './duration.ts';
export { fluxOperatorKinds } from './flux-operator.ts';
export {
  explainAnnotationKey,
  explainDns1035Label,
  explainDnsLabel,
  explainDnsSubdomain,
  explainLabelValue,
  explainPathSegment,
  explainQualifiedName,
} from './names.ts';
export type { Explanation } from './names.ts';
export { compareQuantities, explainQuantity, isQuantity, parseQuantity } from './quantity.ts';
export type { Quantity, QuantityProblem } from './quantity.ts';
export { k3s, kubernetesOfFlux } from './platform-facts.ts';
