package engine

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/nhi-custody/custody/internal/finding"
	"github.com/nhi-custody/custody/internal/lang"
	"github.com/nhi-custody/custody/internal/model"
	"github.com/nhi-custody/custody/internal/policy"
	"github.com/nhi-custody/custody/schema"
)

// Exception is one exception of the workspace with how it stands.
type Exception struct {
	policy.Standing
	Declared *model.Exception
}

// ExceptionDetail is everything about one exception.
type ExceptionDetail struct {
	Exception
	Consents []policy.Consent
	Subjects []CoveredSubject
	Waives   []finding.Finding
	Unneeded []string    // policies that it is no longer needed for
	Chain    []Exception // what it renews, the latest first
	Renewed  []Exception // what renews it
}

// CoveredSubject is one block that an exception covers, with all inside it, and what those who answer for it say.
type CoveredSubject struct {
	Address schema.Address
	Answers []policy.Answer
}

// Exceptions lists the exceptions: expired ones first, then by the days that are left to them; those that are revoked or
// superseded last.
func (p *Project) Exceptions() []Exception {
	standings := p.Rules.Standings(p.Model)
	out := make([]Exception, len(standings))
	for i := range standings {
		out[i] = Exception{standings[i], p.Model.Exceptions[i]}
	}
	slices.SortStableFunc(out, func(a, b Exception) int {
		return cmp.Or(cmp.Compare(urgency(a.State), urgency(b.State)), cmp.Compare(a.DaysLeft, b.DaysLeft))
	})
	return out
}

func urgency(s policy.State) int {
	switch s {
	case policy.Expired:
		return 0
	case policy.Requested, policy.Approved, policy.Expiring, policy.Active:
		return 1
	case policy.Revoked, policy.Superseded:
	}
	return 2
}

// ExceptionsDue lists the exceptions that somebody has to see to: those that have expired, and those that end within the
// time.
func (p *Project) ExceptionsDue(within time.Duration) []Exception {
	return slices.DeleteFunc(p.Exceptions(), func(x Exception) bool {
		late := time.Duration(x.DaysLeft)*24*time.Hour <= within
		return x.State != policy.Expired && (urgency(x.State) != 1 || !late)
	})
}

// Exception tells everything about the exception of a name, or at an address.
func (p *Project) Exception(name string) (*ExceptionDetail, error) {
	wanted := exceptionAddress(name)
	all := p.Exceptions()
	i := slices.IndexFunc(all, func(x Exception) bool { return x.Declared.Address.String() == wanted })
	if i < 0 {
		return nil, fmt.Errorf("there is no exception %q in this workspace.%s", name, p.suggestException(wanted))
	}
	d := &ExceptionDetail{Exception: all[i]}
	x := d.Declared
	d.Consents = policy.Consents(p.Model, x)
	for _, a := range x.Matched {
		d.Subjects = append(d.Subjects, CoveredSubject{a, p.Rules.Answers(p.Model, x, a)})
	}
	findings := p.Judge()
	for i := range findings {
		if w := findings[i].Waiver; w != nil && w.Exception == x.Address {
			d.Waives = append(d.Waives, findings[i])
		}
	}
	d.Unneeded = p.Rules.Unneeded(p.Model, findings)[slices.Index(p.Model.Exceptions, x)]
	byAddress := make(map[schema.Address]Exception, len(all))
	for _, other := range all {
		byAddress[other.Declared.Address] = other
	}
	for old := x.Renewed; old != nil; old = old.Renewed {
		d.Chain = append(d.Chain, byAddress[old.Address])
	}
	for _, by := range x.RenewedBy {
		d.Renewed = append(d.Renewed, byAddress[by.Address])
	}
	return d, nil
}

// exceptionAddress takes an exception by its name or by its address.
func exceptionAddress(name string) string {
	kind := string(schema.KindException) + "."
	return kind + strings.TrimPrefix(name, kind)
}

func (p *Project) suggestException(wanted string) string {
	names := make([]string, len(p.Model.Exceptions))
	for i, x := range p.Model.Exceptions {
		names[i] = x.Address.String()
	}
	if hint := lang.DidYouMean(wanted, names); hint != "" {
		return hint
	}
	if len(names) == 0 {
		return " It has none."
	}
	return " See custody exceptions list."
}
