package oci_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/nhi-custody/custody/internal/oci"
)

// The digest is a promise to those who write it into a workspace: the same folder has the same one, in every version.
func TestArtifactIsReproducible(t *testing.T) {
	const want = "sha256:5851c2ff82ff89b6"
	first := newArtifact(t, sample())
	later := sample()
	for _, f := range later {
		f.ModTime, f.Mode = time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC), 0o600
	}
	later[".git/HEAD"] = &fstest.MapFile{Data: []byte("ref")}
	later["short/.DS_Store"] = &fstest.MapFile{}
	if second := newArtifact(t, later); first.Digest() != second.Digest() {
		t.Errorf("the same files make %s and %s", first.Digest(), second.Digest())
	}
	if got := first.Digest(); !strings.HasPrefix(got, want) {
		t.Errorf("the digest is %s, and was %s...", got, want)
	}
	other := sample()
	other["short/README.md"] = &fstest.MapFile{Data: []byte("# Short\n")}
	if newArtifact(t, other).Digest() == first.Digest() {
		t.Error("other files make the same digest")
	}
	if about, err := oci.NewArtifact(sample(), oci.About{Title: "Sample", Version: "2"}); err != nil || about.Digest() == first.Digest() {
		t.Errorf("another version makes the same digest (%v)", err)
	}
}

func TestArtifactRefuses(t *testing.T) {
	many := fstest.MapFS{}
	for i := range oci.MaxFiles + 1 {
		many[fmt.Sprintf("f%d", i)] = &fstest.MapFile{}
	}
	linked := t.TempDir()
	if err := os.Symlink("/etc/hostname", filepath.Join(linked, "policy.hcl")); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name  string
		files fs.FS
		want  string
	}{
		{"nothing", fstest.MapFS{}, "has no files"},
		{"hidden files alone", fstest.MapFS{".x/policy.hcl": {}}, "has no files"},
		{"a link", os.DirFS(linked), "policy.hcl is no regular file"},
		{"too many files", many, "more than the 4096 files"},
		{"a long name", fstest.MapFS{strings.Repeat("n", 256): {}}, "longer than 255 bytes"},
		{"a deep folder", fstest.MapFS{strings.Repeat("d/", 16) + "f": {}}, "more than 16 folders deep"},
		{"a name for some systems", fstest.MapFS{"a\\b": {}}, "not every system"},
		{"a large file", fstest.MapFS{"f": {Data: make([]byte, oci.MaxArchive+1)}}, "more than the 8388608 bytes"},
		{"a file too large for its archive", fstest.MapFS{"f": {Data: make([]byte, oci.MaxArchive)}}, "more than the 8388608 bytes"},
		{"large files", fstest.MapFS{"f": {Data: make([]byte, oci.MaxArchive/2)}, "g": {Data: make([]byte, oci.MaxArchive/2+1)}}, "more than the 8388608 bytes"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := oci.NewArtifact(c.files, oci.About{})
			wantError(t, err, c.want)
		})
	}
	if _, err := oci.NewArtifact(sample(), oci.About{Description: strings.Repeat("d", 300<<10)}); err == nil {
		t.Error("a description of 300 KiB is accepted")
	}
}

func TestOpenGivesTheFiles(t *testing.T) {
	f := startFake(t)
	f.holding(archiveOf(t, plain("a.hcl", "A"), plain("b/c/d.hcl", "D"), plain("b/empty", "")), nil)
	c, _ := client(t)
	pack, err := c.Open(t.Context(), f.reference(t))
	if err != nil {
		t.Fatal(err)
	}
	if err := fstest.TestFS(pack.Files, "a.hcl", "b/c/d.hcl", "b/empty"); err != nil {
		t.Error(err)
	}
	if data, err := fs.ReadFile(pack.Files, "b/c/d.hcl"); err != nil || string(data) != "D" {
		t.Errorf("the file holds %q, %v", data, err)
	}
}

