package lang

import (
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// A compiler rewrites a syntax tree so that its evaluation is bounded. Nodes that need no bound stay as they are; the
// others are copied, for the tree it is given may be shared.
type compiler struct {
	checking bool // for a type check
	metered  bool // set when a node spends the budget
	size     int  // nodes seen so far
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
		return c.conditional(e)
	case *hclsyntax.BinaryOpExpr:
		return c.binary(e)
	case *hclsyntax.UnaryOpExpr:
		n := *e
		n.Val = numeric(c.expr(e.Val))
		return &n
	case *hclsyntax.TupleConsExpr, *hclsyntax.ObjectConsExpr, *hclsyntax.ObjectConsKeyExpr:
		return c.constructor(e)
	case *hclsyntax.ForExpr:
		return c.loop(e)
	case *hclsyntax.SplatExpr:
		n := *e
		c.metered = true
		n.Source = &counted{wrap(c.expr(e.Source))}
		n.Each = c.repeated(e.Each)
		return &n
	case *hclsyntax.TemplateExpr, *hclsyntax.TemplateJoinExpr, *hclsyntax.TemplateWrapExpr:
		return c.template(e)
	default: // literals, plain paths, placeholders
		return e
	}
}

func (c *compiler) constructor(e hclsyntax.Expression) hclsyntax.Expression {
	switch e := e.(type) {
	case *hclsyntax.TupleConsExpr:
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
		n := *e
		n.Wrapped = c.expr(e.Wrapped)
		return &n
	}
	return e
}

func (c *compiler) template(e hclsyntax.Expression) hclsyntax.Expression {
	switch e := e.(type) {
	case *hclsyntax.TemplateExpr:
		if _, literal := foldTemplate(e); literal {
			return e
		}
		c.metered = true
		n := *e
		n.Parts = make([]hclsyntax.Expression, len(e.Parts))
		for i, p := range e.Parts {
			n.Parts[i] = &part{wrap(c.expr(p))}
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
	for i, arg := range e.Args {
		n.Args[i] = c.expr(arg)
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
	return &call{&n}
}

// argument weighs and converts an argument. One to be expanded is not an argument itself.
func (c *compiler) argument(arg hclsyntax.Expression, of *hclsyntax.FunctionCallExpr, i int) hclsyntax.Expression {
	w := weighed{wrap(arg)}
	if of.ExpandFinal && i == len(of.Args)-1 {
		return &w
	}
	return &argument{weighed: w, function: of.Name, index: i}
}

func (c *compiler) conditional(e *hclsyntax.ConditionalExpr) hclsyntax.Expression {
	n := *e
	n.Condition = c.expr(e.Condition)
	n.TrueResult, n.FalseResult = c.expr(e.TrueResult), c.expr(e.FalseResult)
	if c.checking {
		return &conditionalCheck{&n}
	}
	if isText(n.TrueResult) && isText(n.FalseResult) {
		return &textChoice{&n}
	}
	c.metered = true
	n.TrueResult, n.FalseResult = &branch{weighed{wrap(n.TrueResult)}}, &branch{weighed{wrap(n.FalseResult)}}
	return &n
}

func (c *compiler) binary(e *hclsyntax.BinaryOpExpr) hclsyntax.Expression {
	n := *e
	n.LHS, n.RHS = c.expr(e.LHS), c.expr(e.RHS)
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
		n.LHS, n.RHS = c.weighed(n.LHS), c.weighed(n.RHS)
		return &n
	case hclsyntax.OpAdd, hclsyntax.OpSubtract, hclsyntax.OpMultiply, hclsyntax.OpDivide, hclsyntax.OpModulo:
		n.LHS, n.RHS = numeric(n.LHS), numeric(n.RHS)
		return &arithmetic{&n}
	}
	n.LHS, n.RHS = numeric(n.LHS), numeric(n.RHS)
	return &n
}

// numeric guards an operand that may be converted to a number, unless it is a literal.
func numeric(e hclsyntax.Expression) hclsyntax.Expression {
	if _, literal := e.(*hclsyntax.LiteralValueExpr); literal {
		return e
	}
	return &numeral{wrap(e)}
}

// weighed weighs an operand unless it is a literal.
func (c *compiler) weighed(e hclsyntax.Expression) hclsyntax.Expression {
	if _, literal := e.(*hclsyntax.LiteralValueExpr); literal {
		return e
	}
	c.metered = true
	return &weighed{wrap(e)}
}

func (c *compiler) loop(e *hclsyntax.ForExpr) hclsyntax.Expression {
	c.metered = true
	n := *e
	n.CollExpr = &counted{wrap(c.expr(e.CollExpr))}
	n.ValExpr = c.repeated(e.ValExpr)
	if e.KeyExpr != nil {
		n.KeyExpr = c.repeated(e.KeyExpr)
	}
	if e.CondExpr != nil {
		n.CondExpr = c.repeated(e.CondExpr)
	}
	if c.checking {
		checkLoop(&n)
	}
	return &n
}

func (c *compiler) repeated(e hclsyntax.Expression) hclsyntax.Expression {
	before := c.size
	inner := c.expr(e)
	return &repeated{wrapped: wrap(inner), size: 1 + c.size - before}
}
