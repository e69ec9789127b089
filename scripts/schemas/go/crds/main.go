// Package crds keeps the API modules in go.mod that controller-gen reads.
package crds

import _ "github.com/fluxcd/source-watcher/api/v2/v1beta1"
