// Command kustomize-oracle builds small trees with the real kustomize. Each line of stdin is a JSON object with the files
// of a tree and the directory to build; each line of stdout says what came of it, objects in the order they were gathered.
package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"os"
	"strings"

	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/api/types"
	"sigs.k8s.io/kustomize/kyaml/filesys"
)

type request struct {
	Files     map[string]string `json:"files"`
	Directory string            `json:"directory"`
	// Whether the contents are base64.
	Encoded bool `json:"encoded"`
}

type answer struct {
	Ok       bool   `json:"ok"`
	Error    string `json:"error,omitempty"`
	Panicked bool   `json:"panicked,omitempty"`
	// JSON texts, so that no number passes through the reader's hands.
	Objects []string `json:"objects"`
}

func main() {
	log.SetOutput(io.Discard)
	stderr := os.Stderr
	if null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0); err == nil {
		os.Stderr = null // kustomize warns of deprecated fields there
	}
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for {
		line, err := in.ReadBytes('\n')
		if err != nil {
			return
		}
		var asked request
		if err := json.Unmarshal(line, &asked); err != nil {
			fmt.Fprintln(stderr, err)
			os.Exit(1)
		}
		if err := encoder.Encode(build(asked)); err != nil {
			fmt.Fprintln(stderr, err)
			os.Exit(1)
		}
	}
}

func build(asked request) (result answer) {
	defer func() {
		if reason := recover(); reason != nil {
			result = answer{Error: fmt.Sprint(reason), Panicked: true}
		}
	}()
	tree := filesys.MakeFsInMemory()
	for path, content := range asked.Files {
		bytes := []byte(content)
		if asked.Encoded {
			bytes, _ = base64.StdEncoding.DecodeString(content)
		}
		if err := tree.WriteFile("/tree/"+path, bytes); err != nil {
			return answer{Error: err.Error()}
		}
	}
	options := krusty.MakeDefaultOptions()
	options.Reorder = krusty.ReorderOptionNone
	options.LoadRestrictions = types.LoadRestrictionsNone
	objects, err := krusty.MakeKustomizer(options).Run(tree, "/tree/"+asked.Directory)
	if err != nil {
		return answer{Error: err.Error()}
	}
	result = answer{Ok: true, Objects: []string{}}
	for _, object := range objects.Resources() {
		text, err := object.MarshalJSON()
		if err != nil {
			return answer{Error: err.Error()}
		}
		result.Objects = append(result.Objects, unescaped(text))
	}
	return result
}

// unescaped takes back what Go's JSON keeps out of HTML; numbers stay as they are written.
func unescaped(text []byte) string {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		panic(err)
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		panic(err)
	}
	return strings.TrimSuffix(out.String(), "\n")
}
