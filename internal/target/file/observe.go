package file

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/nhi-custody/custody/internal/target"
)

// maxSize is far more than a document of ours has.
const maxSize = 1 << 20

// Observe reads the wanted files. Other documents of the workspace can not be found: a disk has no list of them.
func (d *Driver) Observe(ctx context.Context, wanted []target.Ref) ([]target.Observation, error) {
	observations := make([]target.Observation, 0, len(wanted))
	for _, ref := range wanted {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		observations = append(observations, d.observe(ref))
	}
	return observations, nil
}

func (d *Driver) observe(ref target.Ref) target.Observation {
	o := target.Observation{Ref: ref}
	data, err := read(d.path(ref))
	switch {
	case errors.Is(err, errAbsent):
		o.Presence, o.Digest = target.Absent, target.AbsentDigest
		return o
	case err != nil:
		o.Err = err
		return o
	}
	c, err := decode(data)
	if err != nil && !errors.Is(err, errForeign) {
		o.Err = fmt.Errorf("read %s: %w", d.path(ref), err)
		return o
	}
	sum := sha256.Sum256(data)
	o.Digest = "sha256:" + hex.EncodeToString(sum[:])
	o.Settings = c.settings
	if err == nil && c.version == FormatVersion && c.marker == d.marker(ref) {
		o.Presence = target.Owned
	} else {
		o.Presence, o.Owner = target.Foreign, owner(c)
	}
	return o
}

func (d *Driver) marker(ref target.Ref) marker {
	return marker{Workspace: d.workspace, CLI: ref.Address.Outer().String(), Target: ref.Address.String()}
}

// owner puts the marker of a foreign document into words.
func owner(c content) string {
	switch {
	case c.version == "":
		return ""
	case c.version != FormatVersion:
		return fmt.Sprintf("a session policy document of format %s", c.version)
	}
	return fmt.Sprintf("workspace %q, target %s", c.marker.Workspace, c.marker.Target)
}

var errAbsent = errors.New("there is no file")

// read returns what a regular file holds, also through a symbolic link; errAbsent when there is nothing.
func read(path string) ([]byte, error) {
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, errAbsent
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("read %s: it is a symbolic link that leads nowhere: mend or remove it", path)
	case err != nil:
		return nil, fmt.Errorf("read session policy document: %w", err)
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("read %s: it is no regular file: choose another path", path)
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read session policy document: %w", err)
	}
	defer file.Close() //nolint:errcheck // it was only read
	data, err := io.ReadAll(io.LimitReader(file, maxSize+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("read session policy document: %w", err)
	case len(data) > maxSize:
		return nil, fmt.Errorf("read %s: it is larger than %d bytes, so it is no session policy document", path, maxSize)
	}
	return data, nil
}
