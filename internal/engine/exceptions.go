package engine

import (
	"slices"
	"time"

	"github.com/nhi-custody/custody/internal/draft"
	"github.com/nhi-custody/custody/internal/finding"
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

// Exceptions lists the exceptions in the order of [policy.Standing.Compare].
func (p *Project) Exceptions() []Exception {
	standings := p.Rules.Standings(p.Model)
	out := make([]Exception, len(standings))
	for i := range standings {
		out[i] = Exception{standings[i], p.Model.Exceptions[i]}
	}
	slices.SortFunc(out, func(a, b Exception) int { return a.Compare(&b.Standing) })
	return out
}

// ExceptionsDue lists the exceptions that somebody has to see to: those that have expired, and those that end within the
// time.
func (p *Project) ExceptionsDue(within time.Duration) []Exception {
	days := int(within / (24 * time.Hour))
	return slices.DeleteFunc(p.Exceptions(), func(x Exception) bool {
		return x.State == policy.Revoked || x.State == policy.Superseded || x.DaysLeft > days
	})
}

// Exception tells everything about the exception of a name, or at an address.
func (p *Project) Exception(name string) (*ExceptionDetail, error) {
	x, err := p.Model.FindException(name)
	if err != nil {
		return nil, err
	}
	all := p.Exceptions()
	byAddress := make(map[schema.Address]Exception, len(all))
	for _, other := range all {
		byAddress[other.Declared.Address] = other
	}
	d := &ExceptionDetail{Exception: byAddress[x.Address], Consents: policy.Consents(p.Model, x)}
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
	for old := x.Renewed; old != nil; old = old.Renewed {
		d.Chain = append(d.Chain, byAddress[old.Address])
	}
	for _, by := range x.RenewedBy {
		d.Renewed = append(d.Renewed, byAddress[by.Address])
	}
	return d, nil
}

// DraftException makes a new exception of a request.
func (p *Project) DraftException(q draft.Request) (*draft.Draft, error) {
	return draft.New(p.Model, p.Rules, q)
}
