package policy

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/nhi-custody/custody/internal/lang"
	"github.com/nhi-custody/custody/internal/model"
	"github.com/nhi-custody/custody/schema"
)

// State is how an exception stands, in one word.
type State string

// The states. Of several that hold, the first of this list counts.
const (
	Revoked    State = "revoked"    // taken back, whatever its end
	Superseded State = "superseded" // a renewal with all its approvals has taken its place
	Expired    State = "expired"    // its last day is over
	Requested  State = "requested"  // an approval is missing
	Approved   State = "approved"   // its first day is still to come
	Expiring   State = "expiring"   // in force, and near its end
	Active     State = "active"     // in force
)

// States lists the states, in the order in which they count.
func States() []State {
	return []State{Revoked, Superseded, Expired, Requested, Approved, Expiring, Active}
}

// byUrgency lists the states in the order in which somebody has to see to them.
func byUrgency() []State {
	return []State{Expired, Requested, Expiring, Active, Approved, Superseded, Revoked}
}

// Compare is the order of lists of exceptions: expired ones on top, then those that lack an approval, then those in force,
// then those that are still to come, and last those that nobody relies on any more; of one state, the next to end first.
func (s *Standing) Compare(other *Standing) int {
	order := byUrgency()
	return cmp.Or(
		cmp.Compare(slices.Index(order, s.State), slices.Index(order, other.State)),
		cmp.Compare(s.DaysLeft, other.DaysLeft),
		strings.Compare(s.Exception.String(), other.Exception.String()),
	)
}

// The policy whose parameter says how near the end of an exception is, and how near it is where no pack has the policy.
const (
	expiringPolicy    = "exception-expiring"
	expiringParameter = "within"
	expiringDefault   = 14 * 24 * time.Hour
)

// Standing is how one exception stands at the model's moment.
type Standing struct {
	Exception schema.Address
	State     State
	Planes    []schema.Plane // that its policies touch
	Missing   []schema.Plane // of those, the ones that are not approved for all that it covers
	// Unapproved are the subjects that it does not waive anything for, because somebody who answers for them has not
	// approved it; sorted.
	Unapproved []Unapproved
	// InForce tells that its days have begun and are not over, and that it is neither revoked nor superseded: it waives for
	// all that it covers and that is not unapproved.
	InForce    bool
	Superseded bool // whatever its state
	DaysLeft   int  // to its last day; negative when that is over
}

// Unapproved is a subject of an exception that not everybody who answers for it has approved.
type Unapproved struct {
	Subject schema.Address
	Missing []schema.Plane
}

// Standings tells how each exception of a model stands, in the model's order. Which approvals an exception needs depends
// on its policies: ask the rules of the whole workspace, not a narrowed set.
func (r *Rules) Standings(m *model.Model) []Standing {
	out := make([]Standing, len(m.Exceptions))
	at := make(map[*model.Exception]*Standing, len(m.Exceptions))
	for i, x := range m.Exceptions {
		out[i] = Standing{
			Exception: x.Address, Planes: r.planes(x.Policies.Value), DaysLeft: lastDay(x).DaysAfter(m.At),
		}
		out[i].Unapproved = unapproved(m, x, out[i].Planes)
		out[i].Missing = missing(out[i].Planes, out[i].Unapproved)
		at[x] = &out[i]
	}
	supersede(m, at)
	within := r.expiringWithin()
	for i, x := range m.Exceptions {
		out[i].settle(m, x, within)
	}
	return out
}

// missing lists the planes, of all that an exception touches, which some subject lacks.
func missing(planes []schema.Plane, subjects []Unapproved) []schema.Plane {
	return slices.DeleteFunc(slices.Clone(planes), func(plane schema.Plane) bool {
		return !slices.ContainsFunc(subjects, func(u Unapproved) bool { return slices.Contains(u.Missing, plane) })
	})
}

// supersede finds the exceptions whose place a renewal has taken: one with all its approvals that has begun, or will begin
// when the other is over already. It stays so when the renewal ends or is revoked: what was continued does not come back.
func supersede(m *model.Model, at map[*model.Exception]*Standing) {
	latest := slices.Clone(m.Exceptions)
	slices.SortStableFunc(latest, func(a, b *model.Exception) int { return cmp.Compare(b.Renewals, a.Renewals) })
	for _, x := range latest { // what renews comes before what it renews
		for _, by := range x.RenewedBy {
			if at[by].Superseded || len(by.Matched) > 0 && len(at[by].Unapproved) == 0 && takesPlace(m.At, by, x) {
				at[x].Superseded = true
			}
		}
	}
}

func takesPlace(at time.Time, renewal, old *model.Exception) bool {
	granted, revoked := renewal.Granted.Value, renewal.Revoked
	if !at.Before(granted.Time) {
		return !revoked.Set || revoked.Value.After(granted.Time)
	}
	return over(at, old) && !reached(at, revoked)
}

// ends is the first moment after an exception: after its last day, or the one from which it is revoked.
func ends(x *model.Exception) time.Time {
	if x.Revoked.Set && x.Revoked.Value.Before(x.Expires.Value.End()) {
		return x.Revoked.Value.Time
	}
	return x.Expires.Value.End()
}

func lastDay(x *model.Exception) schema.Date { return schema.Date{Time: ends(x).AddDate(0, 0, -1)} }

func over(at time.Time, x *model.Exception) bool { return !at.Before(x.Expires.Value.End()) }

func reached(at time.Time, day schema.Attr[schema.Date]) bool {
	return day.Set && !at.Before(day.Value.Time)
}

// settle finds the one word for how the exception stands.
func (s *Standing) settle(m *model.Model, x *model.Exception, within time.Duration) {
	begun := !m.At.Before(x.Granted.Value.Time)
	switch {
	case reached(m.At, x.Revoked):
		s.State = Revoked
	case s.Superseded:
		s.State = Superseded
	case over(m.At, x):
		s.State = Expired
	case len(s.Missing) > 0:
		s.State, s.InForce = Requested, begun
	case !begun:
		s.State = Approved
	case time.Duration(s.DaysLeft)*24*time.Hour <= within:
		s.State, s.InForce = Expiring, true
	default:
		s.State, s.InForce = Active, true
	}
}

// expiringWithin is how near the end of an exception is.
func (r *Rules) expiringWithin() time.Duration {
	if d, ok := r.Duration(expiringPolicy, expiringParameter); ok {
		return d
	}
	return expiringDefault
}

// Duration is the value in force of a policy's parameter; false where no pack has such a policy, or it has no such
// parameter of that type.
func (r *Rules) Duration(policy, parameter string) (time.Duration, bool) {
	words, found := r.Parameter(policy, parameter)
	if !found {
		return 0, false
	}
	d, err := lang.ParseDuration(words)
	return d, err == nil
}

// Parameter is the value in force of a policy's parameter, in words; false where no pack has such a policy, or it has no
// such parameter.
func (r *Rules) Parameter(policy, parameter string) (string, bool) {
	for _, rule := range r.known {
		if rule.Policy != policy {
			continue
		}
		for _, p := range rule.Parameters {
			if p.Name == parameter {
				return p.Value, true
			}
		}
	}
	return "", false
}
