package file

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/nhi-custody/custody/internal/atomicfile"
	"github.com/nhi-custody/custody/internal/setting"
	"github.com/nhi-custody/custody/internal/target"
)

// newMode is that of a new document: it holds no secret, and the CLI may run as any user.
const newMode = 0o644

// Apply reads the file again, refuses when it is not what the plan saw or not ours, writes all of it or nothing, and
// reads it back.
func (d *Driver) Apply(ctx context.Context, w target.Write) (target.Observation, error) {
	before := d.observe(w.Ref)
	err := ctx.Err()
	if err == nil {
		err = refusal(before, w)
	}
	if err == nil && w.Delete {
		err = remove(d.path(w.Ref), before)
	}
	if err == nil && !w.Delete {
		err = d.write(w, before)
	}
	if err != nil {
		return before, fmt.Errorf("session policy document %s: %w", w.Ref.ID, err)
	}
	after := d.observe(w.Ref)
	if after.Presence == target.Unreadable {
		return after, &target.UnconfirmedError{Err: after.Err}
	}
	return after, nil
}

// refusal is why a file must not be touched; nil when it may.
func refusal(before target.Observation, w target.Write) error {
	switch {
	case before.Presence == target.Unreadable:
		return before.Err
	case before.Digest != w.Digest && w.Digest == target.AbsentDigest:
		return fmt.Errorf("it has been created meanwhile: %w", target.ErrStale)
	case before.Digest != w.Digest:
		return target.ErrStale
	case before.Presence == target.Foreign && before.Owner == "":
		return fmt.Errorf("it carries no marker: %w", target.ErrForeign)
	case before.Presence == target.Foreign:
		return fmt.Errorf("it belongs to %s: %w", before.Owner, target.ErrForeign)
	}
	return nil
}

func (d *Driver) write(w target.Write, before target.Observation) error {
	settings, err := d.merge(before.Settings, w.Settings)
	if err != nil {
		return err
	}
	data, err := encode(d.marker(w.Ref), settings)
	if err != nil {
		return err
	}
	path := d.path(w.Ref)
	options := atomicfile.Options{Mode: newMode, FollowSymlink: true, MakeParents: d.inRoot(path)}
	if before.Presence != target.Absent {
		return atomicfile.Write(path, data, options)
	}
	err = atomicfile.Create(path, data, options)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("it has been created meanwhile: %w", target.ErrStale)
	}
	return err
}

// merge lays the settings over those that the document has. Keys that no document may hold are left out.
func (d *Driver) merge(current, wanted setting.Set) (setting.Set, error) {
	var all []setting.Setting
	for _, s := range current {
		if d.shape.knows(s.Knob) && s.Value.Kind != setting.KindMixed && !wanted.Get(s.Knob).Managed() {
			all = append(all, s)
		}
	}
	for _, s := range wanted {
		switch {
		case !s.Value.Managed():
		case s.Value.State == setting.Inherit && !isLifetime(s.Knob):
			// Unset: there is nothing in a document to inherit from.
		case !d.shape.knows(s.Knob):
			return nil, fmt.Errorf("%s: a session policy document has no such setting", s.Knob)
		default:
			all = append(all, s)
		}
	}
	return setting.NewSet(withoutEmptySessions(all)...), nil
}

// withoutEmptySessions drops the sessions of which nothing is left but lifetimes that say nothing.
func withoutEmptySessions(settings []setting.Setting) []setting.Setting {
	alive := map[string]bool{}
	for _, s := range settings {
		if s.Value.State != setting.Inherit {
			alive[sessionOf(s.Knob)] = true
		}
	}
	return slices.DeleteFunc(settings, func(s setting.Setting) bool {
		name := sessionOf(s.Knob)
		return name != "" && !alive[name]
	})
}

// sessionOf is the name of the session that a knob belongs to; empty for the CLI's own.
func sessionOf(knob setting.Knob) string {
	rest, ok := strings.CutPrefix(string(knob), sessionsKey+".")
	if !ok {
		return ""
	}
	name, _, _ := strings.Cut(rest, ".")
	return name
}

// inRoot reports whether a path lies in the workspace's folder, links followed as far as the path exists.
func (d *Driver) inRoot(path string) bool {
	root, err := filepath.EvalSymlinks(d.root)
	if err != nil {
		return false
	}
	for dir := filepath.Dir(path); ; dir = filepath.Dir(dir) {
		real, err := filepath.EvalSymlinks(dir)
		if errors.Is(err, fs.ErrNotExist) && dir != filepath.Dir(dir) {
			continue
		}
		if err != nil {
			return false
		}
		relative, err := filepath.Rel(root, real)
		return err == nil && filepath.IsLocal(relative)
	}
}

// remove deletes a file, and the link that leads to it: a link left behind would lead nowhere.
func remove(path string, before target.Observation) error {
	if before.Presence == target.Absent {
		return nil
	}
	real, err := filepath.EvalSymlinks(path)
	if err != nil {
		return err
	}
	if err := os.Remove(real); err != nil {
		return err
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
