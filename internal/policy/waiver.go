package policy

import (
	"github.com/nhi-custody/custody/internal/finding"
	"github.com/nhi-custody/custody/internal/model"
	"github.com/nhi-custody/custody/schema"
)

// waivers are what the valid exceptions of a model waive. Of several for the same it keeps the one that lasts longest.
type waivers map[waived]*finding.Waiver

// waived is one policy for one subject and all inside it.
type waived struct {
	policy  string
	subject schema.Address
}

func newWaivers(m *model.Model, standings []Standing) waivers {
	w := waivers{}
	for i, x := range m.Exceptions {
		if !standings[i].InForce {
			continue
		}
		shared := &finding.Waiver{Exception: x.Address, Expires: ends(x)}
		lacking := make(map[schema.Address]bool, len(standings[i].Unapproved))
		for _, u := range standings[i].Unapproved {
			lacking[u.Subject] = true
		}
		for _, subject := range x.Matched {
			if lacking[subject] {
				continue
			}
			for _, policy := range x.Policies.Value {
				key := waived{policy, subject}
				w[key] = longer(w[key], shared)
			}
		}
	}
	return w
}

// of returns the waiver of a policy for a subject; of several the one that lasts longest. Policies on exceptions can not
// be waived.
func (w waivers) of(policy string, subject schema.Address) *finding.Waiver {
	if subject.Kind == schema.KindException || len(w) == 0 {
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
