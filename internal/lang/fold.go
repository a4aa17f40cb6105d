package lang

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// Fold returns the value of a literal (a string without interpolation, a number, a bool, null, or lists and objects of
// those) without evaluating it, and false for anything else, which must be compiled.
func Fold(expr hcl.Expression) (cty.Value, bool) {
	switch e := expr.(type) {
	case *hclsyntax.LiteralValueExpr:
		return e.Val, e.Val.IsWhollyKnown()
	case *hclsyntax.TemplateExpr:
		return foldTemplate(e)
	case *hclsyntax.ParenthesesExpr:
		return Fold(e.Expression)
	case *hclsyntax.UnaryOpExpr:
		return foldNegation(e)
	case *hclsyntax.TupleConsExpr:
		return foldTuple(e)
	case *hclsyntax.ObjectConsExpr:
		return foldObject(e)
	}
	return cty.NilVal, false
}

func foldTemplate(e *hclsyntax.TemplateExpr) (cty.Value, bool) {
	if len(e.Parts) != 1 {
		return cty.NilVal, false
	}
	literal, ok := e.Parts[0].(*hclsyntax.LiteralValueExpr)
	if !ok || literal.Val.Type() != cty.String || literal.Val.IsNull() {
		return cty.NilVal, false
	}
	return literal.Val, true
}

func foldNegation(e *hclsyntax.UnaryOpExpr) (cty.Value, bool) {
	literal, ok := e.Val.(*hclsyntax.LiteralValueExpr)
	if !ok || e.Op != hclsyntax.OpNegate || literal.Val.Type() != cty.Number || literal.Val.IsNull() || !literal.Val.IsKnown() {
		return cty.NilVal, false
	}
	return literal.Val.Negate(), true
}

func foldTuple(e *hclsyntax.TupleConsExpr) (cty.Value, bool) {
	if len(e.Exprs) == 0 {
		return cty.EmptyTupleVal, true
	}
	if len(e.Exprs) > MaxElements {
		return cty.NilVal, false
	}
	values := make([]cty.Value, len(e.Exprs))
	for i, item := range e.Exprs {
		v, ok := Fold(item)
		if !ok {
			return cty.NilVal, false
		}
		values[i] = v
	}
	return cty.TupleVal(values), true
}

func foldObject(e *hclsyntax.ObjectConsExpr) (cty.Value, bool) {
	if len(e.Items) > MaxElements {
		return cty.NilVal, false
	}
	values := make(map[string]cty.Value, len(e.Items))
	for _, item := range e.Items {
		key, ok := StaticKey(item.KeyExpr)
		if !ok {
			return cty.NilVal, false
		}
		v, ok := Fold(item.ValueExpr)
		if !ok {
			return cty.NilVal, false
		}
		values[key] = v
	}
	return cty.ObjectVal(values), true
}

// StaticKey returns the key of an object's item if it is written as a name or as a string without interpolation.
func StaticKey(expr hcl.Expression) (string, bool) {
	key, ok := expr.(*hclsyntax.ObjectConsKeyExpr)
	if !ok {
		return StaticString(expr)
	}
	if !key.ForceNonLiteral {
		if name := hcl.ExprAsKeyword(key.Wrapped); name != "" {
			return name, true
		}
	}
	return StaticString(key.Wrapped)
}

// StaticString returns a string that is written without interpolation.
func StaticString(expr hcl.Expression) (string, bool) {
	var v cty.Value
	switch e := expr.(type) {
	case *hclsyntax.TemplateExpr:
		literal, ok := foldTemplate(e)
		if !ok {
			return "", false
		}
		v = literal
	case *hclsyntax.LiteralValueExpr: // the parts of a template, and strings of JSON
		v = e.Val
	case *hclsyntax.ParenthesesExpr:
		return StaticString(e.Expression)
	default:
		return "", false
	}
	if v.Type() != cty.String || v.IsNull() || !v.IsKnown() {
		return "", false
	}
	return v.AsString(), true
}

// StaticBool returns a bool that is written as the word true or false.
func StaticBool(expr hcl.Expression) (value, ok bool) {
	switch e := expr.(type) {
	case *hclsyntax.LiteralValueExpr:
		if e.Val.Type() != cty.Bool || e.Val.IsNull() || !e.Val.IsKnown() {
			return false, false
		}
		return e.Val.True(), true
	case *hclsyntax.ParenthesesExpr:
		return StaticBool(e.Expression)
	}
	return false, false
}

// StaticStrings returns the elements of a list that holds only strings without interpolation.
func StaticStrings(expr hcl.Expression) ([]string, bool) {
	list, ok := expr.(*hclsyntax.TupleConsExpr)
	if !ok {
		return nil, false
	}
	out := make([]string, len(list.Exprs))
	for i, item := range list.Exprs {
		if out[i], ok = StaticString(item); !ok {
			return nil, false
		}
	}
	return out, true
}

// StaticNull says whether the expression is the word null.
func StaticNull(expr hcl.Expression) bool {
	literal, ok := expr.(*hclsyntax.LiteralValueExpr)
	return ok && literal.Val.IsNull()
}

// Reference returns the path of an expression that is nothing but one (team.iam, cli.payctl["eu"].session.ci), in native
// syntax, in parentheses or alone in a template.
func Reference(expr hcl.Expression) (hcl.Traversal, bool) {
	switch e := expr.(type) {
	case *hclsyntax.ScopeTraversalExpr:
		return e.Traversal, true
	case *hclsyntax.ParenthesesExpr:
		return Reference(e.Expression)
	case *hclsyntax.TemplateWrapExpr:
		return Reference(e.Wrapped)
	}
	return nil, false
}

// Call returns the arguments of an expression that is nothing but a call of the named function.
func Call(expr hcl.Expression, name string) ([]hclsyntax.Expression, bool) {
	switch e := expr.(type) {
	case *hclsyntax.FunctionCallExpr:
		return e.Args, e.Name == name && !e.ExpandFinal
	case *hclsyntax.ParenthesesExpr:
		return Call(e.Expression, name)
	case *hclsyntax.TemplateWrapExpr:
		return Call(e.Wrapped, name)
	}
	return nil, false
}
