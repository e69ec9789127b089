/**
 * Whose rules a text is read by: `kubectl` is sigs.k8s.io/yaml (kubectl, the API server, Helm, and Flux after
 * substitution: go-yaml v2 with the YAML 1.1 words), `kustomize` is kyaml (kustomize and Flux's build: go-yaml v3).
 */
export type Dialect = 'kubectl' | 'kustomize';
