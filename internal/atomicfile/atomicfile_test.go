package atomicfile

import (
	"bytes"
	"errors"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// names lists a folder, so that a test sees what was left behind.
func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	out := make([]string, 0, len(entries))
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

func wantFile(t *testing.T, path, content string, mode fs.FileMode) {
	t.Helper()
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != content {
		t.Errorf("%s holds %q, want %q", path, got, content)
	}
	info, err := os.Lstat(path)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode() != mode {
		t.Errorf("%s has mode %v, want %v", path, info.Mode(), mode)
	}
}

func put(t *testing.T, path, content string, mode fs.FileMode) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), mode); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
}

func TestWrite(t *testing.T) {
	tests := []struct {
		name    string
		prepare func(t *testing.T, dir string)
		path    string
		opts    Options
		file    string // where the content must be; path when empty
		mode    fs.FileMode
	}{
		{name: "new file is private", path: "a", mode: 0o600},
		{name: "new file with a mode", path: "a", opts: Options{Mode: 0o640}, mode: 0o640},
		{name: "only permission bits are taken", path: "a", opts: Options{Mode: 0o600 | fs.ModeSetuid}, mode: 0o600},
		{
			name: "existing file keeps a narrower mode", path: "a", opts: Options{Mode: 0o644}, mode: 0o400,
			prepare: func(t *testing.T, dir string) { put(t, filepath.Join(dir, "a"), "old", 0o400) },
		},
		{
			name: "existing file keeps a wider mode", path: "a", mode: 0o644,
			prepare: func(t *testing.T, dir string) { put(t, filepath.Join(dir, "a"), "old and longer", 0o644) },
		},
		{name: "parents are made", path: "x/y/a", opts: Options{MakeParents: true}, mode: 0o600},
		{
			name: "link is followed when told", path: "link", file: "real/a", opts: Options{FollowSymlink: true}, mode: 0o640,
			prepare: func(t *testing.T, dir string) {
				must(t, os.Mkdir(filepath.Join(dir, "real"), 0o700))
				put(t, filepath.Join(dir, "real/a"), "old", 0o640)
				must(t, os.Symlink("hop", filepath.Join(dir, "link")))
				must(t, os.Symlink("real/a", filepath.Join(dir, "hop")))
			},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			if tt.prepare != nil {
				tt.prepare(t, dir)
			}
			path := filepath.Join(dir, tt.path)
			if err := Write(path, []byte("new"), tt.opts); err != nil {
				t.Fatal(err)
			}
			file := path
			if tt.file != "" {
				file = filepath.Join(dir, tt.file)
				if info, err := os.Lstat(path); err != nil || info.Mode()&fs.ModeSymlink == 0 {
					t.Errorf("the link itself was replaced: %v %v", info, err)
				}
			}
			wantFile(t, file, "new", tt.mode)
			if got := names(t, filepath.Dir(file)); len(got) != 1 && tt.file == "" {
				t.Errorf("left behind: %v", got)
			}
		})
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestWriteParentsArePrivate(t *testing.T) {
	dir := t.TempDir()
	must(t, Write(filepath.Join(dir, "x/y/a"), nil, Options{MakeParents: true}))
	for _, d := range []string{"x", "x/y"} {
		info, err := os.Stat(filepath.Join(dir, d))
		must(t, err)
		if info.Mode().Perm() != 0o700 {
			t.Errorf("%s has mode %v, want 0700", d, info.Mode().Perm())
		}
	}
}

// refusal is a destination that must not be written.
type refusal struct {
	name    string
	prepare func(t *testing.T, dir string)
	path    string
	opts    Options
	is      error
	says    string
}

func refusals() []refusal {
	return []refusal{
		{name: "missing parent", path: "no/a", is: fs.ErrNotExist, says: "create the folder"},
		{
			name: "folder", path: "d", is: ErrNotRegular, says: "a folder",
			prepare: func(t *testing.T, dir string) { must(t, os.Mkdir(filepath.Join(dir, "d"), 0o700)) },
		},
		{name: "trailing separator", path: "d/", is: ErrNotRegular, says: "name of a file"},
		{
			name: "socket", path: "s", is: ErrNotRegular, says: "a socket",
			prepare: func(t *testing.T, dir string) {
				l, err := net.Listen("unix", filepath.Join(dir, "s"))
				must(t, err)
				t.Cleanup(func() { _ = l.Close() })
			},
		},
		{
			name: "link", path: "l", is: ErrSymlink, says: "remove the link",
			prepare: func(t *testing.T, dir string) {
				put(t, filepath.Join(dir, "victim"), "precious", 0o600)
				must(t, os.Symlink("victim", filepath.Join(dir, "l")))
			},
		},
		{
			name: "link to nowhere", path: "l", opts: Options{FollowSymlink: true}, is: ErrSymlink, says: "leads nowhere",
			prepare: func(t *testing.T, dir string) { must(t, os.Symlink("gone", filepath.Join(dir, "l"))) },
		},
		{
			name: "link to itself", path: "l", opts: Options{FollowSymlink: true}, is: ErrSymlink, says: "leads nowhere",
			prepare: func(t *testing.T, dir string) { must(t, os.Symlink("l", filepath.Join(dir, "l"))) },
		},
		{
			name: "link to a folder", path: "l", opts: Options{FollowSymlink: true}, is: ErrNotRegular, says: "a folder",
			prepare: func(t *testing.T, dir string) {
				must(t, os.Mkdir(filepath.Join(dir, "d"), 0o700))
				must(t, os.Symlink("d", filepath.Join(dir, "l")))
			},
		},
		{
			name: "parent is a file", path: "f/a", says: "not a",
			prepare: func(t *testing.T, dir string) { put(t, filepath.Join(dir, "f"), "", 0o600) },
		},
		{
			name: "parent to be made is a file", path: "f/x/a", opts: Options{MakeParents: true}, says: "not a",
			prepare: func(t *testing.T, dir string) { put(t, filepath.Join(dir, "f"), "", 0o600) },
		},
	}
}

func TestWriteRefuses(t *testing.T) {
	for _, tt := range refusals() {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			if tt.prepare != nil {
				tt.prepare(t, dir)
			}
			before := names(t, dir)
			path := dir + "/" + tt.path
			err := Write(path, []byte("new"), tt.opts)
			if err == nil {
				t.Fatal("no error")
			}
			if tt.is != nil && !errors.Is(err, tt.is) {
				t.Errorf("error %q does not match %q", err, tt.is)
			}
			if !strings.Contains(err.Error(), tt.says) || !strings.Contains(err.Error(), path) {
				t.Errorf("error %q does not name %q and say %q", err, path, tt.says)
			}
			if after := names(t, dir); strings.Join(after, " ") != strings.Join(before, " ") {
				t.Errorf("folder held %v, holds %v", before, after)
			}
		})
	}
	if err := Write("", nil, Options{}); err == nil {
		t.Error("empty path: no error")
	}
}

