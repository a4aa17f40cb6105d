package policy

import (
	"slices"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/internal/diag"
	"github.com/nhi-custody/custody/internal/model"
)

// exceptionSubject is the word for policies that judge exceptions. They can not be waived.
const exceptionSubject = "exception"

// CheckExceptions reports exceptions that name policies which no pack has.
func (r *Rules) CheckExceptions(m *model.Model) hcl.Diagnostics {
	names := make([]string, len(r.known))
	for i, rule := range r.known {
		names[i] = rule.Policy
	}
	var diags hcl.Diagnostics
	for _, x := range m.Exceptions {
		for _, policy := range x.Policies.Value {
			if !slices.Contains(names, policy) {
				diags = append(diags, unknown(x.Policies.Range, "policy", policy, "any pack of this workspace", names))
			}
		}
	}
	return diag.Sort(diags)
}
