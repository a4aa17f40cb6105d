package lang

import (
	"cmp"
	"slices"
	"sync/atomic"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// A Coverage records which conditions of an expression came out true and which false. The conditions are the operands of
// "&&", "||" and "!", what a conditional or the "if" of a "for" asks, and both results of a conditional that stands where
// one of these does. What is joined of others is none itself: where evaluation stops at the first decisive operand, it has
// been both once they have. Neither is what is written as a constant. It grows with each evaluation, on any number of
// goroutines.
type Coverage struct{ observations []*observation }

// Condition is what a Coverage has seen of one condition.
type Condition struct {
	Range       hcl.Range
	True, False bool
}

// Covered reports whether the condition came out both ways.
func (c Condition) Covered() bool { return c.True && c.False }

// Conditions lists what was seen so far, by place.
func (c *Coverage) Conditions() []Condition {
	out := make([]Condition, len(c.observations))
	for i, o := range c.observations {
		out[i] = Condition{Range: o.at, True: o.yes.Load(), False: o.no.Load()}
	}
	slices.SortStableFunc(out, func(a, b Condition) int { return cmp.Compare(a.Range.Start.Byte, b.Range.Start.Byte) })
	return out
}

// Cover returns the same expression, compiled so that its evaluations are recorded.
func (e *Expression) Cover() (*Expression, *Coverage) { return e.cover((*compiler).expr) }

// CoverCondition is Cover for an expression that is a condition as a whole.
func (e *Expression) CoverCondition() (*Expression, *Coverage) {
	return e.cover((*compiler).condition)
}

func (e *Expression) cover(root func(*compiler, hclsyntax.Expression) hclsyntax.Expression) (*Expression, *Coverage) {
	// It is metered whatever it holds, for the budget also carries what must not be recorded.
	c := compiler{coverage: &Coverage{}, metered: true, known: e.known}
	covered := *e
	covered.program, covered.metered = root(&c, e.source), true
	return &covered, c.coverage
}

// condition compiles what stands where a condition does.
func (c *compiler) condition(e hclsyntax.Expression) hclsyntax.Expression {
	if c.coverage == nil {
		return c.expr(e)
	}
	switch e := e.(type) {
	case *hclsyntax.ParenthesesExpr:
		c.size++
		return &hclsyntax.ParenthesesExpr{Expression: c.condition(e.Expression), SrcRange: e.SrcRange}
	case *hclsyntax.ConditionalExpr:
		c.size++
		return c.choice(e, c.condition)
	case *hclsyntax.BinaryOpExpr:
		if e.Op == hclsyntax.OpLogicalAnd || e.Op == hclsyntax.OpLogicalOr {
			return c.expr(e)
		}
	case *hclsyntax.UnaryOpExpr:
		if e.Op == hclsyntax.OpLogicalNot {
			return c.expr(e)
		}
	}
	if _, constant := Fold(e); constant {
		return c.expr(e)
	}
	o := &observation{at: e.Range()}
	c.coverage.observations = append(c.coverage.observations, o)
	return &observed{wrap(c.expr(e)), o}
}

// observation is what was seen of one condition.
type observation struct {
	at      hcl.Range
	yes, no atomic.Bool
}

// note records an outcome. One that is neither true nor false is none.
func (o *observation) note(v cty.Value) {
	switch outcome, known := truth(v); {
	case !known:
	case outcome:
		o.yes.Store(true)
	default:
		o.no.Store(true)
	}
}

// truth is the outcome of a condition, as far as there is one.
func truth(v cty.Value) (outcome, known bool) {
	v, _ = v.Unmark()
	b, err := convert.Convert(v, cty.Bool)
	if err != nil || b.IsNull() || !b.IsKnown() {
		return false, false
	}
	return b.True(), true
}

// An observed node is a condition whose outcomes are recorded.
type observed struct {
	wrapped
	seen *observation
}

func (n *observed) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	v, diags := n.inner.Value(ctx)
	if !diags.HasErrors() && budgetOf(ctx).muted == 0 {
		n.seen.note(v)
	}
	return v, diags
}

// A coveredChoice is a conditional that lets only the chosen branch be recorded: that of hcl evaluates both.
type coveredChoice struct {
	*hclsyntax.ConditionalExpr
	text bool
}

func (n *coveredChoice) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	v, diags := n.Condition.Value(ctx)
	outcome, known := truth(v)
	known = known && !diags.HasErrors()
	rest := *n.ConditionalExpr
	rest.Condition = &settled{wrap(n.Condition), v, diags}
	if !known || !outcome {
		rest.TrueResult = &muted{wrap(n.TrueResult)}
	}
	if !known || outcome {
		rest.FalseResult = &muted{wrap(n.FalseResult)}
	}
	if n.text {
		return (&textChoice{&rest}).Value(ctx)
	}
	return rest.Value(ctx)
}

// A settled node has been evaluated already.
type settled struct {
	wrapped
	value cty.Value
	diags hcl.Diagnostics
}

func (n *settled) Value(*hcl.EvalContext) (cty.Value, hcl.Diagnostics) { return n.value, n.diags }

// A muted node is evaluated and decides nothing, so that nothing inside it is recorded.
type muted struct{ wrapped }

func (n *muted) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	b := budgetOf(ctx)
	b.muted++
	defer func() { b.muted-- }()
	return n.inner.Value(ctx)
}

// An elementwise node is the condition of a loop. That of hcl evaluates it once more before the first element, of which
// nothing is recorded.
type elementwise struct {
	muted
	element string
}

func (n *elementwise) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	if v, ok := ctx.Variables[n.element]; ok && v.Type() == cty.DynamicPseudoType && !v.IsKnown() {
		return n.muted.Value(ctx)
	}
	return n.inner.Value(ctx)
}
