package lang

import (
	"maps"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
)

// A compiler rewrites a syntax tree so that its evaluation is bounded. Nodes that need no bound stay as they are; the
// others are copied, for the tree it is given may be shared.
type compiler struct {
	checking  bool                         // for a type check
	metered   bool                         // set when a node spends the budget
	size      int                          // nodes seen so far
	coverage  *Coverage                    // nil unless conditions are recorded
	known     map[string]cty.Value         // variables whose values are known beforehand
	unmarked  bool                         // whether no value can be marked
	functions map[string]function.Function // for what is known beforehand
}

func (c *compiler) expr(e hclsyntax.Expression) hclsyntax.Expression {
	c.size++
	switch e := e.(type) {
	case *hclsyntax.ParenthesesExpr:
		return &hclsyntax.ParenthesesExpr{Expression: c.expr(e.Expression), SrcRange: e.SrcRange}
	case *hclsyntax.RelativeTraversalExpr:
		n := *e
		n.Source = c.expr(e.Source)
		return &relative{&n}
	case *hclsyntax.IndexExpr:
		n := *e
		n.Collection, n.Key = c.expr(e.Collection), numeric(c.expr(e.Key))
		return &n
	case *hclsyntax.FunctionCallExpr:
		return c.call(e)
	case *hclsyntax.ConditionalExpr:
		return c.choice(e, c.expr)
	case *hclsyntax.BinaryOpExpr:
		return c.binary(e)
	case *hclsyntax.UnaryOpExpr:
		n := *e
		operand := c.expr
		if e.Op == hclsyntax.OpLogicalNot {
			operand = c.condition
		}
		inner := operand(e.Val)
		n.Val = numeric(inner)
		if e.Op == hclsyntax.OpLogicalNot {
			return &negation{&n, inner}
		}
		return &n
	case *hclsyntax.TupleConsExpr, *hclsyntax.ObjectConsExpr, *hclsyntax.ObjectConsKeyExpr:
		return c.constructor(e)
	case *hclsyntax.ScopeTraversalExpr:
		return c.path(e)
	case *hclsyntax.ForExpr:
		return c.loop(e)
	case *hclsyntax.SplatExpr:
		n := *e
		c.metered = true
		n.Source = &counted{wrap(c.expr(e.Source))}
		n.Each = c.repeated(e.Each, c.expr)
		return &n
	case *hclsyntax.TemplateExpr, *hclsyntax.TemplateJoinExpr, *hclsyntax.TemplateWrapExpr:
		return c.template(e)
	default: // literals, placeholders
		return e
	}
}

func (c *compiler) constructor(e hclsyntax.Expression) hclsyntax.Expression {
	switch e := e.(type) {
	case *hclsyntax.TupleConsExpr:
		if v, literal := Fold(e); literal {
			return given(v, e)
		}
		n := *e
		n.Exprs = make([]hclsyntax.Expression, len(e.Exprs))
		for i, item := range e.Exprs {
			n.Exprs[i] = c.expr(item)
		}
		return &n
	case *hclsyntax.ObjectConsExpr:
		n := *e
		n.Items = make([]hclsyntax.ObjectConsItem, len(e.Items))
		for i, item := range e.Items {
			n.Items[i] = hclsyntax.ObjectConsItem{KeyExpr: c.expr(item.KeyExpr), ValueExpr: c.expr(item.ValueExpr)}
		}
		return &n
	case *hclsyntax.ObjectConsKeyExpr:
		if _, path := e.Wrapped.(*hclsyntax.ScopeTraversalExpr); path {
			return e // hcl takes a bare word for a text
		}
		n := *e
		n.Wrapped = c.expr(e.Wrapped)
		return &n
	}
	return e
}

func (c *compiler) template(e hclsyntax.Expression) hclsyntax.Expression {
	switch e := e.(type) {
	case *hclsyntax.TemplateExpr:
		if v, literal := foldTemplate(e); literal {
			return given(v, e)
		}
		c.metered = true
		n := *e
		n.Parts = make([]hclsyntax.Expression, len(e.Parts))
		inner := make([]hclsyntax.Expression, len(e.Parts))
		for i, p := range e.Parts {
			inner[i] = c.expr(p)
			n.Parts[i] = &part{wrap(inner[i])}
		}
		if v, ok := c.fold(&text{wrap(&n)}, inner); ok {
			return &constant{wrap(e), v}
		}
		return &text{wrap(&n)}
	case *hclsyntax.TemplateJoinExpr:
		c.metered = true
		return &text{wrap(&hclsyntax.TemplateJoinExpr{Tuple: c.expr(e.Tuple)})}
	case *hclsyntax.TemplateWrapExpr:
		n := *e
		n.Wrapped = c.expr(e.Wrapped)
		return &n
	}
	return e
}

func (c *compiler) call(e *hclsyntax.FunctionCallExpr) hclsyntax.Expression {
	c.metered = true
	n := *e
	n.Args = make([]hclsyntax.Expression, len(e.Args))
	isAttempt := e.Name == "try" || e.Name == "can"
	inner := make([]hclsyntax.Expression, len(e.Args))
	for i, arg := range e.Args {
		n.Args[i] = c.expr(arg)
		inner[i] = n.Args[i]
		if !isAttempt {
			n.Args[i] = c.argument(n.Args[i], e, i)
		}
	}
	switch {
	case isAttempt && c.checking:
		return &attemptCheck{&n}
	case isAttempt:
		return &attempt{&n}
	}
	if v, ok := c.fold(&call{&n}, inner); ok {
		return &constant{wrap(e), v}
	}
	if (e.Name == "alltrue" || e.Name == "anytrue") && len(inner) == 1 {
		return newQuantified(&call{&n}, inner[0])
	}
	return c.shortCall(&call{&n}, inner)
}