func TestRefusedLinkLeavesItsVictim(t *testing.T) {
	dir := t.TempDir()
	victim := filepath.Join(dir, "victim")
	put(t, victim, "precious", 0o600)
	must(t, os.Symlink(victim, filepath.Join(dir, "l")))
	if err := Write(filepath.Join(dir, "l"), []byte("new"), Options{}); err == nil {
		t.Error("no error")
	}
	wantFile(t, victim, "precious", 0o600)
}

func TestCreate(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "x/a")
	must(t, Create(path, []byte("one"), Options{Mode: 0o640, MakeParents: true}))
	wantFile(t, path, "one", 0o640)

	must(t, os.Symlink("nowhere", filepath.Join(dir, "x/l")))
	must(t, os.Mkdir(filepath.Join(dir, "x/d"), 0o700))
	for _, name := range []string{"a", "l", "d"} {
		err := Create(filepath.Join(dir, "x", name), []byte("two"), Options{FollowSymlink: true})
		if !errors.Is(err, fs.ErrExist) {
			t.Errorf("Create over %s gives %v, want fs.ErrExist", name, err)
		}
	}
	wantFile(t, path, "one", 0o640)
	if got := names(t, filepath.Dir(path)); strings.Join(got, " ") != "a d l" {
		t.Errorf("left behind: %v", got)
	}
}

func TestFailureLeavesNothing(t *testing.T) {
	for name, publish := range map[string]func(temporary, string) error{"replace": replace, "link": link} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			// A folder that appears between the check and the rename makes the last step fail.
			must(t, os.MkdirAll(filepath.Join(dir, "a/full"), 0o700))
			if err := stage(filepath.Join(dir, "a"), []byte("new"), 0o600, nil, publish); err == nil {
				t.Fatal("no error")
			}
			if got := names(t, dir); len(got) != 1 || got[0] != "a" {
				t.Errorf("left behind: %v", got)
			}
		})
	}
}

func TestLinkPutThereMeanwhileIsReplaced(t *testing.T) {
	dir := t.TempDir()
	victim := filepath.Join(dir, "victim")
	put(t, victim, "precious", 0o600)
	must(t, os.Symlink(victim, filepath.Join(dir, "a")))
	must(t, stage(filepath.Join(dir, "a"), []byte("new"), 0o600, nil, replace))
	wantFile(t, victim, "precious", 0o600)
	wantFile(t, filepath.Join(dir, "a"), "new", 0o600)
}

// One reader among several writers never sees a mixture, and of several creators one wins.
func TestConcurrent(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a")
	content := func(i int) []byte { return bytes.Repeat([]byte{byte('a' + i)}, 100_000) }
	must(t, Write(path, content(0), Options{}))

	var writers sync.WaitGroup
	for i := range 4 {
		writers.Go(func() {
			for range 10 {
				if err := Write(path, content(i), Options{}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for range 50 {
		got, err := os.ReadFile(path)
		must(t, err)
		if len(got) != 100_000 || !bytes.Equal(got, bytes.Repeat(got[:1], len(got))) {
			t.Fatalf("read a mixture of %d bytes", len(got))
		}
	}
	writers.Wait()

	var won [8]bool
	var creators sync.WaitGroup
	for i := range won {
		creators.Go(func() { won[i] = Create(filepath.Join(dir, "b"), content(i), Options{}) == nil })
	}
	creators.Wait()
	winners := 0
	for _, w := range won {
		if w {
			winners++
		}
	}
	if winners != 1 {
		t.Errorf("%d creators won, want 1", winners)
	}
	if got := names(t, dir); len(got) != 2 {
		t.Errorf("left behind: %v", got)
	}
}
