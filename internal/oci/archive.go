package oci

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Limits of a pack: it comes from elsewhere.
const (
	MaxArchive = 8 << 20  // bytes of the archive as it travels
	MaxBytes   = 32 << 20 // bytes of what it unpacks to
	MaxFiles   = 4096
	MaxPath    = 255 // bytes of a file's name, folders included
	maxDepth   = 16  // of folders
)

// archive writes the files of a folder, hidden ones left out. The bytes depend on the names and contents alone: names are
// sorted, times and owners are zero, and nothing is compressed, since compressors change with their version.
func archive(fsys fs.FS) ([]byte, error) {
	var out bytes.Buffer
	zip, err := gzip.NewWriterLevel(&out, gzip.NoCompression)
	if err != nil {
		return nil, err
	}
	w := &archiver{fsys: fsys, tar: tar.NewWriter(zip)}
	if err := fs.WalkDir(fsys, ".", w.visit); err != nil {
		return nil, err
	}
	if w.files == 0 {
		return nil, errors.New("the folder has no files")
	}
	if err := errors.Join(w.tar.Close(), zip.Close()); err != nil {
		return nil, err
	}
	if out.Len() > MaxArchive {
		return nil, errFolderTooLarge
	}
	return out.Bytes(), nil
}

type archiver struct {
	fsys  fs.FS
	tar   *tar.Writer
	files int
	bytes int64
}

func (w *archiver) visit(name string, entry fs.DirEntry, err error) error {
	switch {
	case err != nil:
		return err
	case name != "." && strings.HasPrefix(entry.Name(), "."):
		if entry.IsDir() {
			return fs.SkipDir
		}
		return nil
	case entry.IsDir():
		return nil
	case !entry.Type().IsRegular():
		return fmt.Errorf("%s is no regular file: a pack holds files alone, so replace it by a copy of what it stands for, or remove it", name)
	}
	if err := checkName(name); err != nil {
		return err
	}
	if w.files++; w.files > MaxFiles {
		return fmt.Errorf("the folder has more than the %d files that a pack may have: leave out what is not needed to judge", MaxFiles)
	}
	return w.add(name)
}

func (w *archiver) add(name string) error {
	f, err := w.fsys.Open(name)
	if err != nil {
		return err
	}
	content, err := io.ReadAll(io.LimitReader(f, MaxArchive-w.bytes+1))
	if err := errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	if w.bytes += int64(len(content)); w.bytes > MaxArchive {
		return errFolderTooLarge
	}
	header := &tar.Header{Typeflag: tar.TypeReg, Name: name, Size: int64(len(content)), Mode: 0o644}
	if err := w.tar.WriteHeader(header); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	_, err = w.tar.Write(content)
	return err
}

// unpack reads an archive into memory. Whatever is not a plain file with a plain name refuses the whole, and every bound is
// held while reading, so that a small archive can not become a large one.
func unpack(data []byte) (fs.FS, error) {
	zip, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("its archive is not compressed with gzip: %w", err)
	}
	bounded := &boundedReader{r: zip, left: MaxBytes}
	archive := tar.NewReader(bounded)
	files := map[string][]byte{}
	for {
		header, err := archive.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, unreadable(err)
		}
		if err := checkEntry(header, files); err != nil {
			return nil, err
		}
		content, err := io.ReadAll(archive)
		if err != nil {
			return nil, unreadable(err)
		}
		files[header.Name] = content
	}
	if len(files) == 0 {
		return nil, errors.New("its archive is empty")
	}
	return newTree(files), checkFolders(files)
}

func unreadable(err error) error {
	if errors.Is(err, errTooLarge) {
		return errTooLarge
	}
	return fmt.Errorf("its archive can not be read: %w", err)
}

// checkEntry holds one entry of an archive to the rules before its content is read.
func checkEntry(header *tar.Header, files map[string][]byte) error {
	switch {
	case header.Typeflag != tar.TypeReg || sparse(header):
		return fmt.Errorf("its archive has %q, which is no regular file", header.Name)
	case len(files) == MaxFiles:
		return fmt.Errorf("its archive has more than the %d files that a pack may have", MaxFiles)
	case header.Size > MaxBytes:
		return errTooLarge
	}
	if _, again := files[header.Name]; again {
		return fmt.Errorf("its archive has the file %q twice", header.Name)
	}
	if err := checkName(header.Name); err != nil {
		return fmt.Errorf("its archive has a file that can not be: %w", err)
	}
	return nil
}

// sparse files have content that the archive does not hold.
func sparse(header *tar.Header) bool {
	for name := range header.PAXRecords {
		if strings.HasPrefix(name, "GNU.sparse.") {
			return true
		}
	}
	return false
}

// checkName refuses what is no relative path of plain names on every system.
func checkName(name string) error {
	plain := func(r rune) bool { return unicode.IsPrint(r) && !strings.ContainsRune(`\:*?"<>|`, r) }
	switch {
	case len(name) > MaxPath:
		return fmt.Errorf("the name %q... is longer than %d bytes", name[:40], MaxPath)
	case name == "." || !fs.ValidPath(name) || !utf8.ValidString(name):
		return fmt.Errorf("the name %q leads out of the pack, or is none", name)
	case strings.Count(name, "/") >= maxDepth:
		return fmt.Errorf("the name %q is more than %d folders deep", name, maxDepth)
	case strings.IndexFunc(name, func(r rune) bool { return !plain(r) }) >= 0:
		return fmt.Errorf("the name %q has characters that not every system allows", name)
	}
	return nil
}

// checkFolders refuses a file that is the folder of another.
func checkFolders(files map[string][]byte) error {
	for name := range files {
		for folder := path.Dir(name); folder != "."; folder = path.Dir(folder) {
			if _, isFile := files[folder]; isFile {
				return fmt.Errorf("its archive has %q as a file and as a folder", folder)
			}
		}
	}
	return nil
}

var errFolderTooLarge = fmt.Errorf("the folder makes an archive of more than the %d bytes that a pack may have: leave out what is not needed to judge", MaxArchive)

var errTooLarge = fmt.Errorf("its archive unpacks to more than the %d bytes that a pack may have", MaxBytes)

// boundedReader fails once more is read than allowed.
type boundedReader struct {
	r    io.Reader
	left int64
}

func (b *boundedReader) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errTooLarge
	}
	n, err := b.r.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	return n, err
}
