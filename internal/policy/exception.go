package policy

import (
	"slices"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/internal/diag"
	"github.com/nhi-custody/custody/internal/finding"
	"github.com/nhi-custody/custody/internal/model"
	"github.com/nhi-custody/custody/schema"
)

// standing is how an exception stands at the model's moment.
type standing struct {
	planes  []schema.Plane // that its policies touch
	missing []schema.Plane // of those, the ones without an approval
	expired bool
	early   bool // granted later than the moment
}

// valid reports whether the exception waives anything at all.
func (s standing) valid() bool { return len(s.missing) == 0 && !s.expired && !s.early }

// standing works out how an exception stands: approved by every plane that its policies touch, each by somebody else.
func (r *Rules) standing(m *model.Model, x *model.Exception) standing {
	s := standing{
		planes:  r.planes(x.Policies.Value),
		expired: !m.At.Before(x.Expires.Value.End()),
		early:   m.At.Before(x.Granted.Value.Time),
	}
	candidates := make([][]string, len(s.planes))
	for i, plane := range s.planes {
		candidates[i] = approvers(m, x, plane)
	}
	s.missing = unmatched(s.planes, candidates)
	return s
}

// Standing is how one exception stands at the model's moment, for those who report it.
type Standing struct {
	Exception schema.Address
	Missing   []schema.Plane // planes that its policies touch and that nobody accountable approved
	Expired   bool           // its last day is over
	Early     bool           // its first day is still to come
}

// Standings tells how each exception of a model stands, in the model's order. Which approvals an exception needs depends
// on its policies: ask the rules of the whole workspace, not a narrowed set.
func (r *Rules) Standings(m *model.Model) []Standing {
	out := make([]Standing, len(m.Exceptions))
	for i, x := range m.Exceptions {
		s := r.standing(m, x)
		out[i] = Standing{Exception: x.Address, Missing: s.missing, Expired: s.expired, Early: s.early}
	}
	return out
}

// approvers lists the people whose approval counts for a plane: given for an accountable team, before the exception
// ends and not later than the moment.
func approvers(m *model.Model, x *model.Exception, plane schema.Plane) []string {
	accountable := m.Accountable(x.SubjectAddress, plane)
	var people []string
	for _, a := range x.Approvals {
		late := a.On.IsZero() || a.On.After(m.At) || !a.On.Before(x.Expires.Value.End())
		if late || a.By == "" || a.Team == nil || !slices.Contains(accountable, a.Team) {
			continue
		}
		people = append(people, a.By)
	}
	return people
}

// unmatched gives each plane a person of its own, as far as that goes, and returns the planes left without. A person whom
// the next plane could not use is taken first; with two planes, which is all there are, that is the best choice.
func unmatched(planes []schema.Plane, candidates [][]string) []schema.Plane {
	var taken []string
	var missing []schema.Plane
	for i, plane := range planes {
		free := slices.DeleteFunc(slices.Clone(candidates[i]), func(p string) bool { return slices.Contains(taken, p) })
		spare := slices.IndexFunc(free, func(p string) bool {
			return i+1 == len(planes) || !slices.Contains(candidates[i+1], p)
		})
		if len(free) == 0 {
			missing = append(missing, plane)
			continue
		}
		taken = append(taken, free[max(spare, 0)])
	}
	return missing
}

// waivers are what the valid exceptions of a model waive. Of several for the same it keeps the one that lasts longest.
type waivers map[waived]*finding.Waiver

// waived is one policy for one subject and all inside it.
type waived struct {
	policy  string
	subject schema.Address
}

func (r *Rules) waivers(m *model.Model) waivers {
	w := waivers{}
	for _, x := range m.Exceptions {
		if !r.standing(m, x).valid() {
			continue
		}
		shared := &finding.Waiver{Exception: x.Address, Expires: x.Expires.Value.End()}
		for _, policy := range x.Policies.Value {
			key := waived{policy, x.SubjectAddress}
			w[key] = longer(w[key], shared)
		}
	}
	return w
}

// of returns the waiver of a policy for a subject; of several the one that lasts longest. Policies on exceptions can not
// be waived.
func (w waivers) of(policy string, subject schema.Address) *finding.Waiver {
	if subject.Kind == schema.KindException {
		return nil
	}
	var best *finding.Waiver
	for _, outer := range around(subject) {
		best = longer(best, w[waived{policy, outer}])
	}
	return best
}

// longer is the waiver that lasts longer, the first of two that last equally long. Either may be nil.
func longer(a, b *finding.Waiver) *finding.Waiver {
	if a == nil || b != nil && b.Expires.After(a.Expires) {
		return b
	}
	return a
}

// around lists every address that contains a, a itself included, the widest first.
func around(a schema.Address) []schema.Address {
	block := schema.NewAddress(a.Kind, a.Name)
	list := []schema.Address{{Kind: schema.KindWorkspace}, block}
	if a.Keyed {
		list = append(list, block.Instance(a.Key))
	}
	if a.Child != "" {
		list = append(list, block.Inner(a.Child, a.ChildName))
		if a.Keyed {
			list = append(list, a)
		}
	}
	return list
}

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
