package config

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/nhi-custody/custody/internal/lang"
)

// attribute and block are one item of a body, whichever syntax it was written in.
type attribute struct {
	name      string
	nameRange hcl.Range
	expr      hclsyntax.Expression
}

type block struct {
	name        string
	labels      []string
	labelRanges []hcl.Range
	nameRange   hcl.Range
	header      hcl.Range
	body        hcl.Body
}

// syntax returns the native body, when the block was written in native syntax.
func syntax(body hcl.Body) (*hclsyntax.Body, bool) {
	native, ok := body.(*hclsyntax.Body)
	return native, ok
}

// readJSON lists the items of a JSON body, converting expressions once. What the specs do not know is listed as an
// attribute, for the caller to report as it does in native syntax.
func readJSON(body hcl.Body, want *hcl.BodySchema, skip ...string) ([]attribute, []block, hcl.Diagnostics) {
	content, diags := body.Content(want)
	var attributes []attribute
	if known := len(diags); known > 0 {
		diags = slices.DeleteFunc(diags, func(d *hcl.Diagnostic) bool { return d.Summary == "Extraneous JSON object property" })
		if len(diags) < known {
			attributes = unknownJSON(body, want)
		}
	}
	for _, a := range content.Attributes {
		if slices.Contains(skip, a.Name) {
			continue
		}
		expr, more := lang.FromJSON(a.Expr)
		diags = append(diags, more...)
		if expr != nil {
			attributes = append(attributes, attribute{name: a.Name, nameRange: a.NameRange, expr: expr})
		}
	}
	var blocks []block
	for _, b := range content.Blocks {
		blocks = append(blocks, block{
			name: b.Type, labels: b.Labels, labelRanges: b.LabelRanges,
			nameRange: b.TypeRange, header: b.DefRange, body: b.Body,
		})
	}
	return attributes, blocks, diags
}

// unknownJSON lists the properties of a JSON body that are neither attributes nor blocks of the schema.
func unknownJSON(body hcl.Body, want *hcl.BodySchema) []attribute {
	all, _ := body.JustAttributes() // its diagnostics came with the content
	var unknown []attribute
	for _, a := range all {
		isAttribute := slices.ContainsFunc(want.Attributes, func(s hcl.AttributeSchema) bool { return s.Name == a.Name })
		isBlock := slices.ContainsFunc(want.Blocks, func(s hcl.BlockHeaderSchema) bool { return s.Type == a.Name })
		if !isAttribute && !isBlock {
			unknown = append(unknown, attribute{name: a.Name, nameRange: a.NameRange})
		}
	}
	return unknown
}

// nativeBlock views a block of native syntax.
func nativeBlock(b *hclsyntax.Block) block {
	return block{
		name: b.Type, labels: b.Labels, labelRanges: b.LabelRanges,
		nameRange: b.TypeRange, header: b.DefRange(), body: b.Body,
	}
}

// anyAttributes lists every attribute of a body whose names are the author's own, in order of place.
func anyAttributes(body hcl.Body) ([]attribute, hcl.Diagnostics) {
	var diags hcl.Diagnostics
	var attributes []attribute
	if native, ok := syntax(body); ok {
		for _, a := range native.Attributes {
			attributes = append(attributes, attribute{name: a.Name, nameRange: a.NameRange, expr: a.Expr})
		}
		for _, b := range native.Blocks {
			diags = append(diags, unknownName(b.TypeRange, "block", b.Type, "", nil))
		}
	} else {
		found, more := body.JustAttributes()
		diags = append(diags, more...)
		for _, a := range found {
			expr, more := lang.FromJSON(a.Expr)
			diags = append(diags, more...)
			if expr != nil {
				attributes = append(attributes, attribute{name: a.Name, nameRange: a.NameRange, expr: expr})
			}
		}
	}
	slices.SortFunc(attributes, func(a, b attribute) int { return a.nameRange.Start.Byte - b.nameRange.Start.Byte })
	return attributes, diags
}

// checkLabels reports a block whose labels are too few, too many or no names.
func checkLabels(b block, want []string) hcl.Diagnostics {
	if len(b.labels) != len(want) {
		spelled := b.name
		for _, l := range want {
			spelled += fmt.Sprintf(" %q", strings.ToUpper(l))
		}
		return mistake(b.header, "Wrong labels", "%s block has %s: write %s { ... }.", strings.ToUpper(article(b.name)[:1])+article(b.name)[1:], count(len(want), "label"), spelled)
	}
	return nil
}

func count(n int, noun string) string {
	switch n {
	case 0:
		return "no " + noun
	case 1:
		return "one " + noun
	case 2:
		return "two " + noun + "s"
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
