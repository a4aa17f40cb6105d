package lang

import (
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// The nodes of this file take the short way where their operands are plain: known, without marks, of the type that the
// operation takes. hcl finds that out by converting every operand and calling a function. What is not plain it still
// decides, on the values that are there already, so that nothing is evaluated twice.

// plain says whether a value is there, and without marks.
func plain(v cty.Value) bool { return !v.IsMarked() && v.IsKnown() && !v.IsNull() }

// decided returns what a plain truth value says; that of cty compares at length.
func decided(v cty.Value) (outcome, ok bool) {
	return v == cty.True, v == cty.True || v == cty.False
}

func plainOf(v cty.Value, t cty.Type) bool { return v.Type() == t && plain(v) }

// given stands for an expression that has been evaluated already.
func given(v cty.Value, of hclsyntax.Expression) hclsyntax.Expression {
	return &hclsyntax.LiteralValueExpr{Val: v, SrcRange: of.Range()}
}

// A path is a variable and attributes of it.
type path struct {
	wrapped
	root  string
	steps []string
}

// newPath returns a node for a plain path, and any other as it is.
func newPath(e *hclsyntax.ScopeTraversalExpr) hclsyntax.Expression {
	n := &path{wrapped: wrap(e), root: e.Traversal.RootName()}
	for _, step := range e.Traversal[1:] {
		attr, ok := step.(hcl.TraverseAttr)
		if !ok {
			return e
		}
		n.steps = append(n.steps, attr.Name)
	}
	return n
}

func (n *path) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	v, ok := lookup(ctx, n.root)
	for _, name := range n.steps {
		if !ok || !plain(v) || !v.Type().IsObjectType() {
			return n.inner.Value(ctx)
		}
		if _, ok = v.Type().AttributeTypes()[name]; ok {
			v = v.GetAttr(name)
		}
	}
	if !ok {
		return n.inner.Value(ctx)
	}
	return v, nil
}

// A constant is a path whose value is known beforehand.
type constant struct {
	wrapped
	value cty.Value
}

func (n *constant) Value(*hcl.EvalContext) (cty.Value, hcl.Diagnostics) { return n.value, nil }

// fixed returns the value of a compiled expression that is the same in every evaluation.
func fixed(e hclsyntax.Expression) (cty.Value, bool) {
	switch e := e.(type) {
	case *constant:
		return e.value, true
	case *hclsyntax.LiteralValueExpr:
		return e.Val, true
	}
	return cty.NilVal, false
}

// operands are the two sides of an operator.
type operands struct {
	*hclsyntax.BinaryOpExpr // with guarded sides
	left, right             hclsyntax.Expression
	guard                   func(hclsyntax.Expression) hclsyntax.Expression
}

func newOperands(n *hclsyntax.BinaryOpExpr, guard func(hclsyntax.Expression) hclsyntax.Expression) operands {
	o := operands{BinaryOpExpr: n, left: n.LHS, right: n.RHS, guard: guard}
	n.LHS, n.RHS = guard(n.LHS), guard(n.RHS)
	return o
}

func (n *operands) values(ctx *hcl.EvalContext) (left, right cty.Value, diags hcl.Diagnostics) {
	left, diags = n.left.Value(ctx)
	right, more := n.right.Value(ctx)
	return left, right, append(diags, more...)
}

// rest lets hcl decide.
func (n *operands) rest(ctx *hcl.EvalContext, left, right cty.Value, diags hcl.Diagnostics) (cty.Value, hcl.Diagnostics) {
	rest := *n.BinaryOpExpr
	rest.LHS, rest.RHS = n.guard(&computed{given(left, n.left)}), n.guard(&computed{given(right, n.right)})
	v, more := rest.Value(ctx)
	if diags = append(more, diags...); diags.HasErrors() {
		return cty.UnknownVal(n.Op.Type), diags
	}
	return v, diags
}

// A computed node is no literal of the source, and is guarded like what it was computed from.
type computed struct{ hclsyntax.Expression }

// An equality is == or !=.
type equality struct{ operands }

func (n *equality) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	left, right, diags := n.values(ctx)
	if len(diags) == 0 && scalar(left) && scalar(right) && affordable(ctx, left) {
		return cty.BoolVal(equal(left, right) == (n.Op == hclsyntax.OpEqual)), nil
	}
	if a, ok := shortTexts(left); ok && len(diags) == 0 && left.Type().IsListType() && left.Type().Equals(right.Type()) {
		if b, ok := shortTexts(right); ok {
			return cty.BoolVal(slices.Equal(a, b) == (n.Op == hclsyntax.OpEqual)), nil
		}
	}
	return n.rest(ctx, left, right, diags)
}

// scalar says whether a value is null or primitive, so that it need not be walked.
func scalar(v cty.Value) bool {
	return !v.IsMarked() && v.IsKnown() && (v.IsNull() || v.Type().IsPrimitiveType())
}

// affordable spends what it takes to compare a text, if that is much.
func affordable(ctx *hcl.EvalContext, v cty.Value) bool {
	const much = 1024
	if v.Type() != cty.String || v.IsNull() || len(v.AsString()) < much {
		return true
	}
	return budgetOf(ctx).write(len(v.AsString()))
}

// equal compares scalars. Nulls of all types are equal, values of two types never.
func equal(a, b cty.Value) bool {
	switch {
	case a.IsNull() || b.IsNull():
		return a.IsNull() && b.IsNull()
	case a.Type() != b.Type():
		return false
	case a.Type() == cty.String:
		return a.AsString() == b.AsString()
	}
	return a.RawEquals(b)
}

// An order is <, <=, > or >=.
type order struct{ operands }

func (n *order) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	left, right, diags := n.values(ctx)
	if len(diags) > 0 || !plainOf(left, cty.Number) || !plainOf(right, cty.Number) {
		return n.rest(ctx, left, right, diags)
	}
	switch n.Op {
	case hclsyntax.OpLessThan:
		return left.LessThan(right), nil
	case hclsyntax.OpLessThanOrEqual:
		return left.LessThanOrEqualTo(right), nil
	case hclsyntax.OpGreaterThan:
		return left.GreaterThan(right), nil
	}
	return left.GreaterThanOrEqualTo(right), nil
}

// A negation is "!".
type negation struct {
	*hclsyntax.UnaryOpExpr
	operand hclsyntax.Expression
}

func (n *negation) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	v, diags := n.operand.Value(ctx)
	if outcome, ok := decided(v); ok && len(diags) == 0 {
		return cty.BoolVal(!outcome), nil
	}
	rest := *n.UnaryOpExpr
	rest.Val = numeric(&computed{given(v, n.operand)})
	v, more := rest.Value(ctx)
	return v, append(diags, more...)
}

// A boolChoice is a conditional between two conditions, of which it evaluates the chosen one alone.
type boolChoice struct {
	*hclsyntax.ConditionalExpr
}

func (n *boolChoice) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	return choose(n.ConditionalExpr, cty.Bool, ctx)
}

// isCondition says whether a compiled expression can come to nothing but true or false.
func isCondition(e hclsyntax.Expression) bool {
	switch e := e.(type) {
	case *logical, *nullTest, *equality, *order, *negation, *quantified:
		return true
	case *attempt:
		return e.Name == "can"
	case *shortCall:
		return isCondition(e.call)
	case *call:
		return slices.Contains([]string{"alltrue", "anytrue", "contains", "endswith", "startswith", "strcontains"}, e.Name)
	case *hclsyntax.ParenthesesExpr:
		return isCondition(e.Expression)
	}
	return false
}