// An archive comes from elsewhere. One bad entry refuses it all, and nothing of it is kept.
func TestHostileArchives(t *testing.T) {
	entry := func(kind byte, name, link string) file {
		return file{Header: tar.Header{Typeflag: kind, Name: name, Linkname: link, Mode: 0o644}}
	}
	many := make([]file, oci.MaxFiles+1)
	for i := range many {
		many[i] = plain(fmt.Sprintf("f%d", i), "")
	}
	good := archiveOf(t, plain("policy.hcl", strings.Repeat("x", 4096)))
	for _, c := range []struct {
		name  string
		layer []byte
		want  string
	}{
		{"absolute", archiveOf(t, plain("/etc/passwd", "x")), "leads out of the pack"},
		{"out of the folder", archiveOf(t, plain("../x", "x")), "leads out of the pack"},
		{"out by a detour", archiveOf(t, plain("a/../../x", "x")), "leads out of the pack"},
		{"not clean", archiveOf(t, plain("./a", "x")), "leads out of the pack"},
		{"backslash", archiveOf(t, plain(`..\x`, "x")), "not every system"},
		{"drive", archiveOf(t, plain("c:x", "x")), "not every system"},
		{"control character", archiveOf(t, plain("a\x1b[31m", "x")), "not every system"},
		{"not UTF-8", archiveOf(t, plain("a\xff", "x")), "its archive"},
		{"twice", archiveOf(t, plain("a", "x"), plain("a", "y")), `"a" twice`},
		{"file and folder", archiveOf(t, plain("a", "x"), plain("a/b", "y")), `"a" as a file and as a folder`},
		{"folder and file", archiveOf(t, plain("a/b/c", "y"), plain("a", "x")), `"a" as a file and as a folder`},
		{"symbolic link", archiveOf(t, entry(tar.TypeSymlink, "a", "/etc/passwd")), "no regular file"},
		{"hard link", archiveOf(t, plain("b", "x"), entry(tar.TypeLink, "a", "b")), "no regular file"},
		{"folder", archiveOf(t, entry(tar.TypeDir, "a/", "")), "no regular file"},
		{"device", archiveOf(t, entry(tar.TypeChar, "a", "")), "no regular file"},
		{"pipe", archiveOf(t, entry(tar.TypeFifo, "a", "")), "no regular file"},
		{"global header", archiveOf(t, file{Header: tar.Header{Typeflag: tar.TypeXGlobalHeader, PAXRecords: map[string]string{"path": "x"}}}), "no regular file"},
		{"too many files", archiveOf(t, many...), "more than the 4096 files"},
		{"long name", archiveOf(t, plain(strings.Repeat("n", 300), "x")), "longer than 255 bytes"},
		{"deep", archiveOf(t, plain(strings.Repeat("d/", 16)+"f", "x")), "16 folders deep"},
		{"no files", archiveOf(t), "is empty"},
		{"bomb in one file", bomb(t, 1, oci.MaxBytes+1), "unpacks to more than"},
		{"bomb in many files", bomb(t, 40, oci.MaxBytes/32), "unpacks to more than"},
		{"bomb of header", zipped(t, bytes.Repeat([]byte{'x'}, 64<<20)), "can not be read"},
		{"no archive", zipped(t, []byte("text")), "can not be read"},
		{"not compressed", []byte("text"), "not compressed with gzip"},
		{"cut off", good[:len(good)/2], "can not be read"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := startFake(t)
			f.holding(c.layer, nil)
			cl, _ := client(t)
			_, err := cl.Open(t.Context(), f.reference(t))
			wantError(t, err, c.want, "oci://"+f.host()+"/acme/pack@sha256:")
			if kept, _ := os.ReadDir(filepath.Join(cl.CacheDir, "packs")); len(kept) > 0 {
				t.Errorf("%d files of it are kept", len(kept))
			}
		})
	}
}

func zipped(t *testing.T, data []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	zip := gzip.NewWriter(&out)
	if _, err := zip.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := zip.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// bomb is an archive of zeros, small as it travels.
func bomb(t *testing.T, files, size int) []byte {
	t.Helper()
	zeros := strings.Repeat("\x00", size)
	all := make([]file, files)
	for i := range all {
		all[i] = plain(fmt.Sprintf("f%d", i), zeros)
	}
	data := archiveOf(t, all...)
	if len(data) > oci.MaxArchive {
		t.Fatalf("it is no bomb: %d bytes", len(data))
	}
	return data
}
