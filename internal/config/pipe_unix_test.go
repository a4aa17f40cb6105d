//go:build unix

package config_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/nhi-custody/custody/internal/config"
)

// To open a pipe waits for somebody who writes into it, and nobody will.
func TestAPipeIsNotRead(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"policy.hcl", "main.custody.hcl"} {
		if err := syscall.Mkfifo(filepath.Join(dir, name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	_, diags := config.Load(os.DirFS(dir), config.Options{})
	hasExactly(t, diags, expected{"main.custody.hcl", 1, "Cannot be read", []string{"not a regular file"}})
	sub, err := fs.Sub(os.DirFS(filepath.Dir(dir)), filepath.Base(dir)) // which opens a file to tell what it is
	if err != nil {
		t.Fatal(err)
	}
	_, diags = config.LoadPack(sub, "./p", "p")
	hasExactly(t, diags,
		expected{"p/main.custody.hcl", 1, "Cannot be read", []string{"not a regular file"}},
		expected{"p/policy.hcl", 1, "Cannot be read", []string{"not a regular file"}})
}
