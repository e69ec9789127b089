// Command kustomize-build prints what the directories below a folder build to, one JSON line a directory:
// those with a kustomization file as kustomize builds them, and those of clusters/ without one as Flux does,
// which takes every YAML file below.
package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"sigs.k8s.io/kustomize/api/konfig"
	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/api/provider"
	"sigs.k8s.io/kustomize/api/resmap"
	"sigs.k8s.io/kustomize/api/types"
	"sigs.k8s.io/kustomize/kyaml/filesys"
)

type line struct {
	Path    string           `json:"path"`
	Error   string           `json:"error,omitempty"`
	Objects []map[string]any `json:"objects"`
}

func main() {
	if err := run(os.Args[1], json.NewEncoder(os.Stdout)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(root string, out *json.Encoder) error {
	return filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return err
		}
		if name := entry.Name(); path != root && (name == "node_modules" || strings.HasPrefix(name, ".")) {
			return filepath.SkipDir
		}
		objects, err := objectsOf(root, path)
		if objects == nil && err == nil {
			return nil
		}
		relative, _ := filepath.Rel(root, path)
		result := line{Path: filepath.ToSlash(relative)}
		if err != nil {
			result.Error = err.Error()
			return out.Encode(result)
		}
		for _, object := range objects.Resources() {
			fields, err := object.Map()
			if err != nil {
				return err
			}
			result.Objects = append(result.Objects, fields)
		}
		return out.Encode(result)
	})
}

// objectsOf is nil for a directory that is nothing to be built by itself.
func objectsOf(root, path string) (resmap.ResMap, error) {
	for _, name := range konfig.RecognizedKustomizationFileNames() {
		content, err := os.ReadFile(filepath.Join(path, name))
		if err != nil {
			continue
		}
		var kustomization types.Kustomization
		if err := kustomization.Unmarshal(content); err == nil && kustomization.Kind == types.ComponentKind {
			return nil, nil
		}
		options := krusty.MakeDefaultOptions()
		options.LoadRestrictions = types.LoadRestrictionsNone
		return krusty.MakeKustomizer(options).Run(filesys.MakeFsOnDisk(), path)
	}
	parent := filepath.Dir(path)
	if filepath.Base(parent) == "clusters" && (parent == root || filepath.Dir(parent) == root) {
		return allFiles(path)
	}
	return nil, nil
}

func allFiles(folder string) (resmap.ResMap, error) {
	factory := resmap.NewFactory(provider.NewDefaultDepProvider().GetResourceFactory())
	all := resmap.New()
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".yaml") && !strings.HasSuffix(path, ".yml") {
			return err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		objects, err := factory.NewResMapFromBytes(content)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		return all.AppendAll(objects)
	})
	return all, err
}
