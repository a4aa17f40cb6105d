package lang

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
)

// A budget is what one evaluation may still spend. It belongs to that evaluation alone and travels in its context, so that
// one compiled expression serves many goroutines.
type budget struct {
	steps   int
	bytes   int
	subject hcl.Range
	report  *hcl.Diagnostic // set once, when the budget is spent
	keys    int             // keys invented by a type check
	muted   int             // branches around what is evaluated that were not chosen
}

// budgetName is the variable that holds the budget. No expression can refer to it, and it is too far from any name to be
// suggested for one.
const budgetName = "\x00\x00\x00budget"

func (b *budget) attach(ctx *hcl.EvalContext) *hcl.EvalContext {
	child := ctx.NewChild()
	child.Variables = map[string]cty.Value{budgetName: cty.CapsuleVal(cty.Capsule("budget", reflect.TypeFor[budget]()), b)}
	return child
}

// budgetOf finds the budget of the evaluation that a context belongs to.
func budgetOf(ctx *hcl.EvalContext) *budget {
	for ; ctx != nil; ctx = ctx.Parent() {
		if v, ok := ctx.Variables[budgetName]; ok {
			if b, ok := v.EncapsulatedValue().(*budget); ok {
				return b
			}
		}
	}
	return &budget{steps: MaxSteps, bytes: MaxBytes}
}

func (b *budget) spent() bool { return b.report != nil }

// step spends n steps and reports whether they were there.
func (b *budget) step(n int) bool {
	b.steps -= n
	if b.steps < 0 {
		b.exceed(fmt.Sprintf("Evaluating this takes more than %d steps. Iterate over fewer elements, or keep intermediate results in locals.", MaxSteps))
	}
	return !b.spent()
}

// write spends n bytes and reports whether they were there.
func (b *budget) write(n int) bool {
	b.bytes -= n
	if b.bytes < 0 {
		b.exceed(fmt.Sprintf("Evaluating this handles more than %d bytes of strings. Build smaller strings.", MaxBytes))
	}
	return !b.spent()
}

func (b *budget) exceed(detail string) {
	if b.spent() {
		return
	}
	b.report = &hcl.Diagnostic{
		Severity: hcl.DiagError,
		Summary:  "Expression is too expensive",
		Detail:   detail,
		Subject:  b.subject.Ptr(),
	}
}

// weigh spends what it takes to walk a value, and says which bound the value breaks by itself.
func (b *budget) weigh(v cty.Value, at hcl.Range) hcl.Diagnostics {
	m := measure{nodes: min(b.steps, MaxValueSize), bytes: b.bytes}
	nodes, bytes := m.nodes, m.bytes
	problem := m.value(v, 0)
	fits := b.step(nodes-m.nodes+tupleCost(v)) && b.write(bytes-m.bytes)
	if problem == "" || !fits {
		return nil
	}
	return hcl.Diagnostics{{Severity: hcl.DiagError, Summary: "Value too large", Detail: problem, Subject: &at}}
}

// tupleCost is what a long tuple takes beside its elements: each of them has a type of its own, and whoever handles the
// tuple handles those too.
func tupleCost(v cty.Value) int {
	const long, perElement = 1024, 16
	if ty := v.Type(); ty.IsTupleType() && ty.Length() > long {
		return ty.Length() * perElement
	}
	return 0
}

// A wrapped node stands for an expression that it evaluates under a condition of its own. The parentheses keep the expression
// itself visible to a walk of the tree, which cannot be told about new kinds of nodes.
type wrapped struct {
	hclsyntax.Expression
	inner hclsyntax.Expression
}

func wrap(e hclsyntax.Expression) wrapped {
	return wrapped{Expression: &hclsyntax.ParenthesesExpr{Expression: e, SrcRange: e.Range()}, inner: e}
}

// A repeated node is evaluated more than once for each evaluation of its parent, and spends its size each time.
type repeated struct {
	wrapped
	size int
}

func (n *repeated) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	if !budgetOf(ctx).step(n.size) {
		return cty.DynamicVal, nil
	}
	return n.inner.Value(ctx)
}

// A weighed node's value is about to be walked as a whole, to be compared or converted.
type weighed struct{ wrapped }

func (n *weighed) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	v, diags := n.inner.Value(ctx)
	if diags.HasErrors() {
		return v, diags
	}
	b := budgetOf(ctx)
	if more := b.weigh(v, n.inner.Range()); more.HasErrors() {
		return cty.DynamicVal, append(diags, more...)
	}
	if b.spent() {
		return cty.DynamicVal, nil
	}
	return v, diags
}

