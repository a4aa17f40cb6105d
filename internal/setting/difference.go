package setting

import (
	"slices"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/schema"
)

// Difference is one attribute of one block that is not what it was: between two workspaces, or between what a target
// holds and what it shall hold. A [Change] is what a plan does about a setting; a difference is what that means for the
// block that declares it.
type Difference struct {
	Subject   schema.Address
	Attribute string // with the names of the blocks around it, as in storage.model
	Plane     schema.Plane
	Before    Value
	After     Value
	Direction Direction
	Action    BlockAction
	// Range is where the attribute is declared, or its block where it is no more; of a block that is gone it is the place
	// where it was.
	Range hcl.Range
}

// Direction tells what a difference does to the risk.
type Direction string

// The directions.
const (
	Widens  Direction = "widens"  // more is allowed, for longer, or less protects it
	Narrows Direction = "narrows" // the opposite
	Neutral Direction = "neutral" // neither, as far as the values can tell
)

// BlockAction tells what becomes of the block as a whole.
type BlockAction string

// The actions.
const (
	BlockCreate BlockAction = "create"
	BlockUpdate BlockAction = "update"
	BlockDelete BlockAction = "delete"
)

// Added lists the members that a list has after a difference and did not have before; none where it is no list.
func (d *Difference) Added() []string { return without(d.After.List, d.Before.List) }

// Removed lists the members that a list had before a difference and has no more.
func (d *Difference) Removed() []string { return without(d.Before.List, d.After.List) }

// without lists the words of one sorted list that another sorted list lacks.
func without(words, others []string) []string {
	var out []string
	for _, w := range words {
		if _, found := slices.BinarySearch(others, w); !found {
			out = append(out, w)
		}
	}
	return out
}
