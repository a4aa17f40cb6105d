package atomicfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// temporary is a file beside the destination that holds the new content until it takes its place.
type temporary interface {
	Name() string
	Write(data []byte) (int, error)
	Chmod(mode fs.FileMode) error
	Sync() error
	// CloseAtomicallyReplace renames the file to its destination.
	CloseAtomicallyReplace() error
	// Cleanup closes and removes the file unless it was renamed.
	Cleanup() error
}

// stage writes data to a temporary file in the folder of dest and lets publish put it in place.
func stage(dest string, data []byte, mode fs.FileMode, current fs.FileInfo, publish func(temporary, string) error) (err error) {
	if current != nil {
		mode = defaultMode // closed while it is written; it gets the mode of the old file at the end
	}
	tmp, err := newTemporary(dest, mode)
	if err != nil {
		return fmt.Errorf("write %s: %w", dest, err)
	}
	defer func() { err = errors.Join(err, cleanup(tmp)) }()

	if _, err := tmp.Write(data); err != nil {
		return fmt.Errorf("write %s: %w", dest, err)
	}
	if current != nil {
		if err := inherit(tmp, dest, current); err != nil {
			return err
		}
	}
	if err := publish(tmp, dest); err != nil {
		return err
	}
	if err := syncDir(filepath.Dir(dest)); err != nil {
		return fmt.Errorf("write %s: the file is in place, but its folder could not be flushed to disk: %w", dest, err)
	}
	return nil
}

// cleanup forgives a temporary file that is gone: that is what it wants.
func cleanup(tmp temporary) error {
	if err := tmp.Cleanup(); err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrClosed) {
		return fmt.Errorf("remove temporary file %s: %w", tmp.Name(), err)
	}
	return nil
}

// inherit gives the new file the owner and the mode of the one it replaces.
func inherit(tmp temporary, dest string, current fs.FileInfo) error {
	if err := keepOwner(tmp.Name(), current); err != nil {
		return fmt.Errorf("write %s: %w, and this process may not keep it so: %w", dest, ErrOwner, err)
	}
	if err := tmp.Chmod(current.Mode().Perm()); err != nil {
		return fmt.Errorf("write %s: keep its mode: %w", dest, err)
	}
	return nil
}

// replace renames over whatever is at dest; a link that was put there meanwhile is replaced, not followed.
func replace(tmp temporary, dest string) error {
	if err := tmp.CloseAtomicallyReplace(); err != nil {
		return fmt.Errorf("write %s: %w", dest, err)
	}
	return nil
}

// link is the one operation that puts a finished file in place and fails when there is another.
func link(tmp temporary, dest string) error {
	if err := tmp.Sync(); err != nil {
		return fmt.Errorf("create %s: %w", dest, err)
	}
	err := os.Link(tmp.Name(), dest)
	switch {
	case errors.Is(err, fs.ErrExist):
		return existsError(dest)
	case err != nil:
		return fmt.Errorf("create %s (its file system must support hard links): %w", dest, err)
	}
	return nil
}
