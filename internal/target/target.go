// Package target is the contract of a driver: one kind of thing whose settings custody can read and write. It knows no
// plan and no model; what a driver can do is data, in setting.Capabilities.
package target

import (
	"context"
	"errors"
	"fmt"

	"github.com/nhi-custody/custody/internal/setting"
	"github.com/nhi-custody/custody/schema"
)

// Ref names one target.
type Ref struct {
	// Address is the target's own: issuer.corp.client["payctl"] or cli.payctl.deliver.file.
	Address schema.Address
	// ID is the name of the object at the target's system: a client_id, a file path.
	ID string
}

// Presence says what a driver found. Absent is not empty, and neither is unreadable.
type Presence uint8

// The presences.
const (
	Unreadable Presence = iota // Observation.Err says why
	Absent
	Owned   // carries this workspace's marker
	Foreign // exists, and carries none or another workspace's marker
)

// Observation is what one target is really set to.
type Observation struct {
	Ref      Ref
	Presence Presence
	Settings setting.Set
	// Digest covers all that the driver read and that custody could overwrite, so that a change by somebody else
	// between plan and apply shows. Empty when unreadable; "absent" when absent.
	Digest string
	// Owner is the marker found on a foreign target, in words; empty when it carries none.
	Owner string
	Err   error
}

// AbsentDigest is the digest of a target that does not exist.
const AbsentDigest = "absent"

// Write is one change to carry out.
type Write struct {
	Ref Ref
	// Delete removes the target; otherwise it is created or changed to hold Settings.
	Delete bool
	// Settings are the writable settings as they shall be. A knob that is absent here is left as it is; Inherit
	// unsets it.
	Settings setting.Set
	// Digest is the observed digest that the plan was made from. The driver re-reads, and refuses with [ErrStale]
	// when the target has moved.
	Digest string
	// Secret resolves the client secret, for a create alone; nil when none is declared. The value must not be kept.
	Secret func() (string, error)
}

// Driver reads and writes one kind of target at one system: the clients of one issuer, or files.
//
// Observe must send nothing that changes anything; the transport that planning hands a driver refuses it anyway.
type Driver interface {
	// Capabilities says what this system can do, by its version where that matters.
	Capabilities(ctx context.Context) (setting.Capabilities, error)
	// Observe reads the wanted targets and any others that carry this workspace's marker, in as few requests as the
	// system allows. It returns one observation for each wanted target, in that order, then the others, sorted by ID.
	// A target that can not be read is an Unreadable observation; an error means that nothing could be read.
	Observe(ctx context.Context, wanted []Ref) ([]Observation, error)
	// Apply re-reads the target, refuses when it has moved or is not ours, writes, reads back and returns what is
	// there now. When the read-back itself fails, the error is an [*UnconfirmedError].
	Apply(ctx context.Context, w Write) (Observation, error)
}

// Errors that apply tells apart.
var (
	ErrStale   = errors.New("the target has changed since it was planned")
	ErrForeign = errors.New("the target is not under this workspace's custody")
)

// UnconfirmedError says that a write was sent and its effect is not known.
type UnconfirmedError struct{ Err error }

// Error says what is not known, and why.
func (e *UnconfirmedError) Error() string {
	return fmt.Sprintf("the write was sent but could not be confirmed: %v", e.Err)
}

// Unwrap returns the cause.
func (e *UnconfirmedError) Unwrap() error { return e.Err }
