// Command kustomize-schema prints what kustomize reads from a kustomization file, as kinds and definitions of a schema pack.
//
// kustomize has no schema of its own: it decodes into Go types and refuses fields that they do not have.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"strings"

	"sigs.k8s.io/kustomize/api/types"
)

type object = map[string]any

// definitions by name; a type that is being read is there already, so that recursion ends.
var definitions = object{}

func main() {
	root := nameOf(reflect.TypeOf(types.Kustomization{}))
	define(reflect.TypeOf(types.Kustomization{}))
	group, version, _ := strings.Cut(types.KustomizationVersion, "/")
	_, componentVersion, _ := strings.Cut(types.ComponentVersion, "/")
	kind := func(version, kind, plural string) object {
		return object{
			"group": group, "version": version, "kind": kind, "plural": plural,
			// No server has them, so no scope is said; a kustomization's metadata may name a namespace.
			"scope": "Namespaced", "builtin": true, "definition": root,
		}
	}
	result := object{
		"kinds": []object{
			kind(version, types.KustomizationKind, "kustomizations"),
			kind(componentVersion, types.ComponentKind, "components"),
		},
		"definitions": definitions,
	}
	if err := json.NewEncoder(os.Stdout).Encode(result); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func nameOf(t reflect.Type) string {
	return t.PkgPath() + "." + t.Name()
}

// define adds the definition of a struct type.
func define(t reflect.Type) {
	name := nameOf(t)
	if _, known := definitions[name]; known {
		return
	}
	properties := object{}
	definitions[name] = object{"type": "object", "properties": properties}
	addFields(properties, t)
}

func addFields(properties object, t reflect.Type) {
	for i := range t.NumField() {
		field := t.Field(i)
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		switch {
		case name == "-" || !field.IsExported() && !field.Anonymous:
		case name == "" && field.Anonymous:
			addFields(properties, underlying(field.Type))
		case name == "":
			properties[field.Name] = schemaOf(field.Type)
		default:
			properties[name] = schemaOf(field.Type)
		}
	}
}

func underlying(t reflect.Type) reflect.Type {
	if t.Kind() == reflect.Pointer {
		return t.Elem()
	}
	return t
}

func schemaOf(t reflect.Type) object {
	t = underlying(t)
	switch t.Kind() {
	case reflect.Struct:
		define(t)
		return object{"$ref": nameOf(t)}
	case reflect.Map:
		return object{"type": "object", "additionalProperties": schemaOf(t.Elem())}
	case reflect.Slice:
		return object{"type": "array", "items": schemaOf(t.Elem())}
	case reflect.Interface:
		return object{"preserveUnknownFields": true}
	case reflect.Bool:
		return object{"type": "boolean"}
	case reflect.String:
		return object{"type": "string"}
	case reflect.Int, reflect.Int64:
		return object{"type": "integer", "format": "int64"}
	default:
		panic(fmt.Sprintf("%s has kind %s, which has no schema here", t, t.Kind()))
	}
}
