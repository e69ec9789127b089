// Command kustomize-facts prints what kustomize knows of Kubernetes by heart, as JSON: which lists a strategic merge
// patch merges and by which keys, which kinds are cluster-scoped, and the fields its transformers touch by default.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sort"
	"strings"

	"k8s.io/kube-openapi/pkg/validation/spec"
	_ "sigs.k8s.io/kustomize/api/konfig" // its module holds the sources that are read
	"sigs.k8s.io/kustomize/kyaml/openapi"
	kyaml "sigs.k8s.io/kustomize/kyaml/yaml"
	"sigs.k8s.io/yaml"
)

type facts struct {
	Kinds         map[string]string            `json:"kinds"`
	Types         map[string]map[string]string `json:"types"`
	ClusterScoped []string                     `json:"clusterScoped"`
	FieldSpecs    map[string][]string          `json:"fieldSpecs"`
	References    map[string][]string          `json:"references"`
}

var definitions spec.Definitions

func main() {
	definitions = openapi.Schema().Definitions
	result := facts{Kinds: map[string]string{}, Types: map[string]map[string]string{}}
	readTypes(&result)
	readScope(&result)
	readFieldSpecs(&result)
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetEscapeHTML(false)
	check(encoder.Encode(result))
}

// readTypes keeps the types from which a list that is merged can be reached, and the kinds of those types.
func readTypes(result *facts) {
	all := map[string]map[string]string{}
	for name, definition := range definitions {
		fields := map[string]string{}
		for field, schema := range definition.Properties {
			if reference := referenceOf(schema); reference != "" {
				fields[field] = reference
			}
		}
		all[shortName(name)] = fields
	}
	useful := map[string]bool{}
	for changed := true; changed; {
		changed = false
		for name, fields := range all {
			for _, reference := range fields {
				if !useful[name] && (strings.HasPrefix(reference, "[]") || useful[strings.TrimPrefix(reference, "*")]) {
					useful[name], changed = true, true
				}
			}
		}
	}
	for name, fields := range all {
		if !useful[name] {
			continue
		}
		kept := map[string]string{}
		for field, reference := range fields {
			if strings.HasPrefix(reference, "[]") {
				words := strings.Split(strings.TrimPrefix(reference, "[]"), " ")
				if !useful[words[0]] {
					words[0] = ""
				}
				kept[field] = "[]" + strings.Join(words, " ")
			} else if useful[strings.TrimPrefix(reference, "*")] {
				kept[field] = reference
			}
		}
		result.Types[name] = kept
	}
	for name, definition := range definitions {
		groups, _ := definition.Extensions["x-kubernetes-group-version-kind"].([]interface{})
		for _, entry := range groups {
			gvk := entry.(map[string]interface{})
			if useful[shortName(name)] {
				result.Kinds[kindName(gvk)] = shortName(name)
			}
		}
	}
}

// referenceOf says where a field leads: "Type", "*Type" for a map of them, "[]Type key…" for a list that is merged.
func referenceOf(schema spec.Schema) string {
	if name := typeOf(schema); name != "" {
		return name
	}
	if schema.AdditionalProperties != nil && schema.AdditionalProperties.Schema != nil {
		if name := typeOf(*schema.AdditionalProperties.Schema); name != "" {
			return "*" + name
		}
	}
	resource := openapi.ResourceSchema{Schema: &schema}
	strategy, keys := resource.PatchStrategyAndKeyList()
	if len(schema.Type) != 1 || schema.Type[0] != "array" || !contains(strings.Split(strategy, ","), "merge") {
		return ""
	}
	item := ""
	if schema.Items != nil && schema.Items.Schema != nil {
		item = typeOf(*schema.Items.Schema)
	}
	return strings.Join(append([]string{"[]" + item}, keys...), " ")
}

func typeOf(schema spec.Schema) string {
	reference := schema.Ref.String()
	if reference == "" {
		return ""
	}
	return shortName(strings.TrimPrefix(reference, "#/definitions/"))
}

func shortName(name string) string {
	for _, prefix := range []string{"io.k8s.api.", "io.k8s.apimachinery.pkg.apis.", "io.k8s."} {
		if strings.HasPrefix(name, prefix) {
			return strings.TrimPrefix(name, prefix)
		}
	}
	return name
}

func kindName(gvk map[string]interface{}) string {
	group, version, kind := gvk["group"], gvk["version"], gvk["kind"]
	if group == nil || group == "" {
		return fmt.Sprintf("%s %s", version, kind)
	}
	return fmt.Sprintf("%s/%s %s", group, version, kind)
}

func readScope(result *facts) {
	for _, definition := range definitions {
		groups, _ := definition.Extensions["x-kubernetes-group-version-kind"].([]interface{})
		for _, entry := range groups {
			name := kindName(entry.(map[string]interface{}))
			apiVersion, kind, _ := strings.Cut(name, " ")
			if openapi.IsCertainlyClusterScoped(kyaml.TypeMeta{APIVersion: apiVersion, Kind: kind}) {
				result.ClusterScoped = append(result.ClusterScoped, name)
			}
		}
	}
	sort.Strings(result.ClusterScoped)
}

type fieldSpec struct {
	Group, Version, Kind, Path string
	Create                     bool
}

type reference struct {
	Group, Version, Kind string
	FieldSpecs           []fieldSpec
}

// readFieldSpecs reads the defaults from the sources of the module, as they are behind an internal door.
func readFieldSpecs(result *facts) {
	folder, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "sigs.k8s.io/kustomize/api").Output()
	check(err)
	files, err := filepath.Glob(filepath.Join(strings.TrimSpace(string(folder)), "internal/konfig/builtinpluginconsts/*.go"))
	check(err)
	block := regexp.MustCompile("(?s)(\\w+) *= `([^`]*)`(?: \\+ (\\w+))?")
	texts, tails := map[string]string{}, map[string]string{}
	for _, file := range files {
		content, err := os.ReadFile(file)
		check(err)
		for _, match := range block.FindAllStringSubmatch(string(content), -1) {
			texts[match[1]], tails[match[1]] = match[2], match[3]
		}
	}
	result.FieldSpecs, result.References = map[string][]string{}, map[string][]string{}
	for name, text := range texts {
		if strings.HasPrefix(strings.TrimSpace(text), "-") {
			continue
		}
		var lists map[string]json.RawMessage
		check(yaml.Unmarshal([]byte(text+texts[tails[name]]), &lists))
		for list, raw := range lists {
			if list == "nameReference" {
				var references []reference
				check(json.Unmarshal(raw, &references))
				for _, r := range references {
					key := fmt.Sprintf("%s.%s.%s", r.Kind, r.Version, r.Group)
					result.References[key] = append(result.References[key], lines(r.FieldSpecs)...)
				}
				continue
			}
			var specs []fieldSpec
			check(json.Unmarshal(raw, &specs))
			result.FieldSpecs[list] = lines(specs)
		}
	}
}

// lines writes each field spec as "path Kind.version.group", with " create" behind it where a missing field is made.
func lines(specs []fieldSpec) (result []string) {
	for _, s := range specs {
		line := fmt.Sprintf("%s %s.%s.%s", s.Path, s.Kind, s.Version, s.Group)
		if s.Create {
			line += " create"
		}
		result = append(result, line)
	}
	return result
}

func contains(list []string, word string) bool {
	for _, item := range list {
		if item == word {
			return true
		}
	}
	return false
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
