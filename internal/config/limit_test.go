package config_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/nhi-custody/custody/internal/config"
)

// onDisk writes a workspace to a folder and opens it the way that commands do.
func onDisk(t *testing.T, files map[string]string) (dir string, fsys fs.FS) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "ws")
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = root.Close() })
	return dir, root.FS()
}

func TestLinksOutOfTheWorkspace(t *testing.T) {
	for _, c := range []struct{ name, link, to string }{
		{"file", "x.custody.hcl", "../outside/x.custody.hcl"},
		{"absolute file", "x.custody.hcl", "ABSOLUTE/x.custody.hcl"},
		{"folder", "team-x", "../outside"},
		{"folder two levels down", "a/team-x", "../../outside"},
		{"nothing", "x.custody.hcl", "nowhere.custody.hcl"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir, fsys := onDisk(t, map[string]string{"main.custody.hcl": head, "a/a.custody.hcl": ""})
			outside := filepath.Join(filepath.Dir(dir), "outside")
			if err := os.Mkdir(outside, 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(outside, "x.custody.hcl"), []byte(`team "x" {}`), 0o644); err != nil {
				t.Fatal(err)
			}
			to := strings.Replace(c.to, "ABSOLUTE", outside, 1)
			if err := os.Symlink(to, filepath.Join(dir, filepath.FromSlash(c.link))); err != nil {
				t.Fatal(err)
			}
			w, diags := config.Load(fsys, config.Options{})
			hasExactly(t, diags, expected{c.link, 1, "Link out of the workspace", []string{"is not followed", "Replace it by a copy"}})
			if len(w.Teams) > 0 {
				t.Error("the link was followed")
			}
		})
	}
}

