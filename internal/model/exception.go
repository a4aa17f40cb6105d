package model

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/internal/lang"
	"github.com/nhi-custody/custody/schema"
)

// Exception is a waiver, with what it covers, the people who approved it and what it continues.
type Exception struct {
	*schema.Exception
	// Matched is what it covers, each with all inside it, sorted: its subject, or what its patterns match.
	Matched []schema.Address
	// Unmatched are its patterns that match nothing, as written.
	Unmatched []string
	Approvals []Approval

	Renewed   *Exception   // the exception that this one continues; nil for none
	RenewedBy []*Exception // those that continue this one, sorted
	Renewals  int          // how many exceptions stand behind it in its chain
}

// Approval is one person's consent for a team.
type Approval struct {
	Team *Team // nil when none is named
	By   string
	On   time.Time // the day's beginning; zero when not declared
}

// Exception returns the exception at an address; nil when there is none.
func (m *Model) Exception(a schema.Address) *Exception { return m.exceptions[a] }

// FindException finds an exception by its name or its address as people write it. The error says which may be meant.
func (m *Model) FindException(name string) (*Exception, error) {
	kind := string(schema.KindException) + "."
	wanted := kind + strings.TrimPrefix(name, kind)
	names := make([]string, len(m.Exceptions))
	for i, x := range m.Exceptions {
		if names[i] = x.Address.String(); names[i] == wanted {
			return x, nil
		}
	}
	hint := lang.DidYouMean(wanted, names)
	switch {
	case len(names) == 0:
		hint = " It has none."
	case hint == "":
		hint = " See custody exceptions list."
	}
	return nil, fmt.Errorf("there is no exception %q in this workspace.%s", name, hint)
}

func (m *Model) resolveExceptions(exceptions []*schema.Exception) hcl.Diagnostics {
	var diags hcl.Diagnostics
	matcher := newMatcher(m)
	for _, x := range exceptions {
		diags = append(diags, requireException(x)...)
		exception := &Exception{Exception: x}
		diags = append(diags, matcher.match(exception)...)
		for _, a := range x.Approvals {
			exception.Approvals = append(exception.Approvals, Approval{Team: m.team(a.Team), By: a.By.Value, On: a.On.Value.Time})
		}
		m.Exceptions = append(m.Exceptions, exception)
		m.exceptions[x.Address] = exception
	}
	sortByAddress(m.Exceptions, func(x *Exception) schema.Address { return x.Address })
	return append(diags, m.resolveRenewals()...)
}

// resolveRenewals follows the chains of renewals, and reports those that are none.
func (m *Model) resolveRenewals() hcl.Diagnostics {
	for _, x := range m.Exceptions {
		if x.Renews.Set {
			x.Renewed = m.exceptions[x.Renews.Value.Address]
		}
	}
	diags := m.countRenewals()
	policies := map[*Exception]map[string]bool{}
	for _, x := range m.Exceptions {
		old := x.Renewed
		if old == nil {
			continue
		}
		old.RenewedBy = append(old.RenewedBy, x)
		if policies[old] == nil {
			policies[old] = setOf(old.Policies.Value)
		}
		diags = append(diags, checkRenewal(x, policies[old])...)
	}
	return diags
}

// countRenewals tells each exception how long the chain behind it is. What renews itself, directly or in a circle, renews
// nothing.
func (m *Model) countRenewals() hcl.Diagnostics {
	var diags hcl.Diagnostics
	counted := make(map[*Exception]bool, len(m.Exceptions))
	for _, x := range m.Exceptions {
		var path []*Exception
		position := map[*Exception]int{}
		next := x
		for next != nil && !counted[next] {
			if begin, circle := position[next]; circle {
				diags = append(diags, circular(path[begin:]))
				for _, member := range path[begin:] {
					member.Renewed = nil
				}
				break
			}
			position[next] = len(path)
			path = append(path, next)
			next = next.Renewed
		}
		for _, p := range slices.Backward(path) {
			counted[p] = true
			if p.Renewed != nil {
				p.Renewals = p.Renewed.Renewals + 1
			}
		}
	}
	return diags
}

// circular is the diagnostic for exceptions that renew each other in a circle.
func circular(circle []*Exception) *hcl.Diagnostic {
	first := 0
	for i, x := range circle {
		if x.Address.String() < circle[first].Address.String() {
			first = i
		}
	}
	circle = slices.Concat(circle[first:], circle[:first])
	const shown = 8
	var names []string
	for _, x := range append(circle, circle[0])[1:] {
		names = append(names, x.Address.String())
		if len(names) == shown && len(circle) > shown {
			names = append(names, "and so on")
			break
		}
	}
	chain := strings.Join(names, ", which renews ")
	if len(circle) == 1 {
		chain = "itself"
	}
	return &hcl.Diagnostic{
		Severity: hcl.DiagError, Summary: "Circular renewal", Subject: circle[0].Renews.Range.Ptr(),
		Detail: fmt.Sprintf("%s renews %s. An exception continues one that was granted before it: name that one, or remove renews.",
			circle[0].Address, chain),
	}
}

// checkRenewal reports a renewal that does not continue what it names.
func checkRenewal(x *Exception, granted map[string]bool) hcl.Diagnostics {
	var diags hcl.Diagnostics
	for _, policy := range x.Policies.Value {
		if !granted[policy] {
			diags = append(diags, &hcl.Diagnostic{
				Severity: hcl.DiagError, Summary: "Renewal that waives more", Subject: x.Policies.Range.Ptr(),
				Detail: fmt.Sprintf("%s waives %s, and %s, which it renews, does not. A renewal waives the same policies or fewer: "+
					"have a new exception granted for the others.", x.Address, policy, x.Renewed.Address),
			})
			break
		}
	}
	if begins, began := x.Granted, x.Renewed.Granted; begins.Set && began.Set && !begins.Value.After(began.Value.Time) {
		diags = append(diags, &hcl.Diagnostic{
			Severity: hcl.DiagError, Summary: "Renewal that begins too early", Subject: begins.Range.Ptr(),
			Detail: fmt.Sprintf("%s begins on %s, and %s, which it renews, on %s. A renewal begins later than what it continues: correct one of the two days.",
				x.Address, begins.Value, x.Renewed.Address, began.Value),
		})
	}
	return diags
}

func setOf(words []string) map[string]bool {
	set := make(map[string]bool, len(words))
	for _, w := range words {
		set[w] = true
	}
	return set
}