// A branch of a conditional is weighed, and more if it is a tuple: to find the common type of two that are not equally long,
// each type is compared with each.
type branch struct{ weighed }

func (n *branch) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	v, diags := n.weighed.Value(ctx)
	const comparisons = 64 // in the time of one step
	if ty := v.Type(); ty.IsTupleType() && !budgetOf(ctx).step(ty.Length()*ty.Length()/comparisons) {
		return cty.DynamicVal, nil
	}
	return v, diags
}

// An argument is about to be handed to a function: weighed, and converted to what the function takes.
type argument struct {
	weighed
	function string
	index    int
}

func (n *argument) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	v, diags := n.weighed.Value(ctx)
	if diags.HasErrors() {
		return v, diags
	}
	if digits := numeralLength(v); digits > MaxNumber && !budgetOf(ctx).write(digits*numeralCost) {
		return cty.DynamicVal, nil
	}
	if unmarked, _ := v.Unmark(); !unmarked.Type().IsTupleType() && !unmarked.Type().IsObjectType() {
		return v, diags
	}
	param, ok := n.parameter(ctx)
	if !ok {
		return v, diags
	}
	converted, err := homogenize(v, param.Type)
	if err != nil {
		return cty.DynamicVal, append(diags, &hcl.Diagnostic{
			Severity:    hcl.DiagError,
			Summary:     "Invalid function argument",
			Detail:      fmt.Sprintf("Invalid value for %q parameter: %s.", param.Name, err),
			Subject:     n.inner.Range().Ptr(),
			Expression:  n,
			EvalContext: ctx,
		})
	}
	return converted, diags
}

// parameter finds what the function takes here.
func (n *argument) parameter(ctx *hcl.EvalContext) (function.Parameter, bool) {
	for ; ctx != nil; ctx = ctx.Parent() {
		f, ok := ctx.Functions[n.function]
		if !ok {
			continue
		}
		if params := f.Params(); n.index < len(params) {
			return params[n.index], true
		}
		if rest := f.VarParam(); rest != nil {
			return *rest, true
		}
		break
	}
	return function.Parameter{}, false
}

// A counted node's value is about to be iterated.
type counted struct{ wrapped }

func (n *counted) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	v, diags := n.inner.Value(ctx)
	unmarked, _ := v.Unmark()
	if unmarked.IsKnown() && !unmarked.IsNull() && unmarked.CanIterateElements() && !budgetOf(ctx).step(unmarked.LengthInt()) {
		return cty.DynamicVal, nil
	}
	return v, diags
}

// A part of a template is about to be written into it.
type part struct{ wrapped }

func (n *part) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	b := budgetOf(ctx)
	if b.spent() {
		return cty.DynamicVal, nil
	}
	v, diags := n.inner.Value(ctx)
	unmarked, _ := v.Unmark()
	if unmarked.Type() == cty.String && unmarked.IsKnown() && !unmarked.IsNull() && !b.write(len(unmarked.AsString())) {
		return cty.DynamicVal, nil
	}
	return v, diags
}

// A text is a template as a whole, whose size is bounded.
type text struct{ wrapped }

func (n *text) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	v, diags := n.inner.Value(ctx)
	if diags.HasErrors() {
		return v, diags
	}
	if more := budgetOf(ctx).weigh(v, n.inner.Range()); more.HasErrors() {
		return cty.DynamicVal, append(diags, more...)
	}
	return v, diags
}

// numeralCost is how many bytes of a string are handled in the time that one digit takes to become a number.
const numeralCost = 32

// numeralLength is the length of a string that could be taken for a number, or 0.
func numeralLength(v cty.Value) int {
	v, _ = v.Unmark()
	if v.Type() != cty.String || !v.IsKnown() || v.IsNull() {
		return 0
	}
	s := v.AsString()
	if strings.Trim(s, "0123456789.eE+-") != "" {
		return 0
	}
	return len(s)
}

// A numeral is an operand that may be converted to a number, which takes time by the square of its length.
type numeral struct{ wrapped }

func (n *numeral) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	v, diags := n.inner.Value(ctx)
	if numeralLength(v) <= MaxNumber {
		return v, diags
	}
	return cty.DynamicVal, append(diags, &hcl.Diagnostic{
		Severity: hcl.DiagError,
		Summary:  "Number out of range",
		Detail:   fmt.Sprintf("A number has at most %d digits.", MaxNumber),
		Subject:  n.inner.Range().Ptr(),
	})
}
