package engine

import (
	"fmt"
	"slices"

	"github.com/nhi-custody/custody/internal/model"
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

// release lets deletes go on that were asked for by name. Whatever else holds a target still does.
func release(made *plan.Plan, sel Selection) {
	for i := range made.Targets {
		if t := &made.Targets[i]; t.HeldBy == plan.HeldByDelete && slices.Contains(sel.Release, t.Address) {
			t.Release()
		}
	}
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

// choose keeps the targets under management that a selection names, as targets or by the blocks that they serve.
func (p *Project) choose(known []lastApplied, sel Selection) ([]lastApplied, error) {
	if len(sel.Targets) == 0 {
		return known, nil
	}
	_, sessions := p.Model.Clients()
	named := make([]bool, len(sel.Targets))
	var chosen []lastApplied
	for _, k := range known {
		t := plan.Target{Address: k.address, Subjects: []schema.Address{k.address.Outer()}}
		for _, s := range sessions[model.ClientKey{Issuer: k.address.Outer(), ClientID: k.id}] {
			t.Subjects = append(t.Subjects, s.Address)
		}
		kept := false
		for i := range sel.Targets {
			if selected(&t, sel.Targets[i:i+1]) {
				kept, named[i] = true, true
			}
		}
		if kept {
			chosen = append(chosen, k)
		}
	}
	if i := slices.Index(named, false); i >= 0 {
		return nil, fmt.Errorf("%s names nothing that was applied from this workspace", sel.Targets[i])
	}
	return chosen, nil
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
