package report

import (
	"slices"

	"github.com/nhi-custody/custody/internal/model"
	"github.com/nhi-custody/custody/internal/policy"
	"github.com/nhi-custody/custody/schema"
)

// exceptions lists the exceptions in the order of [policy.Standing.Compare].
func (b *builder) exceptions(findings []*Finding) []Exception {
	standings := make(map[schema.Address]policy.Standing, len(b.Standings))
	for _, s := range b.Standings {
		standings[s.Exception] = s
	}
	waives := map[string][]*Finding{}
	for _, f := range findings {
		if f.Verdict == Waived {
			waives[f.Exception] = append(waives[f.Exception], f)
		}
	}
	declared := make([]declaredException, len(b.Model.Exceptions))
	for i, x := range b.Model.Exceptions {
		standing, known := standings[x.Address]
		if !known {
			standing = policy.Standing{Exception: x.Address, State: Requested, DaysLeft: x.Expires.Value.DaysAfter(b.Model.At)}
		}
		declared[i] = declaredException{x, i, standing}
	}
	slices.SortFunc(declared, func(x, y declaredException) int { return x.standing.Compare(&y.standing) })
	out := make([]Exception, len(declared))
	for i := range declared {
		d := &declared[i]
		out[i] = b.exception(d.Exception, &d.standing)
		if d.position < len(b.Unneeded) {
			out[i].Unneeded = slices.Clone(b.Unneeded[d.position])
		}
		out[i].Waives = waives[out[i].Address]
	}
	return out
}

// declaredException is an exception with its position in the model and how it stands.
type declaredException struct {
	*model.Exception
	position int
	standing policy.Standing
}

func (b *builder) exception(x *model.Exception, standing *policy.Standing) Exception {
	out := Exception{
		Address: x.Address.String(), Subject: x.Subject.Value.Address.String(), Match: slices.Clone(x.Match.Value),
		Matched:  written(x.Matched),
		Policies: slices.Clone(x.Policies.Value), Reason: x.Reason.Value, Compensating: slices.Clone(x.Compensating.Value),
		Ticket: x.Ticket.Value, RequestedBy: x.RequestedBy.Value, Renewals: x.Renewals,
		Granted: x.Granted.Value.Time, Expires: x.Expires.Value.Time, Revoked: x.Revoked.Value.Time,
		DaysLeft: standing.DaysLeft, State: standing.State, Place: placeOf(x.Range),
	}
	if x.Granted.Set {
		out.AgeDays = -x.Granted.Value.DaysAfter(b.Model.At)
	}
	if x.Renewed != nil {
		out.Renews = x.Renewed.Address.String()
	}
	for _, by := range x.RenewedBy {
		out.RenewedBy = append(out.RenewedBy, by.Address.String())
	}
	for _, plane := range standing.Missing {
		out.Missing = append(out.Missing, string(plane))
	}
	for _, u := range standing.Unapproved {
		out.Unapproved = append(out.Unapproved, u.Subject.String())
	}
	for _, c := range policy.Consents(b.Model, x) {
		approval := Approval{By: c.By, On: c.On, Void: c.Void}
		if c.Team != nil {
			approval.Team = c.Team.Address.String()
		}
		out.Approvals = append(out.Approvals, approval)
	}
	return out
}

func written(addresses []schema.Address) []string {
	out := make([]string, len(addresses))
	for i, a := range addresses {
		out[i] = a.String()
	}
	return out
}
