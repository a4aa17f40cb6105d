//go:build unix

package atomicfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"github.com/google/renameio/v2"
)

func newTemporary(dest string, mode fs.FileMode) (temporary, error) {
	return renameio.NewPendingFile(dest, renameio.WithTempDir(filepath.Dir(dest)), renameio.WithPermissions(mode))
}

// keepOwner gives the file at path the owner and group of current, where they differ.
func keepOwner(path string, current fs.FileInfo) error {
	info, err := os.Lstat(path)
	if err != nil {
		return err
	}
	was, ok := current.Sys().(*syscall.Stat_t)
	is, ok2 := info.Sys().(*syscall.Stat_t)
	if !ok || !ok2 || (was.Uid == is.Uid && was.Gid == is.Gid) {
		return nil
	}
	return os.Lchown(path, int(was.Uid), int(was.Gid))
}

// syncDir makes the new name itself survive a power failure.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		if errors.Is(err, fs.ErrPermission) {
			return nil // a folder may be writable without being readable; then there is no handle to flush
		}
		return err
	}
	defer d.Close() //nolint:errcheck // opened for reading only
	if err := d.Sync(); err != nil && !errors.Is(err, syscall.EINVAL) && !errors.Is(err, syscall.ENOTSUP) {
		return err
	}
	return nil
}
