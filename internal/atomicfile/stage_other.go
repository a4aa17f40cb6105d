//go:build !unix

package atomicfile

import (
	"io/fs"
	"os"
	"path/filepath"
)

// pending is renameio's pending file for systems on which renameio does not build.
type pending struct {
	*os.File
	dest   string
	placed bool
}

func newTemporary(dest string, mode fs.FileMode) (temporary, error) {
	f, err := os.CreateTemp(filepath.Dir(dest), "."+filepath.Base(dest)+"*")
	if err != nil {
		return nil, err
	}
	p := &pending{File: f, dest: dest}
	if err := p.Chmod(mode); err != nil {
		return nil, cleanupAfter(p, err)
	}
	return p, nil
}

func cleanupAfter(p *pending, err error) error {
	_ = p.Cleanup()
	return err
}

func (p *pending) CloseAtomicallyReplace() error {
	if err := p.Sync(); err != nil {
		return err
	}
	if err := p.Close(); err != nil {
		return err
	}
	if err := os.Rename(p.Name(), p.dest); err != nil {
		return err
	}
	p.placed = true
	return nil
}

func (p *pending) Cleanup() error {
	if p.placed {
		return nil
	}
	_ = p.Close()
	return os.Remove(p.Name())
}

// Ownership follows the folder and names need no flushing here.
func keepOwner(string, fs.FileInfo) error { return nil }

func syncDir(string) error { return nil }
