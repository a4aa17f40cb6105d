package policy

import (
	"slices"

	"github.com/nhi-custody/custody/internal/lang"
)

// Coverage records which conditions of a policy came out true and which false.
type Coverage struct {
	parts []*lang.Coverage // of when, require and message, as far as there are any
}

// Cover returns rules of which one policy judges, as it does among these, and is recorded.
func (r *Rules) Cover(policy string) (*Rules, *Coverage) {
	covered, c := *r, &Coverage{}
	covered.rules, covered.known = nil, slices.Clone(r.known)
	for i, plain := range r.known {
		if plain.Policy != policy || !slices.Contains(r.rules, plain) {
			continue
		}
		recorded := *plain
		recorded.when = c.add(plain.when, (*lang.Expression).CoverCondition)
		recorded.require = c.add(plain.require, (*lang.Expression).CoverCondition)
		recorded.message = c.add(plain.message, (*lang.Expression).Cover)
		covered.known[i] = &recorded
		covered.rules = append(covered.rules, &recorded)
	}
	return &covered, c
}

func (c *Coverage) add(e *lang.Expression, cover func(*lang.Expression) (*lang.Expression, *lang.Coverage)) *lang.Expression {
	if e == nil {
		return nil
	}
	covered, seen := cover(e)
	c.parts = append(c.parts, seen)
	return covered
}

// Conditions lists what was seen so far: of the conditions of when, then of require, then of message.
func (c *Coverage) Conditions() []lang.Condition {
	var all []lang.Condition
	for _, seen := range c.parts {
		all = append(all, seen.Conditions()...)
	}
	return all
}
