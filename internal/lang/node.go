package lang

import (
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// A logical node is "&&" or "||" that stops at its first decisive operand. That of hcl evaluates both, lets a right operand
// decide although the left one failed, and panics where one is null.
type logical struct {
	*hclsyntax.BinaryOpExpr
}

func (n *logical) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	left, diags := n.operand(n.LHS, ctx)
	if diags.HasErrors() || n.decides(left) {
		return left, diags
	}
	right, more := n.operand(n.RHS, ctx)
	diags = append(diags, more...)
	if diags.HasErrors() {
		return right, diags
	}
	if _, plain := decided(left); plain {
		return right, diags
	}
	return n.join(left, right), diags
}

func (n *logical) isAnd() bool { return n.Op == hclsyntax.OpLogicalAnd }

// decides says whether an operand settles the result alone.
func (n *logical) decides(v cty.Value) bool {
	if outcome, ok := decided(v); ok {
		return outcome != n.isAnd()
	}
	v, _ = v.Unmark()
	return v.IsKnown() && v.True() != n.isAnd()
}

// join is the result when the left operand did not decide.
func (n *logical) join(left, right cty.Value) cty.Value {
	result := right
	if unmarked, _ := left.Unmark(); !unmarked.IsKnown() && !n.decides(right) {
		result = cty.UnknownVal(cty.Bool).RefineNotNull()
	}
	return result.WithSameMarks(left, right)
}

// operand evaluates one side to a bool that is not null.
func (n *logical) operand(e hclsyntax.Expression, ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	v, diags := e.Value(ctx)
	if diags.HasErrors() {
		return cty.UnknownVal(cty.Bool), diags
	}
	if _, ok := decided(v); ok {
		return v, diags
	}
	b, err := convert.Convert(v, cty.Bool)
	problem := ""
	switch {
	case err != nil:
		problem = fmt.Sprintf("This side of %q must be true or false: %s.", n.symbol(), err)
	case b.IsNull():
		problem = fmt.Sprintf("This side of %q is null; it must be true or false.", n.symbol())
	default:
		return b, diags
	}
	return cty.UnknownVal(cty.Bool), append(diags, &hcl.Diagnostic{
		Severity:    hcl.DiagError,
		Summary:     "Invalid operand",
		Detail:      problem,
		Subject:     e.Range().Ptr(),
		Context:     &n.SrcRange,
		Expression:  e,
		EvalContext: ctx,
	})
}

func (n *logical) symbol() string {
	if n.isAnd() {
		return "&&"
	}
	return "||"
}

// A nullTest compares with the word null, for which the other side need not be walked.
type nullTest struct {
	*hclsyntax.BinaryOpExpr
}

func (n *nullTest) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	operand := n.LHS
	if StaticNull(operand) {
		operand = n.RHS
	}
	v, diags := operand.Value(ctx)
	if diags.HasErrors() {
		return cty.UnknownVal(cty.Bool), diags
	}
	unmarked, marks := v.Unmark()
	if !unmarked.IsKnown() && !unmarked.Range().DefinitelyNotNull() {
		return cty.UnknownVal(cty.Bool).RefineNotNull().WithMarks(marks), diags
	}
	return cty.BoolVal(unmarked.IsNull() == (n.Op == hclsyntax.OpEqual)).WithMarks(marks), diags
}

// A textChoice is a conditional between two texts, of which it evaluates the chosen one alone. That of hcl evaluates both
// branches to find their common type, which is known here; the message of a policy chooses among many texts.
type textChoice struct {
	*hclsyntax.ConditionalExpr
}

func (n *textChoice) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	return choose(n.ConditionalExpr, cty.String, ctx)
}

// choose evaluates the chosen branch of a conditional whose branches are both of a type.
func choose(n *hclsyntax.ConditionalExpr, t cty.Type, ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	condition, diags := n.Condition.Value(ctx)
	outcome, plain := decided(condition)
	switch {
	case diags.HasErrors():
		return cty.UnknownVal(t), diags
	case !plain:
		rest := *n // what is rare hcl decides, without evaluating the condition again
		rest.Condition = given(condition, n.Condition)
		return rest.Value(ctx)
	case outcome:
		return n.TrueResult.Value(ctx)
	}
	return n.FalseResult.Value(ctx)
}

// isText says whether a compiled expression can come to nothing but a string.
func isText(e hclsyntax.Expression) bool {
	switch e := e.(type) {
	case *text:
		_, template := e.inner.(*hclsyntax.TemplateExpr)
		return template
	case *hclsyntax.TemplateExpr, *textChoice:
		return true
	case *hclsyntax.LiteralValueExpr:
		return e.Val.Type() == cty.String
	case *coveredChoice:
		return e.text
	case *hclsyntax.ParenthesesExpr:
		return isText(e.Expression)
	}
	return false
}

// An arithmetic node bounds the number that it makes.
type arithmetic struct{ operands }

func (n *arithmetic) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	left, right, diags := n.values(ctx)
	v, ok := cty.NilVal, false
	if len(diags) == 0 {
		v, ok = n.compute(left, right)
	}
	if !ok {
		v, diags = n.rest(ctx, left, right, diags)
	}
	unmarked, _ := v.Unmark()
	if diags.HasErrors() || !unmarked.IsKnown() || unmarked.IsNull() {
		return v, diags
	}
	if problem := checkRange(unmarked); problem != "" {
		return cty.UnknownVal(cty.Number), append(diags, &hcl.Diagnostic{
			Severity: hcl.DiagError,
			Summary:  "Number out of range",
			Detail:   problem,
			Subject:  &n.SrcRange,
		})
	}
	return v, diags
}

