// Package file reads and writes a CLI's session policy document: the JSON file from which a CLI learns what it must
// obey. It touches no file that does not carry the workspace's marker, and knows no other format.
package file

import (
	"context"
	"errors"
	"path/filepath"

	"github.com/nhi-custody/custody/internal/setting"
	"github.com/nhi-custody/custody/internal/target"
)

// Options says whose documents a driver writes, and where relative paths begin.
type Options struct {
	// Workspace is the name of the workspace, which goes into the marker of ownership.
	Workspace string
	// Root is the folder in which relative paths begin. Missing folders are made inside it, and nowhere else.
	Root string
}

// Driver reads and writes session policy documents. It is safe for use by several goroutines.
type Driver struct {
	workspace string
	root      string
	shape     shape
}

var _ target.Driver = (*Driver)(nil)

// New returns a driver. It reads nothing yet.
func New(options Options) (*Driver, error) {
	if options.Workspace == "" {
		return nil, errors.New("file: the workspace has no name: give it one, so that its documents can be marked")
	}
	if options.Root == "" {
		return nil, errors.New("file: no folder for relative paths")
	}
	return &Driver{workspace: options.Workspace, root: options.Root, shape: newShape()}, nil
}

// Capabilities says that a document holds whatever the language can declare. Whether the CLI obeys is not known here.
func (d *Driver) Capabilities(context.Context) (setting.Capabilities, error) {
	const evidence = "custody, session policy document " + FormatVersion + ": docs/schemas/session-policy-" + FormatVersion + ".schema.json"
	all := setting.Capability{Knob: "*", Support: setting.Writable, Scope: setting.ScopeClient, Retroactive: true, Evidence: evidence}
	sessions := all
	sessions.Knob, sessions.Unlimited, sessions.Inherit = "sessions.*", true, true
	return setting.Capabilities{all, sessions}, nil
}

// path is where a target's document lies.
func (d *Driver) path(ref target.Ref) string {
	if filepath.IsAbs(ref.ID) {
		return filepath.Clean(ref.ID)
	}
	return filepath.Join(d.root, filepath.FromSlash(ref.ID))
}
