// Package atomicfile writes a whole file or none of it, and never through a link it was not told to follow; it does not
// append, lock or watch.
package atomicfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

const (
	defaultMode = 0o600
	parentMode  = 0o700
)

// Refusals. Match them with [errors.Is]; a file that exists already matches [fs.ErrExist], a missing parent folder
// [fs.ErrNotExist].
var (
	// ErrSymlink says that the destination is a symbolic link, or one that leads nowhere.
	ErrSymlink = errors.New("is a symbolic link")
	// ErrNotRegular says that the destination is a folder, device, pipe or socket.
	ErrNotRegular = errors.New("is not a regular file")
	// ErrOwner says that the file belongs to somebody else and would change hands by being replaced.
	ErrOwner = errors.New("belongs to another user or group")
)

// Options says how a file is written. The zero value is the careful one.
type Options struct {
	// Mode is the permission of a new file, less the umask; zero means 0600. An existing file keeps its own.
	Mode fs.FileMode
	// FollowSymlink replaces the file that a link at the destination leads to, instead of refusing.
	FollowSymlink bool
	// MakeParents creates missing parent folders, open to their owner alone.
	MakeParents bool
}

// Write puts data at path, replacing a regular file that is there. A reader sees the old content or the new, never a
// part of it, also after a crash. When it fails, the old file is untouched and nothing is left beside it.
func Write(path string, data []byte, opts Options) error {
	dest, err := destination(path, opts)
	if err != nil {
		return err
	}
	err = overwrite(dest, data, opts)
	if err != nil && dest != path {
		return fmt.Errorf("through the link %s: %w", path, err)
	}
	return err
}

func overwrite(dest string, data []byte, opts Options) error {
	current, err := existing(dest)
	if err != nil {
		return err
	}
	if err := parents(dest, opts); err != nil {
		return err
	}
	return stage(dest, data, opts.mode(), current, replace)
}

// Create puts data at path and fails with [fs.ErrExist] when anything is there already, whoever wins the race.
// FollowSymlink has no meaning for it: a link is something that exists.
func Create(path string, data []byte, opts Options) error {
	if _, err := os.Lstat(path); err == nil {
		return existsError(path)
	}
	dest, err := destination(path, Options{})
	if err != nil {
		return err
	}
	if err := parents(dest, opts); err != nil {
		return err
	}
	return stage(dest, data, opts.mode(), nil, link)
}

func (o Options) mode() fs.FileMode {
	if o.Mode == 0 {
		return defaultMode
	}
	return o.Mode.Perm()
}

// destination is the file that is really written: path itself, or what a link there leads to.
func destination(path string, opts Options) (string, error) {
	if path == "" {
		return "", errors.New("write file: the path is empty")
	}
	if os.IsPathSeparator(path[len(path)-1]) {
		return "", fmt.Errorf("write %s: %w: give the name of a file, not of a folder", path, ErrNotRegular)
	}
	info, err := os.Lstat(path)
	if err != nil || info.Mode()&fs.ModeSymlink == 0 {
		return path, nil //nolint:nilerr // what is missing or unreadable is reported where it is used
	}
	if !opts.FollowSymlink {
		return "", fmt.Errorf("write %s: %w: name the file that it leads to, or remove the link", path, ErrSymlink)
	}
	target, err := filepath.EvalSymlinks(path)
	if err != nil {
		return "", fmt.Errorf("write %s: %w that leads nowhere: %w", path, ErrSymlink, err)
	}
	return target, nil
}

// existing describes the regular file at path; it is nil when there is none.
func existing(path string) (fs.FileInfo, error) {
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil // no file is an ordinary answer
	case err != nil:
		return nil, fmt.Errorf("write %s: %w", path, err)
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("write %s: %w (%s): choose another path", path, ErrNotRegular, kind(info.Mode()))
	}
	return info, nil
}

func kind(mode fs.FileMode) string {
	switch {
	case mode.IsDir():
		return "a folder"
	case mode&fs.ModeSymlink != 0:
		return "a symbolic link"
	case mode&fs.ModeNamedPipe != 0:
		return "a named pipe"
	case mode&fs.ModeSocket != 0:
		return "a socket"
	default:
		return "a device"
	}
}

// parents makes sure that the folder of dest is there.
func parents(dest string, opts Options) error {
	dir := filepath.Dir(dest)
	if opts.MakeParents {
		if err := os.MkdirAll(dir, parentMode); err != nil {
			return fmt.Errorf("write %s: create its folder: %w", dest, err)
		}
		return nil
	}
	info, err := os.Stat(dir)
	if err != nil {
		return fmt.Errorf("write %s: create the folder %s first: %w", dest, dir, err)
	}
	if !info.IsDir() {
		return fmt.Errorf("write %s: %s is not a folder", dest, dir)
	}
	return nil
}

func existsError(path string) error {
	return fmt.Errorf("create %s: %w: remove it or choose another path", path, fs.ErrExist)
}