// compute works plain and finite numbers out.
func (n *arithmetic) compute(left, right cty.Value) (cty.Value, bool) {
	if !plainOf(left, cty.Number) || !plainOf(right, cty.Number) || left.AsBigFloat().IsInf() || right.AsBigFloat().IsInf() {
		return cty.NilVal, false
	}
	switch {
	case n.Op == hclsyntax.OpAdd:
		return left.Add(right), true
	case n.Op == hclsyntax.OpSubtract:
		return left.Subtract(right), true
	case n.Op == hclsyntax.OpMultiply:
		return left.Multiply(right), true
	case n.Op == hclsyntax.OpDivide && right.AsBigFloat().Sign() != 0:
		return left.Divide(right), true
	}
	return cty.NilVal, false
}

// A call is a function call that spends what its result holds.
type call struct {
	*hclsyntax.FunctionCallExpr
}

func (n *call) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	b := budgetOf(ctx)
	if b.spent() {
		return cty.DynamicVal, nil
	}
	if diags := n.checkName(ctx); diags.HasErrors() {
		return cty.DynamicVal, diags
	}
	v, diags := n.FunctionCallExpr.Value(ctx)
	if diags.HasErrors() {
		return v, diags
	}
	if more := b.weigh(v, n.Range()); more.HasErrors() {
		return cty.DynamicVal, append(diags, more...)
	}
	return v, diags
}

// checkName says that a function does not exist. The diagnostic of hcl suggests one by the order of a map.
func (n *call) checkName(ctx *hcl.EvalContext) hcl.Diagnostics {
	var names []string
	for c := ctx; c != nil; c = c.Parent() {
		if _, ok := c.Functions[n.Name]; ok {
			return nil
		}
		names = slices.AppendSeq(names, maps.Keys(c.Functions))
	}
	if names == nil {
		return nil // functions are not allowed at all, which hcl says well
	}
	slices.Sort(names)
	return hcl.Diagnostics{{
		Severity:    hcl.DiagError,
		Summary:     "Call to unknown function",
		Detail:      fmt.Sprintf("There is no function named %q.%s", n.Name, DidYouMean(n.Name, names)),
		Subject:     &n.NameRange,
		Context:     n.Range().Ptr(),
		Expression:  n.FunctionCallExpr,
		EvalContext: ctx,
	}}
}

// A relative node follows a path from a computed value, and suggests the attribute that was meant.
type relative struct {
	*hclsyntax.RelativeTraversalExpr
}

func (n *relative) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	source, diags := n.Source.Value(ctx)
	v, more := n.Traversal.TraverseRel(source)
	for _, d := range more {
		suggestAttribute(d, n.Traversal, source)
		d.Expression, d.EvalContext = n.RelativeTraversalExpr, ctx
	}
	return v, append(diags, more...)
}

// An attempt is try or can. Those of hcl evaluate their arguments twice, so that nested ones take exponential time.
type attempt struct {
	*hclsyntax.FunctionCallExpr
}

func (n *attempt) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	if diags := checkAttempt(n.FunctionCallExpr); diags.HasErrors() {
		return cty.DynamicVal, diags
	}
	b := budgetOf(ctx)
	var failures hcl.Diagnostics
	for _, arg := range n.Args {
		v, diags := arg.Value(ctx)
		switch {
		case b.spent():
			return cty.DynamicVal, nil
		case diags.HasErrors():
			failures = append(failures, diags...)
			continue
		case n.Name == "can":
			return cty.True, nil
		}
		return v, nil
	}
	if n.Name == "can" {
		return cty.False, nil
	}
	first := failures[0]
	return cty.DynamicVal, hcl.Diagnostics{{
		Severity:    hcl.DiagError,
		Summary:     "No expression succeeded",
		Detail:      fmt.Sprintf("Every argument of try failed; the first one with: %s: %s", first.Summary, first.Detail),
		Subject:     n.Range().Ptr(),
		Expression:  n.FunctionCallExpr,
		EvalContext: ctx,
	}}
}

// checkAttempt refuses a call of try or can with the wrong number of arguments.
func checkAttempt(n *hclsyntax.FunctionCallExpr) hcl.Diagnostics {
	detail := ""
	switch {
	case n.ExpandFinal:
		detail = fmt.Sprintf("The arguments of %s are expressions, which cannot be expanded with \"...\".", n.Name)
	case len(n.Args) == 0:
		detail = fmt.Sprintf("Function %q expects at least one argument.", n.Name)
	case n.Name == "can" && len(n.Args) > 1:
		detail = `Function "can" expects only one argument.`
	default:
		return nil
	}
	return hcl.Diagnostics{{
		Severity: hcl.DiagError,
		Summary:  "Invalid function arguments",
		Detail:   detail,
		Subject:  n.Range().Ptr(),
	}}
}

// suggestAttribute completes the diagnostic of a step that failed with the attribute that was meant.
func suggestAttribute(d *hcl.Diagnostic, path hcl.Traversal, from cty.Value) {
	if d.Summary != "Unsupported attribute" || d.Subject == nil {
		return
	}
	for i, step := range path {
		if step.SourceRange() != *d.Subject {
			continue
		}
		holder, diags := path[:i].TraverseRel(from)
		attr, ok := step.(hcl.TraverseAttr)
		if diags.HasErrors() || !ok || !holder.Type().IsObjectType() {
			return
		}
		names := slices.Sorted(maps.Keys(holder.Type().AttributeTypes()))
		d.Detail += DidYouMean(attr.Name, names)
		return
	}
}
