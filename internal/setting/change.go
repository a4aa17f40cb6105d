package setting

import (
	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/schema"
)

// Action is what a plan does about one planned setting.
type Action string

// The actions.
const (
	ActionNone    Action = "none"    // in place already, or nothing can be done there
	ActionWrite   Action = "write"   // will be written
	ActionHeld    Action = "held"    // waits for a release, an approval or a mended policy
	ActionBlocked Action = "blocked" // depends on something that failed
)

// Enforcement is how well the target can hold a declared value. Each declared knob gets exactly one.
type Enforcement string

// The enforcements.
const (
	Exact        Enforcement = "exact"
	Rounded      Enforcement = "rounded"       // to the stricter step of the target
	Capped       Enforcement = "capped"        // a wider limit at the target is lower
	FixedValue   Enforcement = "fixed"         // the vendor's constant is at least as strict
	Shared       Enforcement = "shared"        // the knob is wider than one client, and not declared there
	ByCLI        Enforcement = "cli"           // the target can not: the CLI must, by its policy document
	ObservedOnly Enforcement = "observed_only" // readable, not writable
	Unknown      Enforcement = "unknown"       // unreadable, never counted as satisfied
)

// Change is one planned setting of a target: every declared knob, and those to be unset.
type Change struct {
	Knob   Knob
	Before Value
	After  Value
	// Effective is what will really hold, where that is not After: rounded, capped or fixed.
	Effective   Value
	Action      Action
	Enforcement Enforcement
	// Note explains an enforcement that is not exact, in a clause.
	Note string

	Plane    schema.Plane
	Teams    []string       // addresses of the accountable teams
	Controls []string       // labels of the controls served, for people
	Address  schema.Address // the block that declared it
	Range    hcl.Range      // the line that declared it
	Origin   string         // the profile or CLI it came from, when not the block itself
}

// Declared is one setting as declared for a target, with who answers for it and where it was written. A [Set] is made
// from it for the diff.
type Declared struct {
	Setting
	Plane    schema.Plane
	Teams    []string
	Controls []string
	Address  schema.Address
	Range    hcl.Range
	Origin   string
}

// Target returns the value that the target shall hold: the effective one where that differs from the declared.
func (c *Change) Target() Value {
	if c.Effective.Managed() {
		return c.Effective
	}
	return c.After
}
