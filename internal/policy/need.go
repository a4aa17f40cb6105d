package policy

import (
	"slices"

	"github.com/nhi-custody/custody/internal/finding"
	"github.com/nhi-custody/custody/internal/model"
	"github.com/nhi-custody/custody/schema"
)

// Unneeded lists, for each exception in the model's order, those of its policies which it is no longer needed for: of all
// that it covers nothing fails by them, nothing is unknown and nothing is waived by it. The findings are those of the
// rules of the whole workspace. Policies on changes are left out: whether a change needs an exception is known when it
// is made.
func (r *Rules) Unneeded(m *model.Model, findings []finding.Finding) [][]string {
	n := newNeeds(m)
	for i := range findings {
		n.count(&findings[i])
	}
	return n.unneeded(r.namesOf(changeSubject))
}

// needs is what the exceptions of a model are needed for.
type needs struct {
	model   *model.Model
	named   map[string]bool // policies that exceptions name
	wanting map[waived]bool // policies for what exceptions cover: whether something there is wanting
	used    map[waived]bool // policies for exceptions themselves: those that they waive
}

func newNeeds(m *model.Model) *needs {
	n := &needs{model: m, named: map[string]bool{}, wanting: map[waived]bool{}, used: map[waived]bool{}}
	for _, x := range m.Exceptions {
		for _, policy := range x.Policies.Value {
			n.named[policy] = true
			for _, subject := range x.Matched {
				n.wanting[waived{policy, subject}] = false
			}
		}
	}
	return n
}

// count takes a finding into account.
func (n *needs) count(f *finding.Finding) {
	if !n.named[f.Rule.Policy] || f.Subject.Address.Kind == schema.KindException {
		return
	}
	if f.Waiver != nil {
		n.used[waived{f.Rule.Policy, f.Waiver.Exception}] = true
	}
	if !f.Wanting() {
		return
	}
	for _, outer := range around(f.Subject.Address) {
		if _, covered := n.wanting[waived{f.Rule.Policy, outer}]; covered {
			n.wanting[waived{f.Rule.Policy, outer}] = true
		}
	}
}

// unneeded lists the policies that exceptions are not needed for, but for those that are always left out.
func (n *needs) unneeded(always []string) [][]string {
	out := make([][]string, len(n.model.Exceptions))
	for i, x := range n.model.Exceptions {
		for _, policy := range x.Policies.Value {
			if !n.needed(x, policy) && !slices.Contains(always, policy) && !slices.Contains(out[i], policy) {
				out[i] = append(out[i], policy)
			}
		}
	}
	return out
}

func (n *needs) needed(x *model.Exception, policy string) bool {
	return n.used[waived{policy, x.Address}] ||
		slices.ContainsFunc(x.Matched, func(a schema.Address) bool { return n.wanting[waived{policy, a}] })
}

// namesOf lists the policies that judge a kind of subject.
func (r *Rules) namesOf(subject string) []string {
	var names []string
	for _, rule := range r.known {
		if rule.Subject == subject {
			names = append(names, rule.Policy)
		}
	}
	return names
}

// unasked lists the rules that do not judge and that exceptions name: whether an exception is still needed does not depend
// on which policies were asked for.
func (r *Rules) unasked(m *model.Model) []*rule {
	named := map[string]bool{}
	for _, x := range m.Exceptions {
		for _, policy := range x.Policies.Value {
			named[policy] = true
		}
	}
	var out []*rule
	for _, rule := range r.known {
		judged := rule.Subject != exceptionSubject && rule.Subject != changeSubject
		if judged && named[rule.Policy] && !slices.Contains(r.rules, rule) {
			out = append(out, rule)
		}
	}
	return out
}
