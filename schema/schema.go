// Package schema is the vocabulary of custody's language: what each block may say, the documentation of every
// attribute and the control plane that answers for it. It holds data and declaration types only: internal/config fills
// them from files, internal/model gives them meaning. It is the one package that other programs may import.
//
// Every field of a declaration carries struct tags, read by [Describe]:
//
//	hcl      the attribute's or block's name; ",block" for at most one nested block, ",blocks" for any number,
//	         ",group" for a struct whose fields are read as if they stood in its place
//	doc      one sentence for the reference, for explain and for JSON Schema
//	plane    application, identity or shared: the team that answers for the attribute
//	words    the closed set of words that the attribute takes
//	ref      the kind of block that a reference must name; "cli|session" for either
//	enforce  identity plane only: "knob" or "knob:NAME" for a setting that an issuer may carry, "cli" for a duty
//	         of the CLI, "declared" for a statement that policies judge and nothing enforces
package schema

import (
	"time"

	"github.com/hashicorp/hcl/v2"
)

// Attr is one declared attribute: its value, and where it was written.
type Attr[T any] struct {
	Value T
	// Set is false when the attribute is absent or null, which mean the same: not managed.
	Set bool
	// Origin is the address of the block that supplied the value when that is not the block holding the attribute:
	// a profile, or the CLI for a session's storage. It is empty for a value written in place.
	Origin string
	// Range is where the value was written.
	Range hcl.Range
}

// Lifetime is a duration that may also be the issuer's own or without end. Its zero value is not managed; no state is
// ever confused with zero seconds.
type Lifetime struct {
	State    LifetimeState
	Duration time.Duration
}

// LifetimeState tells which of its four meanings a [Lifetime] has.
type LifetimeState uint8

// The states of a lifetime.
const (
	LifetimeUnset     LifetimeState = iota // not managed
	LifetimeInherit                        // the issuer's default
	LifetimeUnlimited                      // without end
	LifetimeLimited                        // Duration holds it
)

// String returns the word that policies see as NAME_state.
func (s LifetimeState) String() string {
	switch s {
	case LifetimeUnset:
		return "unset"
	case LifetimeInherit:
		return "inherit"
	case LifetimeUnlimited:
		return "unlimited"
	case LifetimeLimited:
		return "set"
	}
	return "unknown"
}

// Date is a day in UTC.
type Date struct {
	time.Time // midnight at the day's beginning, UTC
}

// String returns the day as YYYY-MM-DD.
func (d Date) String() string { return d.Format(time.DateOnly) }

// End returns the first moment after the day.
func (d Date) End() time.Time { return d.AddDate(0, 0, 1) }

// DaysAfter counts the days from the day of a moment, in UTC, to d; negative when d is over.
func (d Date) DaysAfter(moment time.Time) int {
	const day = 24 * time.Hour
	return int(d.Truncate(day).Sub(moment.UTC().Truncate(day)) / day)
}

// Block is the part that every declared block has.
type Block struct {
	Address Address
	// Range is the block's header.
	Range hcl.Range
}

// Plane is a control plane: the side that answers for an attribute.
type Plane string

// The planes. Governance is no plane of an attribute: it is what a team answers for when nobody else does.
const (
	PlaneApplication Plane = "application"
	PlaneIdentity    Plane = "identity"
	PlaneShared      Plane = "shared"
	PlaneGovernance  Plane = "governance"
)

// Level is how much a failed policy weighs.
type Level string

// The levels, heaviest first.
const (
	LevelMandatory Level = "mandatory"
	LevelWarning   Level = "warning"
	LevelAdvisory  Level = "advisory"
)

// Declarations is everything that a workspace declares, each slice in the order of files and lines.
type Declarations struct {
	Workspace  Workspace
	Teams      []*Team
	Issuers    []*Issuer
	Profiles   []*Profile
	CLIs       []*CLI
	Exceptions []*Exception
	Overrides  []*Override
}
