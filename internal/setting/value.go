// Package setting is the one currency of both sides of a diff: knobs, their values with four states, what a kind of
// target can do with them, and the changes between two sets. It knows no model, no driver and no plan.
package setting

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/nhi-custody/custody/schema"
)

// State is which of four meanings a value has. They are never confused with one another, nor with zero.
type State uint8

// The states.
const (
	Unmanaged State = iota // nobody declared it
	Inherit                // the target's own default
	Unlimited              // without end
	Given                  // the value itself
)

// Kind is the type of a given value.
type Kind uint8

// The kinds.
const (
	KindNone Kind = iota
	KindDuration
	KindText
	KindBool
	KindList  // a set: order means nothing
	KindMixed // observed only: the target holds several values where custody sees one knob
)

// Value is the value of one knob. The zero Value is Unmanaged. Make one with the constructors, compare with Equal.
type Value struct {
	State    State
	Kind     Kind
	Duration time.Duration
	Text     string
	Bool     bool
	List     []string // sorted, without duplicates
}

// Default returns the value that stands for the target's own default.
func Default() Value { return Value{State: Inherit} }

// Forever returns the value without end.
func Forever() Value { return Value{State: Unlimited} }

// Duration returns a length of time; targets count whole seconds unless their capability says otherwise.
func Duration(d time.Duration) Value { return Value{State: Given, Kind: KindDuration, Duration: d} }

// Text returns a word or a sentence.
func Text(s string) Value { return Value{State: Given, Kind: KindText, Text: s} }

// Bool returns a truth value.
func Bool(b bool) Value { return Value{State: Given, Kind: KindBool, Bool: b} }

// List returns a set of words.
func List(words ...string) Value {
	sorted := slices.Clone(words)
	slices.Sort(sorted)
	return Value{State: Given, Kind: KindList, List: slices.Compact(sorted)}
}

// Mixed returns the observation that a target holds several values, described in words, for one knob. It equals no
// declared value.
func Mixed(description string) Value { return Value{State: Given, Kind: KindMixed, Text: description} }

// Equal reports whether two values mean the same.
func (v Value) Equal(w Value) bool {
	return v.State == w.State && v.Kind == w.Kind && v.Duration == w.Duration &&
		v.Text == w.Text && v.Bool == w.Bool && slices.Equal(v.List, w.List)
}

// Managed reports whether the value was declared or observed at all.
func (v Value) Managed() bool { return v.State != Unmanaged }

// String returns the value as people read it in a plan: 15m, unlimited, inherit, [a, b], or "-" when unmanaged.
func (v Value) String() string {
	switch v.State {
	case Unmanaged:
		return "-"
	case Inherit:
		return "inherit"
	case Unlimited:
		return "unlimited"
	case Given:
	}
	switch v.Kind {
	case KindDuration:
		return schema.FormatDuration(v.Duration)
	case KindBool:
		return strconv.FormatBool(v.Bool)
	case KindList:
		return "[" + strings.Join(v.List, ", ") + "]"
	case KindText, KindMixed, KindNone:
	}
	return v.Text
}

// Parse reads a value of a kind from the words that String writes; false when they are no such words. A length of time may
// also be inherit, unlimited or unmanaged; of other kinds only given values are written.
func Parse(words string, kind Kind) (Value, bool) {
	v := Text(words)
	switch kind {
	case KindDuration:
		v = parseDuration(words)
	case KindBool:
		v = Bool(words == strconv.FormatBool(true))
	case KindList:
		v = List()
		if inner := strings.TrimSuffix(strings.TrimPrefix(words, "["), "]"); inner != "" {
			v = List(strings.Split(inner, ", ")...)
		}
	case KindText, KindMixed, KindNone:
	}
	return v, v.String() == words
}

func parseDuration(words string) Value {
	for _, v := range []Value{{}, Default(), Forever()} {
		if words == v.String() {
			return v
		}
	}
	if days, ok := strings.CutSuffix(words, "d"); ok {
		n, _ := strconv.ParseInt(days, 10, 32) // what is no number is not written so
		return Duration(time.Duration(n) * 24 * time.Hour)
	}
	d, _ := time.ParseDuration(words)
	return Duration(d)
}

// Setting is one named value on a target.
type Setting struct {
	Knob  Knob
	Value Value
}

// Set is the settings of one target, sorted by knob, each knob at most once.
type Set []Setting

// NewSet sorts the settings. Of two with one knob the later wins.
func NewSet(settings ...Setting) Set {
	set := slices.Clone(settings)
	slices.SortStableFunc(set, func(a, b Setting) int { return cmp.Compare(a.Knob, b.Knob) })
	out := set[:0]
	for _, s := range set {
		if n := len(out); n > 0 && out[n-1].Knob == s.Knob {
			out[n-1] = s
			continue
		}
		out = append(out, s)
	}
	return out
}

// Get returns the value of a knob; Unmanaged when the set has none.
func (s Set) Get(knob Knob) Value {
	i, found := slices.BinarySearchFunc(s, knob, func(s Setting, k Knob) int { return cmp.Compare(s.Knob, k) })
	if !found {
		return Value{}
	}
	return s[i].Value
}

// Equal reports whether both sets hold the same knobs with the same values.
func (s Set) Equal(t Set) bool {
	return slices.EqualFunc(s, t, func(a, b Setting) bool { return a.Knob == b.Knob && a.Value.Equal(b.Value) })
}
