package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/nhi-custody/custody/internal/model"
	"github.com/nhi-custody/custody/internal/policy"
	"github.com/nhi-custody/custody/schema"
)

// exceptions lists the exceptions: expired ones on top, then those that waive nothing for another reason, then those in
// force, the next to expire first.
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
	out := make([]Exception, len(b.Model.Exceptions))
	for i, x := range b.Model.Exceptions {
		standing, known := standings[x.Address]
		out[i] = b.exception(x, standing)
		if !known {
			out[i].Standing = Unapproved
		}
		out[i].Waives = waives[out[i].Address]
	}
	slices.SortStableFunc(out, func(x, y Exception) int {
		return cmp.Or(
			cmp.Compare(slices.Index(standingOrder(), x.Standing), slices.Index(standingOrder(), y.Standing)),
			cmp.Compare(x.DaysLeft, y.DaysLeft),
			strings.Compare(x.Address, y.Address),
		)
	})
	return out
}

func standingOrder() []Standing { return []Standing{Expired, Unapproved, NotInForce, InForce} }

func (b *builder) exception(x *model.Exception, standing policy.Standing) Exception {
	out := Exception{
		Address: x.Address.String(), Subject: x.SubjectAddress.String(),
		Policies: slices.Clone(x.Policies.Value), Reason: x.Reason.Value, Compensating: slices.Clone(x.Compensating.Value),
		Ticket: x.Ticket.Value, Granted: x.Granted.Value.Time, Expires: x.Expires.Value.Time,
		DaysLeft: x.Expires.Value.DaysAfter(b.Model.At),
		Place:    placeOf(x.Range),
	}
	if x.Granted.Set {
		out.AgeDays = -x.Granted.Value.DaysAfter(b.Model.At)
	}
	for _, plane := range standing.Missing {
		out.Missing = append(out.Missing, string(plane))
	}
	for _, a := range x.Approvals {
		approval := Approval{By: a.By, On: a.On}
		if a.Team != nil {
			approval.Team = a.Team.Address.String()
		}
		out.Approvals = append(out.Approvals, approval)
	}
	switch {
	case standing.Expired:
		out.Standing = Expired
	case len(standing.Missing) > 0:
		out.Standing = Unapproved
	case standing.Early:
		out.Standing = NotInForce
	default:
		out.Standing = InForce
	}
	return out
}
