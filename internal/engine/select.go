package engine

import (
	"slices"

	"github.com/nhi-custody/custody/internal/plan"
	"github.com/nhi-custody/custody/schema"
)

// narrow keeps the selected targets and says what was left out.
func narrow(made *plan.Plan, sel Selection) {
	if len(sel.Targets) == 0 {
		return
	}
	kept := made.Targets[:0]
	for i := range made.Targets {
		t := made.Targets[i]
		if selected(&t, sel.Targets) {
			kept = append(kept, t)
			continue
		}
		made.LeftOut = append(made.LeftOut, plan.LeftOut{Address: t.Address, Reason: "it was not selected"})
	}
	made.Targets = kept
}

// selected reports whether an address names a target, or a block that it serves or stands in.
func selected(t *plan.Target, addresses []schema.Address) bool {
	return slices.ContainsFunc(addresses, func(a schema.Address) bool {
		if a.Contains(t.Address) {
			return true
		}
		return slices.ContainsFunc(t.Subjects, func(subject schema.Address) bool { return a.Contains(subject) })
	})
}

// Unselected lists the addresses of a selection that name nothing in a plan.
func Unselected(p *Planned, sel Selection) []schema.Address {
	var nothing []schema.Address
	for _, a := range slices.Concat(sel.Targets, sel.Release) {
		if !slices.ContainsFunc(p.Plan.Targets, func(t plan.Target) bool { return selected(&t, []schema.Address{a}) }) {
			nothing = append(nothing, a)
		}
	}
	return nothing
}
