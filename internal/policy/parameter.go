package policy

import (
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/ext/typeexpr"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"

	"github.com/nhi-custody/custody/internal/lang"
	"github.com/nhi-custody/custody/schema"
)

// parameterType is the type of a parameter. A duration is written as a string and is a number of seconds in conditions.
type parameterType struct {
	written   cty.Type // as declared, a string for a duration
	value     cty.Type // as conditions see it
	durations bool     // whether the leaves are durations
}

// parameterType reads duration, a collection of durations, or a type as in a variable.
func (c *compiler) parameterType(p *schema.Parameter) (parameterType, bool) {
	expr := p.Type
	if expr == nil {
		c.diags = append(c.diags, mistake(p.Range, "Missing attribute", "The parameter %q needs a type, such as duration, number or list(string).", p.Address.Name))
		return parameterType{}, false
	}
	if text, ok := lang.StaticString(expr); ok { // the JSON spelling
		parsed, diags := hclsyntax.ParseExpression([]byte(text), expr.Range().Filename, expr.Range().Start)
		c.diags = append(c.diags, diags...)
		if diags.HasErrors() {
			return parameterType{}, false
		}
		expr = parsed
	}
	if collection, ok := durationType(expr); ok {
		return collection, true
	}
	t, diags := typeexpr.TypeConstraint(expr)
	c.diags = append(c.diags, diags...)
	return parameterType{written: t, value: t}, !diags.HasErrors()
}

func durationType(expr hcl.Expression) (parameterType, bool) {
	if hcl.ExprAsKeyword(expr) == "duration" {
		return parameterType{written: cty.String, value: cty.Number, durations: true}, true
	}
	call, diags := hcl.ExprCall(expr)
	if diags.HasErrors() || len(call.Arguments) != 1 {
		return parameterType{}, false
	}
	inner, ok := durationType(call.Arguments[0])
	if !ok {
		return parameterType{}, false
	}
	switch call.Name {
	case "list":
		return parameterType{cty.List(inner.written), cty.List(inner.value), true}, true
	case "map":
		return parameterType{cty.Map(inner.written), cty.Map(inner.value), true}, true
	}
	return parameterType{}, false
}

func (t parameterType) name() string {
	switch {
	case t.durations && t.written == cty.String:
		return `a duration in quotes, such as "15m"`
	case t.durations:
		return "a collection of durations"
	}
	return "a value of type " + t.written.FriendlyName()
}

func (t parameterType) convert(v cty.Value) (cty.Value, error) {
	if v.IsNull() {
		return cty.NilVal, errNull
	}
	if t.durations && t.written == cty.String && v.Type() != cty.String {
		return cty.NilVal, fmt.Errorf("this is a %s", v.Type().FriendlyName())
	}
	written, err := convert.Convert(v, t.written)
	if err != nil || !t.durations {
		return written, err
	}
	return cty.Transform(written, func(_ cty.Path, leaf cty.Value) (cty.Value, error) {
		if leaf.Type() != cty.String || leaf.IsNull() {
			return leaf, nil
		}
		d, err := lang.ParseDuration(leaf.AsString())
		if err != nil {
			return cty.NilVal, err
		}
		return cty.NumberIntVal(int64(d.Seconds())), nil
	})
}

// words shows a value to people.
func (t parameterType) words(v cty.Value) string {
	switch {
	case v.IsNull() || !v.IsWhollyKnown():
		return "-"
	case v.Type() == cty.String:
		return v.AsString()
	case v.Type() == cty.Number:
		if seconds, accuracy := v.AsBigFloat().Int64(); t.durations && accuracy == 0 {
			return schema.FormatDuration(time.Duration(seconds) * time.Second)
		}
		return v.AsBigFloat().Text('f', -1)
	case v.Type() == cty.Bool:
		return fmt.Sprint(v.True())
	case v.Type().IsMapType() || v.Type().IsObjectType():
		var parts []string
		for it := v.ElementIterator(); it.Next(); {
			key, element := it.Element()
			parts = append(parts, key.AsString()+" = "+t.words(element))
		}
		return strings.Join(parts, ", ")
	case v.CanIterateElements():
		var parts []string
		for it := v.ElementIterator(); it.Next(); {
			_, element := it.Element()
			parts = append(parts, t.words(element))
		}
		return strings.Join(parts, ", ")
	}
	return v.Type().FriendlyName()
}

// fromPlain turns an override's argument into a value.
func fromPlain(v any) (cty.Value, error) {
	switch v := v.(type) {
	case string:
		return cty.StringVal(v), nil
	case bool:
		return cty.BoolVal(v), nil
	case float64:
		return cty.NumberFloatVal(v), nil
	case []any:
		if len(v) == 0 {
			return cty.EmptyTupleVal, nil
		}
		items := make([]cty.Value, len(v))
		for i, item := range v {
			converted, err := fromPlain(item)
			if err != nil {
				return cty.NilVal, err
			}
			items[i] = converted
		}
		return cty.TupleVal(items), nil
	case map[string]any:
		items := make(map[string]cty.Value, len(v))
		for key, item := range v {
			converted, err := fromPlain(item)
			if err != nil {
				return cty.NilVal, err
			}
			items[key] = converted
		}
		return cty.ObjectVal(items), nil
	}
	return cty.NilVal, errNull
}
