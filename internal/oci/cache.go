package oci

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/opencontainers/go-digest"

	"github.com/nhi-custody/custody/internal/atomicfile"
)

// cache keeps content by its digest, a file each. It is not trusted: what is read is held to its digest, and what does not
// have it counts as absent.
type cache struct {
	dir string // empty: nothing is kept
}

func (c cache) path(digest string) string {
	return filepath.Join(c.dir, "packs", strings.ReplaceAll(digest, ":", "-"))
}

// get returns content of at most limit bytes, and false when there is none that has the digest.
func (c cache) get(want string, limit int64) ([]byte, bool) {
	if c.dir == "" {
		return nil, false
	}
	if info, err := os.Lstat(c.path(want)); err != nil || !info.Mode().IsRegular() || info.Size() > limit {
		return nil, false // to open a pipe would wait for ever
	}
	f, err := os.Open(c.path(want))
	if err != nil {
		return nil, false
	}
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err := errors.Join(err, f.Close()); err != nil || digest.FromBytes(data).String() != want {
		return nil, false
	}
	return data, true
}

// put keeps content. Two processes may do so at once: each writes the same bytes, whole.
func (c cache) put(data []byte) error {
	if c.dir == "" {
		return errors.New("there is no folder to keep packs in")
	}
	path := c.path(digest.FromBytes(data).String())
	if err := atomicfile.Write(path, data, atomicfile.Options{MakeParents: true}); err != nil {
		return fmt.Errorf("keep the pack: %w", err)
	}
	return nil
}
