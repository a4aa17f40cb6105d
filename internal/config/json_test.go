package config_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	ctyjson "github.com/zclconf/go-cty/cty/json"

	"github.com/nhi-custody/custody/internal/lang"
)

// translator writes native syntax as JSON.
type translator struct {
	src []byte
	out bytes.Buffer
}

// toJSON translates a file. Strings in it may have interpolations, but no escapes.
func toJSON(t *testing.T, src []byte, name string) []byte {
	t.Helper()
	file, diags := hclsyntax.ParseConfig(src, name, hcl.InitialPos)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	tr := &translator{src: src}
	tr.body(file.Body.(*hclsyntax.Body))
	if !json.Valid(tr.out.Bytes()) {
		t.Fatalf("the translation of %s is not JSON:\n%s", name, tr.out.String())
	}
	return tr.out.Bytes()
}

func (tr *translator) body(b *hclsyntax.Body) {
	tr.out.WriteByte('{')
	var attributes []*hclsyntax.Attribute
	for _, a := range b.Attributes {
		attributes = append(attributes, a)
	}
	slices.SortFunc(attributes, func(x, y *hclsyntax.Attribute) int { return x.SrcRange.Start.Byte - y.SrcRange.Start.Byte })
	first := true
	key := func(name string) {
		if !first {
			tr.out.WriteString(",\n")
		}
		first = false
		tr.text(name)
		tr.out.WriteByte(':')
	}
	for _, a := range attributes {
		key(a.Name)
		tr.expression(a.Expr)
	}
	var types []string
	for _, block := range b.Blocks {
		if !slices.Contains(types, block.Type) {
			types = append(types, block.Type)
		}
	}
	for _, name := range types {
		key(name)
		tr.blocks(name, b.Blocks)
	}
	tr.out.WriteByte('}')
}

// blocks writes all blocks of a type as an array, each under its labels.
func (tr *translator) blocks(name string, blocks hclsyntax.Blocks) {
	separator := "["
	for _, block := range blocks {
		if block.Type != name {
			continue
		}
		tr.out.WriteString(separator)
		separator = ","
		for _, label := range block.Labels {
			tr.out.WriteByte('{')
			tr.text(label)
			tr.out.WriteByte(':')
		}
		tr.body(block.Body)
		tr.out.WriteString(strings.Repeat("}", len(block.Labels)))
	}
	tr.out.WriteByte(']')
}

func (tr *translator) expression(expr hclsyntax.Expression) {
	source := strings.TrimSpace(string(expr.Range().SliceBytes(tr.src)))
	if v, ok := lang.Fold(expr); ok {
		encoded, err := ctyjson.Marshal(v, v.Type())
		if err != nil {
			panic(err)
		}
		tr.out.Write(encoded)
		return
	}
	switch e := expr.(type) {
	case *hclsyntax.TemplateExpr:
		tr.text(strings.Trim(source, `"`))
	case *hclsyntax.ScopeTraversalExpr:
		if len(e.Traversal) == 1 { // a type: string
			tr.text(source)
			return
		}
		tr.text("${" + source + "}")
	case *hclsyntax.FunctionCallExpr:
		if e.Name == "map" || e.Name == "list" { // a type: map(string)
			tr.text(source)
			return
		}
		tr.text("${" + source + "}")
	default:
		tr.text("${" + source + "}")
	}
}

func (tr *translator) text(s string) {
	encoded, err := json.Marshal(s)
	if err != nil {
		panic(err)
	}
	tr.out.Write(encoded)
}
