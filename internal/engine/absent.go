package engine

import (
	"os"

	"github.com/nhi-custody/custody/internal/config"
)

// Absent reports whether a folder holds no workspace at all, so that what ships with custody speaks for itself. One that
// is broken is not absent.
func Absent(dir string) bool {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return false
	}
	defer func() { _ = root.Close() }()
	return !config.Present(root.FS())
}
