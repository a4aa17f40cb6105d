//go:build unix

package atomicfile

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// The owner of a file can only be set up by root; for everybody else the law is that it stays one's own.
func TestWriteKeepsOwner(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a")
	put(t, path, "old", 0o640)
	uid, gid := os.Getuid(), os.Getgid()
	if uid == 0 {
		uid, gid = 4321, 4321
		must(t, os.Chown(path, uid, gid))
	}
	must(t, Write(path, []byte("new"), Options{}))
	info, err := os.Stat(path)
	must(t, err)
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		t.Fatal("no owner information")
	}
	if int(stat.Uid) != uid || int(stat.Gid) != gid {
		t.Errorf("owner is %d:%d, want %d:%d", stat.Uid, stat.Gid, uid, gid)
	}
	wantFile(t, path, "new", 0o640)
}
