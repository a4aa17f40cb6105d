package setting

import (
	"strings"
	"time"
)

// Support says what a kind of target can do with a knob.
type Support uint8

// The kinds of support.
const (
	Unsupported Support = iota
	Fixed               // the vendor's constant, in Capability.Fixed
	ReadOnly            // observable, not writable
	Writable
)

// Scope is where a value lives, by ascending blast radius.
type Scope uint8

// The scopes.
const (
	ScopeToken Scope = iota
	ScopeClient
	ScopeAudience
	ScopePolicy
	ScopeRealm
	ScopeTenant
	ScopeServerFile
	ScopeConsole
)

// Anchor is the moment from which a duration is measured.
type Anchor uint8

// The anchors.
const (
	AnchorNone Anchor = iota
	FromIssue
	FromLastUse        // sliding
	FromAuthentication // absolute
)

// Capability is what one kind of target can do with one knob, as data.
type Capability struct {
	Knob    Knob // a knob, or a prefix ending in ".*"
	Support Support
	Scope   Scope
	Anchor  Anchor

	// Min, Max and Step bound a duration as the target accepts it; zero means no bound, and a second for Step.
	// Rounding goes to the stricter side; below Min the value can not be enforced there, and is never raised.
	Min, Max, Step time.Duration
	// Unlimited and Inherit tell whether those two states can be written.
	Unlimited, Inherit bool
	// Words are the only words or list members that can be written; empty when any.
	Words []string

	Fixed    Value
	CappedBy []Knob
	Slack    time.Duration
	// Retroactive tells that a change reaches sessions that exist already.
	Retroactive bool
	Needs       []string // version, license, permission
	// Instead says what the target does in place of a value it can not enforce, as a clause that follows "the issuer".
	Instead  string
	Evidence string // the source of the fact
}

// Capabilities are those of one kind of target, each knob once.
type Capabilities []Capability

// Of returns the capability for a knob: its own, that of the longest matching prefix, or Unsupported.
func (c Capabilities) Of(knob Knob) Capability {
	best := Capability{Knob: knob}
	length := -1
	for _, candidate := range c {
		if candidate.Knob == knob {
			return candidate
		}
		prefix, ok := strings.CutSuffix(string(candidate.Knob), "*")
		if ok && strings.HasPrefix(string(knob), prefix) && len(prefix) > length {
			best, length = candidate, len(prefix)
		}
	}
	return best
}
