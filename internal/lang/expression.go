package lang

import (
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// An Expression is compiled: its evaluation is bounded in work and size, "&&" and "||" stop at the first decisive operand,
// and its mistakes name what was probably meant. It is immutable; any number of goroutines may evaluate it at once.
type Expression struct {
	source  hclsyntax.Expression
	program hclsyntax.Expression
	metered bool
	steps   int                  // what one evaluation may do
	known   map[string]cty.Value // variables that are the same in every evaluation
}

// Compile prepares an expression of native syntax, or of JSON after FromJSON, for evaluation.
func Compile(expr hclsyntax.Expression) *Expression {
	return (&compiler{}).expression(expr)
}

// CompileFor is Compile where the variables and functions of a context are the same in every evaluation, whose own context
// has them too and may have more variables; no value in it is marked. What depends on nothing else is evaluated once.
func CompileFor(expr hclsyntax.Expression, same *hcl.EvalContext) *Expression {
	return (&compiler{known: same.Variables, functions: same.Functions, unmarked: true}).expression(expr)
}

func (c *compiler) expression(expr hclsyntax.Expression) *Expression {
	known := c.known
	program := c.expr(expr)
	return &Expression{source: expr, program: program, metered: c.metered, steps: MaxSteps, known: known}
}

// Source is the expression as parsed.
func (e *Expression) Source() hclsyntax.Expression { return e.source }

// Range is where the expression stands.
func (e *Expression) Range() hcl.Range { return e.source.Range() }

// Variables lists the paths the expression refers to.
func (e *Expression) Variables() []hcl.Traversal { return e.source.Variables() }

// Value evaluates the expression. An evaluation that costs too much, or whose result is too large, ends with one
// diagnostic; of others at most MaxDiagnostics are kept.
func (e *Expression) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	v, diags, _ := e.Spend(ctx)
	return v, diags
}

// Spend evaluates the expression as [Expression.Value] does, and tells how many steps that took: none for an expression
// whose work its own length bounds.
func (e *Expression) Spend(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics, int) {
	if e.metered {
		return e.run(e.program, ctx)
	}
	v, diags := e.program.Value(ctx)
	v, diags = e.finish(ctx, v, diags)
	return v, diags, 0
}

// TypeCheck evaluates the expression for its mistakes alone: with unknown values of known types in the context, it looks into
// both operands, both branches, the bodies of "for" over collections without known elements, and try and can, where a
// misspelled attribute is as much a mistake as elsewhere. The value has the type that the result will have.
func (e *Expression) TypeCheck(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	c := compiler{checking: true}
	v, diags, _ := e.run(c.expr(e.source), ctx)
	return v, diags
}

// run evaluates a program under a budget of its own, and tells how many steps that took.
func (e *Expression) run(program hclsyntax.Expression, ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics, int) {
	if !allowsVariables(ctx) {
		if diags := e.refuseVariables(); diags.HasErrors() {
			return cty.DynamicVal, diags, 0
		}
	}
	b := &budget{steps: e.steps, bytes: MaxBytes, subject: e.Range()}
	v, diags := program.Value(b.attach(ctx))
	used := e.steps - max(b.steps, 0) + (MaxBytes-max(b.bytes, 0))/bytesOfStep
	if b.spent() {
		return cty.DynamicVal, hcl.Diagnostics{b.report}, used
	}
	v, diags = e.finish(ctx, v, diags)
	return v, diags, used
}

// finish bounds the result and completes the diagnostics.
func (e *Expression) finish(ctx *hcl.EvalContext, v cty.Value, diags hcl.Diagnostics) (cty.Value, hcl.Diagnostics) {
	if len(diags) == 0 && v.Type() == cty.Bool {
		return v, nil
	}
	if !diags.HasErrors() {
		diags = append(diags, CheckValue(v, e.Range())...)
	}
	diags = distinctDiagnostics(diags)
	for _, d := range diags {
		explain(d, ctx)
	}
	if diags.HasErrors() {
		return cty.DynamicVal, diags
	}
	return v, diags
}

// distinctDiagnostics keeps the first MaxDiagnostics that differ: a loop repeats its mistake for each element.
func distinctDiagnostics(diags hcl.Diagnostics) hcl.Diagnostics {
	var kept hcl.Diagnostics
	for _, d := range diags {
		if len(kept) == MaxDiagnostics {
			break
		}
		same := func(k *hcl.Diagnostic) bool {
			return k.Summary == d.Summary && k.Detail == d.Detail && (k.Subject == d.Subject || k.Subject != nil && d.Subject != nil && *k.Subject == *d.Subject)
		}
		if !slices.ContainsFunc(kept, same) {
			kept = append(kept, d)
		}
	}
	return kept
}

// explain adds what was meant to the diagnostic of a plain path. That of hcl picks it by the order of a map, or not at all.
func explain(d *hcl.Diagnostic, ctx *hcl.EvalContext) {
	path, ok := d.Expression.(*hclsyntax.ScopeTraversalExpr)
	if !ok || path.Traversal.IsRelative() {
		return
	}
	if d.EvalContext != nil {
		ctx = d.EvalContext
	}
	name := path.Traversal.RootName()
	switch d.Summary {
	case "Unknown variable":
		d.Detail = fmt.Sprintf("There is no variable named %q.%s", name, DidYouMean(name, variableNames(ctx)))
	case "Unsupported attribute":
		if root, ok := lookup(ctx, name); ok {
			suggestAttribute(d, path.Traversal.SimpleSplit().Rel, root)
		}
	}
}

func variableNames(ctx *hcl.EvalContext) []string {
	var names []string
	for ; ctx != nil; ctx = ctx.Parent() {
		names = slices.AppendSeq(names, maps.Keys(ctx.Variables))
	}
	slices.Sort(names)
	return slices.DeleteFunc(names, func(name string) bool { return name == budgetName })
}

func lookup(ctx *hcl.EvalContext, name string) (cty.Value, bool) {
	for ; ctx != nil; ctx = ctx.Parent() {
		if v, ok := ctx.Variables[name]; ok {
			return v, true
		}
	}
	return cty.NilVal, false
}

// allowsVariables says whether the context has a scope of variables, even an empty one.
func allowsVariables(ctx *hcl.EvalContext) bool {
	for ; ctx != nil; ctx = ctx.Parent() {
		if ctx.Variables != nil {
			return true
		}
	}
	return false
}

// refuseVariables says of each path in the expression that it may not stand there.
func (e *Expression) refuseVariables() hcl.Diagnostics {
	var diags hcl.Diagnostics
	for _, path := range e.Variables() {
		diags = append(diags, &hcl.Diagnostic{
			Severity: hcl.DiagError,
			Summary:  "Variables not allowed",
			Detail:   "Variables may not be used here.",
			Subject:  path.SourceRange().Ptr(),
		})
	}
	return distinctDiagnostics(diags)
}

// Evaluate compiles and evaluates an expression of native syntax or JSON once.
func Evaluate(expr hcl.Expression, ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	native, diags := FromJSON(expr)
	if diags.HasErrors() {
		return cty.DynamicVal, diags
	}
	v, more := Compile(native).Value(ctx)
	return v, append(diags, more...)
}
