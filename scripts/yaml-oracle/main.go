// Command yaml-oracle answers what the two YAML readers of the Kubernetes world make of a text.
//
// Standard input: for each text its length in bytes as a decimal line, then the bytes.
// Standard output: one line of JSON per text:
//
//	{"kubectl": {"ok": true, "documents": […]}, "kustomize": {"ok": false, "error": "…"}}
//
// kubectl is the document splitter of k8s.io/apimachinery and sigs.k8s.io/yaml behind it, as kubectl and the Flux
// controllers put them together. kustomize is the reader of kyaml with its anchors replaced, then the conversion to
// JSON that every resource goes through; apiVersion and kind are not demanded.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	yaml3 "go.yaml.in/yaml/v3"
	"k8s.io/apimachinery/pkg/util/yaml"
	"sigs.k8s.io/kustomize/kyaml/kio"
	kyaml "sigs.k8s.io/kustomize/kyaml/yaml"
	sigs "sigs.k8s.io/yaml"
)

// maxNodes bounds what aliases may expand to; kyaml itself has no bound and would fill the memory.
const maxNodes = 10_000_000

type answer struct {
	OK        bool              `json:"ok"`
	Documents []json.RawMessage `json:"documents,omitempty"`
	Error     string            `json:"error,omitempty"`
	// Panicked: the reader itself broke, which is no verdict on the text.
	Panicked bool `json:"panicked,omitempty"`
	// Quirk: kyaml answers otherwise while the comments are there, because it prints the tree and reads it again.
	Quirk string `json:"quirk,omitempty"`
}

func main() {
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	defer out.Flush()
	for {
		line, err := in.ReadString('\n')
		if err == io.EOF {
			return
		}
		length, convErr := strconv.Atoi(strings.TrimSpace(line))
		if err != nil || convErr != nil {
			fmt.Fprintln(os.Stderr, "a length was expected, got", line)
			os.Exit(2)
		}
		text := make([]byte, length)
		if _, err := io.ReadFull(in, text); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		encoded, err := json.Marshal(map[string]answer{
			"kubectl":   guarded(readKubectl, text),
			"kustomize": guarded(readKustomize, text),
		})
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		out.Write(encoded)
		out.WriteByte('\n')
		if in.Buffered() == 0 {
			out.Flush()
		}
	}
}

func guarded(read func([]byte) answer, text []byte) (result answer) {
	defer func() {
		if failure := recover(); failure != nil {
			result = answer{Error: fmt.Sprint(failure), Panicked: true}
		}
	}()
	return read(text)
}

func refused(err error) answer { return answer{Error: err.Error()} }

func readKubectl(text []byte) answer {
	reader := yaml.NewYAMLReader(bufio.NewReader(bytes.NewReader(text)))
	result := answer{OK: true}
	for {
		piece, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return result
		}
		if err != nil {
			return refused(err)
		}
		document, err := sigs.YAMLToJSON(piece)
		if err != nil {
			return refused(err)
		}
		result.Documents = append(result.Documents, document)
	}
}

func readKustomize(text []byte) answer {
	result := convert(text, true)
	if plain := convert(text, false); !same(plain, result) {
		plain.Quirk = result.Error
		if result.OK {
			plain.Quirk = "another value"
		}
		return plain
	}
	return result
}

func same(a, b answer) bool {
	if a.OK != b.OK || len(a.Documents) != len(b.Documents) {
		return false
	}
	for i := range a.Documents {
		if !bytes.Equal(a.Documents[i], b.Documents[i]) {
			return false
		}
	}
	return true
}

func convert(text []byte, comments bool) (result answer) {
	defer func() {
		if failure := recover(); failure != nil {
			result = answer{Error: fmt.Sprint(failure), Panicked: true}
		}
	}()
	reader := &kio.ByteReader{OmitReaderAnnotations: true, DisableUnwrapping: true, Reader: bytes.NewReader(text)}
	nodes, err := reader.Read()
	if err != nil {
		return refused(err)
	}
	result.OK = true
	for _, node := range nodes {
		count := 0
		if err := checkAliases(node.YNode(), map[*yaml3.Node]bool{}, &count); err != nil {
			return refused(err)
		}
		if err := node.DeAnchor(); err != nil {
			return refused(err)
		}
		if !comments {
			dropComments(node.Document())
		}
		document, err := toJSON(node)
		if err != nil {
			return refused(err)
		}
		result.Documents = append(result.Documents, document)
	}
	return result
}

func toJSON(node *kyaml.RNode) ([]byte, error) {
	if node.YNode().Kind != yaml3.ScalarNode {
		return node.MarshalJSON()
	}
	text, err := node.String()
	if err != nil {
		return nil, err
	}
	var value any
	if err := kyaml.Unmarshal([]byte(text), &value); err != nil {
		return nil, err
	}
	return json.Marshal(value)
}

// checkAliases refuses what would overflow the stack or the memory of kyaml.
func checkAliases(node *yaml3.Node, open map[*yaml3.Node]bool, count *int) error {
	*count++
	if *count > maxNodes {
		return errors.New("too many nodes")
	}
	if node.Kind == yaml3.AliasNode {
		if open[node.Alias] {
			return errors.New("anchor contains itself")
		}
		return checkAliases(node.Alias, open, count)
	}
	if node.Kind != yaml3.ScalarNode {
		open[node] = true
		defer delete(open, node)
	}
	for _, child := range node.Content {
		if err := checkAliases(child, open, count); err != nil {
			return err
		}
	}
	return nil
}

func dropComments(node *yaml3.Node) {
	node.HeadComment, node.LineComment, node.FootComment = "", "", ""
	for _, child := range node.Content {
		dropComments(child)
	}
}
