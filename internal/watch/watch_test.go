package watch_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nhi-custody/custody/internal/watch"
)

func open(t *testing.T, dir string) *watch.Folder {
	t.Helper()
	f, err := watch.Open(dir, func(name string) bool { return strings.HasSuffix(name, ".hcl") })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// next waits for a change for as long as a slow machine may need.
func next(t *testing.T, f *watch.Folder) []string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	names, err := f.Next(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func write(t *testing.T, dir, name string) {
	t.Helper()
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
}

func want(t *testing.T, got []string, names ...string) {
	t.Helper()
	if !slices.Equal(got, names) {
		t.Errorf("changed: %q, want %q", got, names)
	}
}

func TestChangesComeTogetherAndSorted(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "sub/old.hcl")
	f := open(t, dir)
	write(t, dir, "b.hcl")
	write(t, dir, "notes.txt")
	write(t, dir, "sub/old.hcl")
	write(t, dir, "a.hcl")
	want(t, next(t, f), "a.hcl", "b.hcl", "sub/old.hcl")
	if err := os.Remove(filepath.Join(dir, "a.hcl")); err != nil {
		t.Fatal(err)
	}
	want(t, next(t, f), "a.hcl")
}

// What a folder already holds when it appears has changed with it, and later changes in it are seen.
func TestNewFolder(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "workspace")
	write(t, parent, "elsewhere/deep/new.hcl")
	write(t, dir, "a.hcl")
	f := open(t, dir)
	if err := os.Rename(filepath.Join(parent, "elsewhere"), filepath.Join(dir, "moved")); err != nil {
		t.Fatal(err)
	}
	want(t, next(t, f), "moved/deep/new.hcl")
	write(t, dir, "moved/deep/new.hcl")
	want(t, next(t, f), "moved/deep/new.hcl")
}

// The state of custody itself lies in a hidden folder, and must not wake it.
func TestHiddenFoldersAndModesAreNoChange(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, ".custody/x.hcl")
	write(t, dir, "a.hcl")
	f := open(t, dir)
	write(t, dir, ".custody/x.hcl")
	if err := os.Chmod(filepath.Join(dir, "a.hcl"), 0o600); err != nil {
		t.Fatal(err)
	}
	write(t, dir, "b.hcl")
	want(t, next(t, f), "b.hcl")
}

func TestTheEnd(t *testing.T) {
	f := open(t, t.TempDir())
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := f.Next(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("Next = %v, want that it was canceled", err)
	}
	if _, err := watch.Open(filepath.Join(t.TempDir(), "absent"), nil); err == nil || !strings.Contains(err.Error(), "absent") {
		t.Errorf("Open of no folder = %v, want an error that names it", err)
	}
}

// A folder that is moved takes its watch with it. To wait on would be to show what it held for ever.
func TestAFolderThatIsGoneEndsTheWatch(t *testing.T) {
	for _, c := range []struct {
		name string
		end  func(dir string) error
	}{
		{"moved", func(dir string) error { return os.Rename(dir, dir+".gone") }},
		{"removed", os.RemoveAll},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "w")
			write(t, dir, "a.txt")
			f := open(t, dir)
			if err := c.end(dir); err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			if names, err := f.Next(ctx); err == nil || !strings.Contains(err.Error(), "moved or removed") {
				t.Errorf("changed: %q, error %v", names, err)
			}
		})
	}
}
