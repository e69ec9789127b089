module fluxsmith/schemas/kustomize

go 1.26.0

require sigs.k8s.io/kustomize/api v0.21.1
