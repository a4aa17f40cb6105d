package lang

import (
	"fmt"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// A logicalCheck looks into both operands.
type logicalCheck struct{ logical }

func (n *logicalCheck) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	_, diags := n.operand(n.LHS, ctx)
	_, more := n.operand(n.RHS, ctx)
	return cty.UnknownVal(cty.Bool).RefineNotNull(), append(diags, more...)
}

// A conditionalCheck looks into both branches.
type conditionalCheck struct{ *hclsyntax.ConditionalExpr }

func (n *conditionalCheck) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	condition, diags := n.Condition.Value(ctx)
	yes, more := n.TrueResult.Value(ctx)
	diags = append(diags, more...)
	no, more := n.FalseResult.Value(ctx)
	diags = append(diags, more...)
	if diags.HasErrors() {
		return cty.DynamicVal, diags
	}
	if _, err := convert.Convert(condition, cty.Bool); err != nil {
		return cty.DynamicVal, append(diags, n.mistake("Incorrect condition type", "The condition must be true or false.", n.Condition.Range()))
	}
	ty := commonType(yes, no)
	if ty == cty.NilType {
		detail := fmt.Sprintf("Both results must have one type; the first is %s and the second %s.", yes.Type().FriendlyName(), no.Type().FriendlyName())
		return cty.DynamicVal, append(diags, n.mistake("Inconsistent conditional result types", detail, n.SrcRange))
	}
	return cty.UnknownVal(ty), diags
}

func (n *conditionalCheck) mistake(summary, detail string, at hcl.Range) *hcl.Diagnostic {
	return &hcl.Diagnostic{Severity: hcl.DiagError, Summary: summary, Detail: detail, Subject: &at, Context: &n.SrcRange}
}

// commonType is the type of a conditional, or NilType if its branches have none in common.
func commonType(yes, no cty.Value) cty.Type {
	dynamic := cty.DynamicPseudoType
	switch {
	case yes.Type() == dynamic && yes.IsNull():
		return no.Type()
	case no.Type() == dynamic && no.IsNull():
		return yes.Type()
	case yes.Type() == dynamic || no.Type() == dynamic:
		return dynamic
	}
	ty, _ := convert.UnifyUnsafe([]cty.Type{yes.Type(), no.Type()})
	return ty
}

// An attemptCheck looks into every argument. Only names that do not exist are mistakes there, for nothing else could make an
// argument fail on every subject.
type attemptCheck struct{ *hclsyntax.FunctionCallExpr }

func (n *attemptCheck) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	if diags := checkAttempt(n.FunctionCallExpr); diags.HasErrors() {
		return cty.DynamicVal, diags
	}
	var mistakes hcl.Diagnostics
	for _, arg := range n.Args {
		_, diags := arg.Value(ctx)
		for _, d := range diags {
			if namesNothing(d) {
				mistakes = append(mistakes, d)
			}
		}
	}
	if n.Name == "can" {
		return cty.UnknownVal(cty.Bool).RefineNotNull(), mistakes
	}
	return cty.DynamicVal, mistakes
}

// namesNothing says whether a diagnostic is about a name that does not exist.
func namesNothing(d *hcl.Diagnostic) bool {
	switch d.Summary {
	case "Unsupported attribute", "Unknown variable", "Call to unknown function":
		return true
	}
	return false
}

// checkLoop makes a loop visit its body whatever its collection holds.
func checkLoop(n *hclsyntax.ForExpr) {
	n.CollExpr = &representative{wrap(n.CollExpr)}
	if n.KeyExpr != nil {
		n.KeyExpr = &anyKey{wrap(n.KeyExpr)}
	}
	if n.CondExpr != nil {
		n.CondExpr = &always{wrap(n.CondExpr)}
	}
}

// A representative is a collection of which at least one element is visited.
type representative struct{ wrapped }

func (n *representative) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	v, diags := n.inner.Value(ctx)
	if diags.HasErrors() {
		// An element that could be anything still shows the mistakes of the body that do not depend on it.
		return cty.TupleVal([]cty.Value{cty.DynamicVal}), diags
	}
	unmarked, _ := v.Unmark()
	if unmarked.IsNull() && unmarked.Type() != cty.DynamicPseudoType {
		return v, diags
	}
	if unmarked.IsKnown() && !unmarked.IsNull() && (!unmarked.CanIterateElements() || unmarked.LengthInt() > 0) {
		return v, diags
	}
	return sample(unmarked.Type()), diags
}

// sample is a collection of the type with one unknown element.
func sample(ty cty.Type) cty.Value {
	switch {
	case ty.IsListType():
		return cty.ListVal([]cty.Value{cty.UnknownVal(ty.ElementType())})
	case ty.IsSetType(): // of an unknown element a set has an unknown length, so it would not be visited
		return cty.ListVal([]cty.Value{cty.UnknownVal(ty.ElementType())})
	case ty.IsMapType():
		return cty.MapVal(map[string]cty.Value{"?": cty.UnknownVal(ty.ElementType())})
	case ty.IsTupleType() && ty.Length() > 0:
		elements := make([]cty.Value, ty.Length())
		for i := range elements {
			elements[i] = cty.UnknownVal(ty.TupleElementType(i))
		}
		return cty.TupleVal(elements)
	case ty.IsObjectType() && len(ty.AttributeTypes()) > 0:
		attributes := make(map[string]cty.Value)
		for name, aty := range ty.AttributeTypes() {
			attributes[name] = cty.UnknownVal(aty)
		}
		return cty.ObjectVal(attributes)
	case ty == cty.DynamicPseudoType, ty.IsTupleType(), ty.IsObjectType():
		return cty.TupleVal([]cty.Value{cty.DynamicVal})
	}
	return cty.UnknownVal(ty) // not iterable, which the loop itself says
}

// An anyKey is known, and different each time, so that the value beside it is visited.
type anyKey struct{ wrapped }

func (n *anyKey) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	v, diags := n.inner.Value(ctx)
	unmarked, _ := v.Unmark()
	if diags.HasErrors() || !unmarked.IsKnown() {
		b := budgetOf(ctx)
		b.keys++
		return cty.StringVal(fmt.Sprintf("?%d", b.keys)), diags
	}
	return v, diags
}

// An always is a condition that lets every element in, so that the body is visited.
type always struct{ wrapped }

func (n *always) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	v, diags := n.inner.Value(ctx)
	if diags.HasErrors() {
		return cty.True, diags
	}
	if _, err := convert.Convert(v, cty.Bool); err != nil {
		diags = append(diags, &hcl.Diagnostic{
			Severity: hcl.DiagError,
			Summary:  "Invalid 'for' condition",
			Detail:   fmt.Sprintf("The 'if' clause value is invalid: %s.", err),
			Subject:  n.inner.Range().Ptr(),
		})
	}
	return cty.True, diags
}
