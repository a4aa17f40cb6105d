// Package config turns HCL files, workspaces and policy packs alike, into declarations. It is the only package that
// knows their syntax; what a declaration means is internal/model's business.
package config

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/internal/diag"
	"github.com/nhi-custody/custody/internal/lang"
	"github.com/nhi-custody/custody/schema"
)

// Limits of a workspace: its files come from strangers in pull requests.
const (
	MaxFiles = 20_000
	MaxBytes = 512 << 20
)

// Options is what a workspace is read with.
type Options struct {
	// Version is custody's own version, held against required_version; not held when empty.
	Version string
	// Inputs are values of variables given on the command line, in order; later ones win.
	Inputs []Input
	// Files are files of values given on the command line, in order; later ones win.
	Files []ValueFile
	// Env looks a variable of the environment up; nil stands for an empty environment.
	Env func(name string) (string, bool)
	// Earlier tells that the values are meant for a later state of the workspace: those of variables that it does not have
	// yet are left out.
	Earlier bool

	auto []ValueFile // *.auto.custody.vars
}

// Workspace is what a directory tree declares.
type Workspace struct {
	schema.Declarations
	// Expectations are those of a policy's case; a workspace has none.
	Expectations []*schema.Expectation
	// Before is what a policy's case declares as it was before a change; nil where it tells of none.
	Before *Workspace
	// Digest is the SHA-256 of all that the declarations were made from: files, and values of variables that are no
	// secrets. It names the workspace in plans.
	Digest  string
	sources map[string][]byte
	secrets map[string]string // values of sensitive variables that were given, by name
	env     func(string) (string, bool)
}

// Source returns the bytes of a file of the workspace by the name that ranges carry; nil when there is none.
func (w *Workspace) Source(filename string) []byte { return w.sources[filename] }

// Secret resolves a reference at the moment of use. The caller must not keep the value.
func (w *Workspace) Secret(s schema.Secret) (string, error) {
	if value, ok := w.secrets[s.Variable]; ok && s.Variable != "" {
		return value, nil
	}
	if w.env != nil {
		if value, ok := w.env(s.Env); ok && value != "" {
			return value, nil
		}
	}
	return "", fmt.Errorf("the environment variable %s is not set, and %s needs it", s.Env, s)
}

// Load reads a workspace: every *.custody.hcl and *.custody.json below fsys, hidden folders and testdata left out. All
// mistakes come in one go, sorted by place. The workspace is never nil, so that sources can be shown.
func Load(fsys fs.FS, opts Options) (*Workspace, hcl.Diagnostics) {
	files, diags := discover(fsys)
	w := &Workspace{sources: map[string][]byte{}, env: opts.Env}
	if diags.HasErrors() {
		return w, diag.Sort(diags)
	}
	if len(files) == 0 {
		return w, hcl.Diagnostics{{
			Severity: hcl.DiagError,
			Summary:  "Empty workspace",
			Detail:   "There is no *.custody.hcl or *.custody.json file in this folder or below it. Run custody init for a starter workspace, or name the folder with -C.",
		}}
	}
	g := newGrammar()
	results := w.read(fsys, files, func(src []byte, name string) *parsed { return parseFile(g, src, name, workspaceKinds()) })
	auto, more := autoFiles(fsys)
	diags = append(diags, more...)
	opts.auto = auto
	diags = append(diags, w.assemble(fsys, g, results, opts)...)
	return w, diag.Sort(diags)
}

// discover lists the files of a workspace in order.
func discover(fsys fs.FS) ([]string, hcl.Diagnostics) {
	var files []string
	var diags hcl.Diagnostics
	_ = fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			diags = append(diags, unreadable(name, err))
			if entry != nil && entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		case entry.Type()&fs.ModeSymlink != 0:
			if isLink, more := followed(fsys, name); isLink {
				files = append(files, name)
			} else {
				diags = append(diags, more...)
			}
		case entry.IsDir():
			if name != "." && (strings.HasPrefix(entry.Name(), ".") || entry.Name() == "testdata") {
				return fs.SkipDir
			}
		case isWorkspaceFile(name):
			files = append(files, name)
		}
		if len(files) > MaxFiles {
			diags = append(diags, ofFile(name, "Too many files", fmt.Sprintf("A workspace may have %d files. Split it.", MaxFiles)))
			return fs.SkipAll
		}
		return nil
	})
	return files, diags
}

func isWorkspaceFile(name string) bool {
	base := path.Base(name)
	if strings.HasPrefix(base, ".") {
		return false
	}
	return strings.HasSuffix(base, ".custody.hcl") || strings.HasSuffix(base, ".custody.json")
}

