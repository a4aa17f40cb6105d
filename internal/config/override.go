package config

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/nhi-custody/custody/internal/lang"
	"github.com/nhi-custody/custody/schema"
)

// override decodes an override, whose parameters block is free in its names.
func (d *decoder) override(b block, out *parsed) {
	o := new(schema.Override)
	body, parameters := d.cutParameters(b)
	b.body = body
	d.fill(b, d.grammar.override, schema.NewAddress(schema.KindPolicy, b.labels[0]), &o.Block, o)
	for _, a := range parameters {
		argument := schema.Argument{Name: a.name}
		argument.Range = a.expr.Range()
		field := &schema.Field{Name: a.name}
		if value, ok := lang.Fold(a.expr); ok {
			d.diags = append(d.diags, assignArgument(&argument.Attr, field, value, a.expr.Range())...)
			o.Parameters = append(o.Parameters, argument)
			continue
		}
		o.Parameters = append(o.Parameters, argument)
	}
	for i, a := range parameters { // the slice no longer grows: its elements may be pointed at
		if !o.Parameters[i].Set {
			d.pending = append(d.pending, &pending{
				expr: a.expr, field: &schema.Field{Name: a.name}, dst: &o.Parameters[i].Attr, owner: o.Address,
			})
		}
	}
	out.overrides = append(out.overrides, o)
}

// cutParameters takes the parameters block out of an override's body.
func (d *decoder) cutParameters(b block) (hcl.Body, []attribute) {
	content, rest, diags := b.body.PartialContent(&hcl.BodySchema{Blocks: []hcl.BlockHeaderSchema{{Type: "parameters"}}})
	d.diags = append(d.diags, diags...)
	var parameters []attribute
	for i, inner := range content.Blocks {
		if i > 0 {
			d.diags = append(d.diags, mistake(inner.DefRange, "Repeated block",
				"A parameters block stands here already, at %s. There may be one.", content.Blocks[0].DefRange)...)
			continue
		}
		found, more := anyAttributes(inner.Body)
		d.diags = append(d.diags, more...)
		parameters = found
	}
	if native, ok := syntax(b.body); ok { // the remaining native body still lists what was cut
		trimmed := *native
		trimmed.Blocks = nil
		for _, inner := range native.Blocks {
			if inner.Type != "parameters" {
				trimmed.Blocks = append(trimmed.Blocks, inner)
			}
		}
		return &trimmed, parameters
	}
	return rest, parameters
}

// assignArgument takes the value of a parameter as plain Go: string, float64, bool, []any or map[string]any.
func assignArgument(attr *schema.Attr[any], f *schema.Field, v cty.Value, at hcl.Range) hcl.Diagnostics {
	if lang.IsSensitive(v) {
		return mistake(at, "Secret in an open place", "The parameter %s would hold a sensitive value, and parameters are "+
			"printed in reports.", f.Name)
	}
	if !v.IsWhollyKnown() {
		return mistake(at, "Value is not known", "%s depends on a value that is not known while files are read.", f.Name)
	}
	set(attr, plain(v), at)
	return nil
}

// plain turns a value into the Go types that JSON has.
func plain(v cty.Value) any {
	t := v.Type()
	switch {
	case v.IsNull():
		return nil
	case t == cty.String:
		return v.AsString()
	case t == cty.Number:
		f, _ := v.AsBigFloat().Float64()
		return f
	case t == cty.Bool:
		return v.True()
	case t.IsMapType() || t.IsObjectType():
		out := map[string]any{}
		for it := v.ElementIterator(); it.Next(); {
			key, element := it.Element()
			out[key.AsString()] = plain(element)
		}
		return out
	case t.IsTupleType() || t.IsListType() || t.IsSetType():
		out := make([]any, 0, v.LengthInt())
		for it := v.ElementIterator(); it.Next(); {
			_, element := it.Element()
			out = append(out, plain(element))
		}
		return out
	}
	return nil
}