// Links inside the workspace are what people use to share a file; a folder is read where it is, once.
func TestLinksInside(t *testing.T) {
	dir, fsys := onDisk(t, map[string]string{"main.custody.hcl": head, "real/a.txt": `team "x" {}`, "real/y.custody.hcl": `team "y" {}`})
	for link, to := range map[string]string{"x.custody.hcl": "real/a.txt", "again": "real", ".hidden": "/etc", "broken.txt": "nowhere"} {
		if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	w, diags := config.Load(fsys, config.Options{})
	if len(diags) > 0 {
		t.Fatal(list(diags))
	}
	if len(w.Teams) != 2 {
		t.Errorf("%d teams", len(w.Teams))
	}
}

// A file of 100 MB is refused by its size: it is sparse here, and reading it would be the mistake.
func TestHugeFile(t *testing.T) {
	dir, fsys := onDisk(t, map[string]string{"main.custody.hcl": head, "big.custody.hcl": ""})
	if err := os.Truncate(filepath.Join(dir, "big.custody.hcl"), 100<<20); err != nil {
		t.Fatal(err)
	}
	_, diags := config.Load(fsys, config.Options{})
	hasExactly(t, diags, expected{"big.custody.hcl", 1, "File too large", []string{"104857600 bytes", "1 MiB", "Split it"}})
}

func TestNoRegularFile(t *testing.T) {
	dir, fsys := onDisk(t, map[string]string{"main.custody.hcl": head})
	if err := os.Mkdir(filepath.Join(dir, "folder.custody.hcl"), 0o755); err != nil {
		t.Fatal(err)
	}
	if _, diags := config.Load(fsys, config.Options{}); len(diags) > 0 {
		t.Errorf("a folder with the name of a file: %s", list(diags))
	}
}

// unreadable fails to open what it names.
type unreadable struct {
	fstest.MapFS
	name string
}

func (u unreadable) Open(name string) (fs.File, error) {
	if name == u.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return u.MapFS.Open(name)
}

func (u unreadable) ReadDir(name string) ([]fs.DirEntry, error) {
	if name == u.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return u.MapFS.ReadDir(name)
}

func TestUnreadable(t *testing.T) {
	files := map[string]string{"main.custody.hcl": head, "team/x.custody.hcl": `team "x" {}`, "values.auto.custody.vars": ""}
	for _, name := range []string{"team", "team/x.custody.hcl", ".", "values.auto.custody.vars"} {
		_, diags := config.Load(unreadable{workspace(files), name}, config.Options{})
		hasExactly(t, diags, expected{name, 1, "Cannot be read", []string{name + ": permission denied", "make it readable, or move it out"}})
	}
}

func TestTooManyFiles(t *testing.T) {
	fsys := workspace(map[string]string{"a.custody.hcl": head})
	empty := &fstest.MapFile{}
	for i := range config.MaxFiles {
		fsys[fmt.Sprintf("d%d/f%d.custody.hcl", i/1000, i)] = empty
	}
	_, diags := config.Load(fsys, config.Options{})
	if len(diags) != 1 || diags[0].Summary != "Too many files" || !strings.Contains(diags[0].Detail, "20000") {
		t.Error(list(diags))
	}
}

// What stands in a file must not bring the process down, whatever the parser would do with it.
func TestBombs(t *testing.T) {
	deep := func(open, shut string, n int) string { return strings.Repeat(open, n) + strings.Repeat(shut, n) }
	const many = 200_000
	for _, c := range []struct {
		name, file, text string
		summary          string
	}{
		{"parentheses", "x.custody.hcl", "locals { a = " + deep("(", ")", 400_000) + "}", "Nested too deeply"},
		{"open parentheses alone", "x.custody.hcl", "locals { a = " + strings.Repeat("(", 900_000), "Nested too deeply"},
		{"lists", "x.custody.hcl", "locals { a = " + deep("[", "]", many) + "}", "Nested too deeply"},
		{"objects", "x.custody.hcl", "locals { a = " + deep("{a=", "}", many) + "}", "Nested too deeply"},
		{"blocks", "x.custody.hcl", deep("a {\n", "}\n", 100_000), "Nested too deeply"},
		{"templates", "x.custody.hcl", `locals { a = ` + deep(`"${`, `}"`, many) + "}", "Nested too deeply"},
		{"negations", "x.custody.hcl", "locals { a = " + strings.Repeat("!", 900_000) + "true }", "Nested too deeply"},
		{"minus signs", "x.custody.hcl", "locals { a = " + strings.Repeat("-", 900_000) + "1 }", "Nested too deeply"},
		{"conditionals", "x.custody.hcl", "locals { a = " + strings.Repeat("true?1:", 100_000) + "1 }", "Nested too deeply"},
		{"sums", "x.custody.hcl", "locals { a = " + strings.Repeat("1+", 300_000) + "1 }", "Nested too deeply"},
		{"indexes", "x.custody.hcl", "locals { a = b" + strings.Repeat("[0]", 200_000) + " }", "Nested too deeply"},
		{"calls", "x.custody.hcl", "locals { a = " + deep("upper(", ")", 100_000) + "}", "Nested too deeply"},
		{"lists in JSON", "x.custody.json", `{"locals": {"a": ` + deep("[", "]", 400_000) + "}}", "Nested too deeply"},
		{"objects in JSON", "x.custody.json", deep(`{"a":`, "}", 100_000), "Nested too deeply"},
		{"parentheses in a string of JSON", "x.custody.json", `{"locals": {"a": "${` + deep("(", ")", 400_000) + `}"}}`, "Nested too deeply"},
		{"a list of values", "values.auto.custody.vars", "a = " + deep("[", "]", many), "Nested too deeply"},
		{"bad UTF-8", "x.custody.hcl", "team \"x\" {\n  title = \"a\xffb\"\n}", "Invalid character encoding"},
		{"bad UTF-8 in JSON", "x.custody.json", "{\"team\": {\"x\": {\"title\": \"a\xff\"}}}", "Invalid character encoding"},
		{"NUL", "x.custody.hcl", "team \"x\" {\x00}", "Invalid character"},
		{"UTF-16", "x.custody.hcl", "\xff\xfet\x00e\x00", "Invalid character encoding"},
	} {
		t.Run(c.name, func(t *testing.T) {
			diags := mistakes(workspace(map[string]string{"a.custody.hcl": head, c.file: c.text}), config.Options{})
			if len(diags) == 0 {
				t.Fatal("no diagnostic")
			}
			d := diags[0]
			if d.Summary != c.summary || d.Subject == nil || d.Subject.Filename != c.file || d.Subject.Start.Line < 1 {
				t.Errorf("%s (%v), want %q in %s", d.Error(), d.Subject, c.summary, c.file)
			}
		})
	}
}

// What an expression comes to is bounded while it is worked out.
func TestExpansion(t *testing.T) {
	var doubling strings.Builder
	doubling.WriteString("locals {\n  s0 = \"0123456789abcdef\"\n")
	for i := range 60 {
		fmt.Fprintf(&doubling, "  s%d = \"${local.s%d}${local.s%d}\"\n", i+1, i, i)
	}
	doubling.WriteString("}\n")
	var lists strings.Builder
	lists.WriteString("locals {\n  l0 = [1]\n")
	for i := range 60 {
		fmt.Fprintf(&lists, "  l%d = [local.l%d, local.l%d]\n", i+1, i, i)
	}
	lists.WriteString("}\n")
	chain := &strings.Builder{}
	chain.WriteString("locals {\n")
	for i := range 5000 {
		fmt.Fprintf(chain, "  c%04d = local.c%04d\n", i, i+1)
	}
	chain.WriteString("  c5000 = 1\n}\n")
	for _, c := range []struct{ name, text, summary string }{
		{"strings that double through locals", doubling.String(), "Value too large"},
		{"lists that double through locals", lists.String(), "Value too large"},
		{"a chain of locals", chain.String(), "Values depend too deeply"},
		{"for in for", "locals { a = [for x in range(1000) : [for y in range(1000) : [for z in range(1000) : x]]] }", "Expression is too expensive"},
		{"range", `locals { a = range(100000000) }`, ""},
		{"setproduct", `locals { a = setproduct(range(1000), range(1000), range(1000)) }`, ""},
		{"format with a width", `locals { a = format("%999999999d", 1) }`, ""},
		{"replace", "locals { a = replace(join(\"\", [for x in range(1000) : \"aaaaaaaaaa\"]), \"a\", join(\"\", [for x in range(1000) : \"aaaaaaaaaa\"])) }", ""},
		{"indent", `locals { a = indent(1000000000, "a\nb") }`, ""},
		{"an infinite number", `cli "x" { title = pow(10, 100000000) }`, "Wrong type of value"},
		{"regular expression", `locals { a = regex("((a{1,100}){1,100}){1,100}", "a") }`, ""},
		{"jsondecode", `locals { a = jsondecode("` + strings.Repeat("[", 100_000) + `") }`, ""},
		{"flatten of shared lists", strings.Replace(lists.String(), "local.l12, local.l12]", "flatten([local.l12, local.l12])]", 1), "Value too large"},
	} {
		t.Run(c.name, func(t *testing.T) {
			diags := mistakes(one(c.text), config.Options{})
			if len(diags) == 0 {
				t.Fatal("no diagnostic")
			}
			if c.summary != "" && diags[0].Summary != c.summary {
				t.Errorf("%s, want %q", diags[0].Error(), c.summary)
			}
			if len(diags) > 10 {
				t.Errorf("one mistake gives %d diagnostics", len(diags))
			}
		})
	}
}

func TestFile(t *testing.T) {
	dir, fsys := onDisk(t, map[string]string{
		"main.custody.hcl": head + `cli "x" {
  title   = file("docs/title.txt")
  purpose = upper(file("./docs/title.txt"))
}`,
		"docs/title.txt": "Title", ".links/empty": "",
	})
	w, diags := config.Load(fsys, config.Options{})
	if len(diags) > 0 || w.CLIs[0].Title.Value != "Title" || w.CLIs[0].Purpose.Value != "TITLE" {
		t.Errorf("%s %+v", list(diags), w.CLIs)
	}
	if err := os.WriteFile(filepath.Join(filepath.Dir(dir), "outside.txt"), []byte("SECRET"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("../../outside.txt", filepath.Join(dir, ".links/link.txt")); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ path, phrase string }{
		{"../outside.txt", "leads out of the workspace"},
		{"/etc/passwd", "leads out of the workspace"},
		{"docs/../../outside.txt", "leads out of the workspace"},
		{".links/link.txt", ".links/link.txt"},
		{"docs", "not a regular file"},
		{"nothing.txt", "nothing.txt"},
		{"", ""},
	} {
		text := head + fmt.Sprintf("cli \"x\" {\n  title = file(%q)\n}", c.path)
		if err := os.WriteFile(filepath.Join(dir, "main.custody.hcl"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		w, diags := config.Load(fsys, config.Options{})
		if len(diags) != 1 || diags[0].Subject.Start.Line != 3 || !strings.Contains(diags[0].Detail, c.phrase) {
			t.Errorf("file(%q): %s", c.path, list(diags))
		}
		if len(w.CLIs) > 0 && strings.Contains(w.CLIs[0].Title.Value, "SECRET") {
			t.Errorf("file(%q) read what lies outside", c.path)
		}
	}
}

// A file system that breaks in the middle of a file gives a diagnostic, not half a workspace.
type breaking struct{ fstest.MapFS }

func (b breaking) Open(name string) (fs.File, error) {
	f, err := b.MapFS.Open(name)
	if err != nil || name != "b.custody.hcl" {
		return f, err
	}
	return brokenFile{f}, nil
}

type brokenFile struct{ fs.File }

func (brokenFile) Read([]byte) (int, error) { return 0, errors.New("input/output error") }

func TestReadError(t *testing.T) {
	_, diags := config.Load(breaking{workspace(map[string]string{"a.custody.hcl": head, "b.custody.hcl": `team "x" {}`})}, config.Options{})
	hasExactly(t, diags, expected{"b.custody.hcl", 1, "Cannot be read", []string{"input/output error"}})
}
