package lang

import (
	"fmt"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
)

// MaxTotalSteps is how much work all evaluations of one workspace may do together: five of the most expensive ones.
const MaxTotalSteps = 5 * MaxSteps

// Allowance bounds the work of many evaluations together, so that a workspace with thousands of expensive expressions ends
// as soon as one does. It belongs to one goroutine.
type Allowance struct{ left int }

// NewAllowance returns the allowance of one workspace.
func NewAllowance() *Allowance { return &Allowance{left: MaxTotalSteps} }

// Evaluate evaluates an expression as [Evaluate] does, and spends what that costs.
func (a *Allowance) Evaluate(expr hcl.Expression, ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	native, diags := FromJSON(expr)
	if diags.HasErrors() {
		return cty.DynamicVal, diags
	}
	e := Compile(native)
	if !e.metered {
		v, more := e.Value(ctx)
		return v, append(diags, more...)
	}
	if a.left <= 0 {
		return cty.DynamicVal, append(diags, &hcl.Diagnostic{
			Severity: hcl.DiagError,
			Summary:  "Workspace is too expensive",
			Detail: fmt.Sprintf("The expressions of this workspace take more than %d steps together, so this one was not evaluated. "+
				"Iterate over fewer elements, or split the workspace.", MaxTotalSteps),
			Subject: expr.Range().Ptr(),
		})
	}
	v, more, used := e.run(e.program, ctx)
	a.left -= used
	return v, append(diags, more...)
}
