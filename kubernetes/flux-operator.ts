/**
 * The kinds that the Flux Operator adds to those an Alert and a Receiver of Flux may name, by patching the definitions
 * that it installs. A cluster that was bootstrapped by Flux alone refuses them.
 */
export const fluxOperatorKinds: ReadonlySet<string> = new Set([
  'FluxInstance',
  'ResourceSet',
  'ResourceSetInputProvider',
]);
