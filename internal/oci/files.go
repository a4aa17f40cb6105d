package oci

import (
	"bytes"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// tree is a set of regular files in memory, by name, and the folders that they imply.
type tree struct {
	files   map[string][]byte
	folders map[string][]fs.DirEntry // sorted by name
}

// newTree makes a file system of files whose names are valid and none of which is the folder of another.
func newTree(files map[string][]byte) *tree {
	t := &tree{files: files, folders: map[string][]fs.DirEntry{".": nil}}
	for name, content := range files {
		t.enter(name, entry{name: path.Base(name), size: int64(len(content))})
	}
	for _, entries := range t.folders {
		slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	}
	return t
}

// enter lists a file or folder in the folder that it is in, which comes to be by that.
func (t *tree) enter(name string, e entry) {
	folder := path.Dir(name)
	_, known := t.folders[folder]
	t.folders[folder] = append(t.folders[folder], e)
	if !known {
		t.enter(folder, entry{name: path.Base(folder), folder: true})
	}
}

// Open implements [fs.FS].
func (t *tree) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	if content, ok := t.files[name]; ok {
		return &file{entry: entry{name: path.Base(name), size: int64(len(content))}, Reader: bytes.NewReader(content)}, nil
	}
	if entries, ok := t.folders[name]; ok {
		return &folder{entry: entry{name: path.Base(name), folder: true}, path: name, rest: entries}, nil
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// entry is what there is to know of a file or a folder. It is its own fs.FileInfo and fs.DirEntry.
type entry struct {
	name   string
	size   int64
	folder bool
}

func (e entry) Name() string               { return e.name }
func (e entry) Size() int64                { return e.size }
func (e entry) ModTime() time.Time         { return time.Time{} }
func (e entry) IsDir() bool                { return e.folder }
func (e entry) Sys() any                   { return nil }
func (e entry) Type() fs.FileMode          { return e.Mode().Type() }
func (e entry) Info() (fs.FileInfo, error) { return e, nil }

func (e entry) Mode() fs.FileMode {
	if e.folder {
		return fs.ModeDir | 0o555
	}
	return 0o444
}

// file is an open file.
type file struct {
	entry
	*bytes.Reader
}

func (f *file) Size() int64                { return f.entry.Size() }
func (f *file) Stat() (fs.FileInfo, error) { return f.entry, nil }
func (f *file) Close() error               { return nil }

// folder is an open folder.
type folder struct {
	entry
	path string
	rest []fs.DirEntry
}

func (f *folder) Stat() (fs.FileInfo, error) { return f.entry, nil }
func (f *folder) Close() error               { return nil }

func (f *folder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: f.path, Err: fs.ErrInvalid}
}

// ReadDir implements [fs.ReadDirFile].
func (f *folder) ReadDir(n int) ([]fs.DirEntry, error) {
	if n <= 0 {
		n = len(f.rest)
	} else if len(f.rest) == 0 {
		return nil, io.EOF
	}
	n = min(n, len(f.rest))
	taken := slices.Clone(f.rest[:n])
	f.rest = f.rest[n:]
	return taken, nil
}