// fold evaluates what depends on nothing that may differ from one evaluation to the next.
func (c *compiler) fold(n hclsyntax.Expression, inner []hclsyntax.Expression) (cty.Value, bool) {
	if c.functions == nil || c.checking {
		return cty.NilVal, false
	}
	for _, e := range inner {
		if _, known := fixed(e); !known {
			return cty.NilVal, false
		}
	}
	v, diags := n.Value(&hcl.EvalContext{Functions: c.functions})
	return v, len(diags) == 0 && v.IsWhollyKnown() && !v.ContainsMarked()
}

// path compiles a variable with a path into it.
func (c *compiler) path(e *hclsyntax.ScopeTraversalExpr) hclsyntax.Expression {
	root, ok := c.known[e.Traversal.RootName()]
	if !ok {
		return newPath(e)
	}
	v, diags := e.Traversal[1:].TraverseRel(root)
	if diags.HasErrors() || !v.IsWhollyKnown() || v.ContainsMarked() {
		return newPath(e)
	}
	return &constant{wrap(e), v}
}

// argument weighs and converts an argument. One to be expanded is not an argument itself.
func (c *compiler) argument(arg hclsyntax.Expression, of *hclsyntax.FunctionCallExpr, i int) hclsyntax.Expression {
	w := weighed{wrap(arg)}
	if of.ExpandFinal && i == len(of.Args)-1 {
		return &w
	}
	return &argument{weighed: w, function: of.Name, index: i}
}

// choice compiles a conditional, whose results are compiled by result.
func (c *compiler) choice(e *hclsyntax.ConditionalExpr, result func(hclsyntax.Expression) hclsyntax.Expression) hclsyntax.Expression {
	n := *e
	n.Condition = c.condition(e.Condition)
	n.TrueResult, n.FalseResult = result(e.TrueResult), result(e.FalseResult)
	if c.checking {
		return &conditionalCheck{&n}
	}
	if c.coverage == nil && isCondition(n.TrueResult) && isCondition(n.FalseResult) {
		return &boolChoice{&n}
	}
	text := isText(n.TrueResult) && isText(n.FalseResult)
	if !text {
		c.metered = true
		n.TrueResult, n.FalseResult = &branch{weighed{wrap(n.TrueResult)}}, &branch{weighed{wrap(n.FalseResult)}}
	}
	switch {
	case c.coverage != nil:
		return &coveredChoice{&n, text}
	case text:
		return &textChoice{&n}
	}
	return &n
}

func (c *compiler) binary(e *hclsyntax.BinaryOpExpr) hclsyntax.Expression {
	n := *e
	operand := c.expr
	if e.Op == hclsyntax.OpLogicalAnd || e.Op == hclsyntax.OpLogicalOr {
		operand = c.condition
	}
	n.LHS, n.RHS = operand(e.LHS), operand(e.RHS)
	switch e.Op {
	case hclsyntax.OpLogicalAnd, hclsyntax.OpLogicalOr:
		if c.checking {
			return &logicalCheck{logical{&n}}
		}
		return &logical{&n}
	case hclsyntax.OpEqual, hclsyntax.OpNotEqual:
		if StaticNull(e.LHS) || StaticNull(e.RHS) {
			return &nullTest{&n}
		}
		return &equality{newOperands(&n, weigh)}
	case hclsyntax.OpAdd, hclsyntax.OpSubtract, hclsyntax.OpMultiply, hclsyntax.OpDivide, hclsyntax.OpModulo:
		return &arithmetic{newOperands(&n, numeric)}
	}
	return &order{newOperands(&n, numeric)}
}

// numeric guards an operand that may be converted to a number, unless it is a literal that is no text.
func numeric(e hclsyntax.Expression) hclsyntax.Expression {
	if literal, ok := e.(*hclsyntax.LiteralValueExpr); ok && literal.Val.Type() != cty.String {
		return e
	}
	return &numeral{wrap(e)}
}

// weigh weighs an operand unless it is a literal.
func weigh(e hclsyntax.Expression) hclsyntax.Expression {
	if _, literal := e.(*hclsyntax.LiteralValueExpr); literal {
		return e
	}
	return &weighed{wrap(e)}
}

func (c *compiler) loop(e *hclsyntax.ForExpr) hclsyntax.Expression {
	c.metered = true
	n := *e
	n.CollExpr = &counted{wrap(c.expr(e.CollExpr))}
	defer c.shadow(e.KeyVar, e.ValVar)()
	n.ValExpr = c.repeated(e.ValExpr, c.expr)
	if e.KeyExpr != nil {
		n.KeyExpr = c.repeated(e.KeyExpr, c.expr)
	}
	if e.CondExpr != nil {
		n.CondExpr = c.repeated(e.CondExpr, c.condition)
		if c.coverage != nil {
			n.CondExpr = &elementwise{muted{wrap(n.CondExpr)}, e.ValVar}
		}
	}
	if c.checking {
		checkLoop(&n)
	}
	return &n
}

// shadow hides known variables behind those of a loop, until what it returns is called.
func (c *compiler) shadow(names ...string) (end func()) {
	outer := c.known
	c.known = maps.Clone(outer)
	for _, name := range names {
		delete(c.known, name)
	}
	return func() { c.known = outer }
}

func (c *compiler) repeated(e hclsyntax.Expression, compile func(hclsyntax.Expression) hclsyntax.Expression) hclsyntax.Expression {
	before := c.size
	inner := compile(e)
	return &repeated{wrapped: wrap(inner), size: 1 + c.size - before}
}