// followed reports whether a link is a workspace file. A link that leads out of the workspace is refused: what a pull
// request may point at is bounded by the tree that is reviewed.
func followed(fsys fs.FS, name string) (bool, hcl.Diagnostics) {
	if strings.HasPrefix(path.Base(name), ".") {
		return false, nil
	}
	info, err := fs.Stat(fsys, name)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) && !isWorkspaceFile(name) {
			return false, nil
		}
		return false, hcl.Diagnostics{ofFile(name, "Link out of the workspace", "This symbolic link leads out of the workspace, "+
			"or to nothing, and is not followed. Replace it by a copy of what it names, or remove it.")}
	}
	return info.Mode().IsRegular() && isWorkspaceFile(name), nil
}

// ofFile is a diagnostic about a whole file or folder.
func ofFile(filename, summary, detail string) *hcl.Diagnostic {
	return &hcl.Diagnostic{
		Severity: hcl.DiagError, Summary: summary, Detail: detail,
		Subject: &hcl.Range{Filename: filename, Start: hcl.InitialPos, End: hcl.InitialPos},
	}
}

func unreadable(name string, err error) *hcl.Diagnostic {
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		err = pathError.Err
	}
	return ofFile(name, "Cannot be read", fmt.Sprintf("%s: %s. What can not be read can not be judged: make it readable, or move it out of the workspace.", name, err))
}

// read reads and parses files on every core. A syntax tree does not outlive its file.
func (w *Workspace) read(fsys fs.FS, files []string, parse func([]byte, string) *parsed) []*parsed {
	results := make([]*parsed, len(files))
	sources := make([][]byte, len(files))
	var next, total atomic.Int64
	var group sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(files)) {
		group.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(files) {
					return
				}
				src, diags := readFile(fsys, files[i])
				if total.Add(int64(len(src))) > MaxBytes {
					diags = append(diags, ofFile(files[i], "Workspace too large", fmt.Sprintf("The files of a workspace may hold %d MiB together. Split it.", MaxBytes>>20)))
				}
				sources[i] = src
				if diags.HasErrors() {
					results[i] = &parsed{diags: diags, unparsed: true}
					continue
				}
				results[i] = parse(src, files[i])
			}
		})
	}
	group.Wait()
	for i, name := range files {
		w.sources[name] = sources[i]
	}
	return results
}

func readFile(fsys fs.FS, name string) ([]byte, hcl.Diagnostics) {
	info, err := fs.Stat(fsys, name) // before it is opened, which for a pipe would wait for a writer
	if err != nil {
		return nil, hcl.Diagnostics{unreadable(name, err)}
	}
	if !info.Mode().IsRegular() {
		return nil, hcl.Diagnostics{unreadable(name, errors.New("not a regular file"))}
	}
	file, err := fsys.Open(name)
	if err != nil {
		return nil, hcl.Diagnostics{unreadable(name, err)}
	}
	defer func() { _ = file.Close() }()
	if diags := lang.CheckSize(name, info.Size()); diags.HasErrors() {
		return nil, diags
	}
	src := make([]byte, 0, info.Size()+1)
	src, err = appendAll(src, io.LimitReader(file, lang.MaxFileSize+1))
	if err != nil {
		return nil, hcl.Diagnostics{unreadable(name, err)}
	}
	return src, nil
}

func appendAll(dst []byte, r io.Reader) ([]byte, error) {
	for {
		if len(dst) == cap(dst) {
			dst = slices.Grow(dst, 512)
		}
		n, err := r.Read(dst[len(dst):cap(dst)])
		dst = dst[:len(dst)+n]
		if errors.Is(err, io.EOF) {
			return dst, nil
		}
		if err != nil {
			return dst, err
		}
	}
}

// digest hashes everything that the declarations come from.
func (w *Workspace) digest(inputs []string) string {
	h := sha256.New()
	for _, name := range sortedKeys(w.sources) {
		sum := sha256.Sum256(w.sources[name])
		fmt.Fprintf(h, "%q %x\n", name, sum)
	}
	for _, input := range inputs {
		fmt.Fprintf(h, "%s\n", input)
	}
	return "sha256:" + hex.EncodeToString(h.Sum(nil))
}

// NativeFiles lists the workspace's files in native syntax, in order.
func NativeFiles(fsys fs.FS) ([]string, hcl.Diagnostics) {
	files, diags := discover(fsys)
	return slices.DeleteFunc(files, func(name string) bool { return !strings.HasSuffix(name, ".hcl") }), diags
}
