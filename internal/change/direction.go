package change

import (
	"cmp"
	"net/netip"
	"slices"
	"strings"

	"github.com/nhi-custody/custody/internal/setting"
	"github.com/nhi-custody/custody/schema"
)

// Direction tells what a difference does to the risk, by its attribute and its two values alone. What is not declared is
// as weak as the weakest that could be: silence protects nothing. The attributes of a block that is created or deleted
// have no direction of their own, its existence has.
func Direction(d *setting.Difference) setting.Direction {
	whole := d.Action != setting.BlockUpdate && d.Attribute != Existence
	if whole && d.Subject.Kind != schema.KindPolicy { // without an override the policy's own values hold
		return setting.Neutral
	}
	rule := ruleOf(d.Subject.Target(), d.Attribute)
	if rule == nil || d.Before.Equal(d.After) {
		return setting.Neutral
	}
	return rule(d.Before, d.After)
}

// rule is the direction of one attribute as a function of two different values.
type rule func(before, after setting.Value) setting.Direction

// toward makes a direction of how weak the later value is, compared with the earlier one.
func toward(weaker int) setting.Direction {
	switch {
	case weaker > 0:
		return setting.Widens
	case weaker < 0:
		return setting.Narrows
	}
	return setting.Neutral
}

// neutral is for attributes whose values can not tell: names, references, days.
func neutral(_, _ setting.Value) setting.Direction { return setting.Neutral }

// limit is for lengths of time: the longer the wider, and none at all is wider than any.
func limit(before, after setting.Value) setting.Direction {
	extent := func(v setting.Value) int {
		switch {
		case v.State == setting.Unlimited:
			return 2
		case v.State == setting.Given && v.Kind == setting.KindDuration:
			return 0
		}
		return 1
	}
	return toward(cmp.Or(cmp.Compare(extent(after), extent(before)), cmp.Compare(after.Duration, before.Duration)))
}

// strongest is for words that have an order. Words of one rank stand together with "|" between them.
func strongest(ranks ...string) rule {
	rank := func(v setting.Value) int {
		for i, words := range ranks {
			if v.State == setting.Given && v.Kind == setting.KindText && slices.Contains(strings.Split(words, "|"), v.Text) {
				return i
			}
		}
		return len(ranks) - 1
	}
	return func(before, after setting.Value) setting.Direction {
		return toward(cmp.Compare(rank(after), rank(before)))
	}
}

// protects is for a switch that protects when it is on.
func protects(before, after setting.Value) setting.Direction {
	return toward(cmp.Compare(truth(before.Equal(setting.Bool(true))), truth(after.Equal(setting.Bool(true)))))
}

// exposes is for a switch that protects when it is off.
func exposes(before, after setting.Value) setting.Direction {
	return toward(cmp.Compare(truth(before.Equal(setting.Bool(false))), truth(after.Equal(setting.Bool(false)))))
}

func truth(b bool) int { //nolint:revive // it becomes a number, and steers nothing
	if b {
		return 1
	}
	return 0
}

// present is for a path or a place that has to be there, whatever it is.
func present(before, after setting.Value) setting.Direction {
	there := func(v setting.Value) int { return truth(v.State == setting.Given && v.Text != "") }
	return toward(cmp.Compare(there(before), there(after)))
}

// allows is for a list of what is permitted: a member more widens, and no list at all permits everything. With members
// both added and removed it widens, for nothing says that the new ones weigh less.
func allows(before, after setting.Value) setting.Direction {
	if b, a := isList(before), isList(after); !a || !b {
		return toward(cmp.Compare(truth(b), truth(a)))
	}
	return members(before, after)
}

// covers is for a list of what something extends to: a member more widens, and no list at all is an empty one.
func covers(before, after setting.Value) setting.Direction { return members(before, after) }

func members(before, after setting.Value) setting.Direction {
	d := setting.Difference{Before: before, After: after}
	switch {
	case len(d.Added()) > 0:
		return setting.Widens
	case len(d.Removed()) > 0:
		return setting.Narrows
	}
	return setting.Neutral
}

// guards is for a list of protections: a member less widens, and no list at all is an empty one.
func guards(before, after setting.Value) setting.Direction {
	d := setting.Difference{Before: before, After: after}
	switch {
	case len(d.Removed()) > 0:
		return setting.Widens
	case len(d.Added()) > 0:
		return setting.Narrows
	}
	return setting.Neutral
}

func isList(v setting.Value) bool { return v.State == setting.Given && v.Kind == setting.KindList }

// networks is for a list of permitted networks: what counts is the addresses in them. No list at all permits every one.
func networks(before, after setting.Value) setting.Direction {
	earlier, readable := prefixes(before)
	later, too := prefixes(after)
	if !readable || !too {
		return allows(before, after)
	}
	switch {
	case !within(later, earlier):
		return setting.Widens
	case !within(earlier, later):
		return setting.Narrows
	}
	return setting.Neutral
}

func prefixes(v setting.Value) ([]netip.Prefix, bool) {
	list := make([]netip.Prefix, 0, len(v.List))
	for _, text := range v.List {
		p, err := netip.ParsePrefix(text)
		if err != nil {
			return nil, false
		}
		list = append(list, p.Masked())
	}
	return list, isList(v)
}

// within reports whether each network lies inside one of the others.
func within(inner, outer []netip.Prefix) bool {
	for _, p := range inner {
		if !slices.ContainsFunc(outer, func(o netip.Prefix) bool { return o.Bits() <= p.Bits() && o.Contains(p.Addr()) }) {
			return false
		}
	}
	return true
}

// until is for a last day: the later the wider, and none is never.
func until(before, after setting.Value) setting.Direction {
	if b, a := before.Managed(), after.Managed(); !a || !b {
		return toward(cmp.Compare(truth(b), truth(a)))
	}
	return toward(strings.Compare(after.Text, before.Text))
}

// since is for a first day: the earlier the wider, and none is always.
func since(before, after setting.Value) setting.Direction {
	if b, a := before.Managed(), after.Managed(); !a || !b {
		return toward(cmp.Compare(truth(b), truth(a)))
	}
	return toward(strings.Compare(before.Text, after.Text))
}

// inside is for a reference to what is covered: a block around the earlier one widens, one within it narrows, and any
// other is something new.
func inside(before, after setting.Value) setting.Direction {
	if b, a := before.Managed(), after.Managed(); !a || !b {
		return toward(cmp.Compare(truth(a), truth(b)))
	}
	earlier, err := schema.ParseAddress(before.Text)
	later, err2 := schema.ParseAddress(after.Text)
	if err == nil && err2 == nil && earlier.Contains(later) {
		return setting.Narrows
	}
	return setting.Widens
}
