package arch

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestCustody is the guard: the source of this repository obeys its floor plan.
func TestCustody(t *testing.T) {
	files, err := Read("../..")
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(files, func(f File) bool { return f.Path == "internal/arch/arch_test.go" }) {
		t.Fatal("the walk did not find this very file")
	}
	for _, violation := range Check(Custody(), files) {
		t.Error(violation)
	}
}

// TestCustodyTable keeps the table free of entries that can no longer mean anything.
func TestCustodyTable(t *testing.T) {
	rules := Custody()
	seen := map[string]string{}
	for _, floor := range rules.Floors {
		for _, entry := range floor.Packages {
			if other, twice := seen[entry]; twice {
				t.Errorf("%s stands on the floors %s and %s", entry, other, floor.Name)
			}
			seen[entry] = floor.Name
		}
	}
	paths := map[string]bool{}
	for _, library := range rules.Libraries {
		if paths[library.Path] {
			t.Errorf("library %s has two entries", library.Path)
		}
		paths[library.Path] = true
		for _, owner := range library.Owners {
			if _, ok := rules.floorOf(owner); !ok && owner != "*" {
				t.Errorf("library %s: its owner %s stands on no floor", library.Path, owner)
			}
		}
		for _, only := range library.Only {
			if !library.ownedBy(only.Package) {
				t.Errorf("library %s: %s is restricted and owns it not", library.Path, only.Package)
			}
		}
	}
}

func testRules() Rules {
	return Rules{
		Floors: []Floor{
			{"ground", []string{"base", "web"}},
			{"middle", []string{"driver/*"}},
			{"upper", []string{"driver/all"}},
			{"top", []string{"cmd/tool"}},
		},
		Libraries: []Library{
			{Path: "net/http", Owners: []string{"web", "driver/*"}},
			{
				Path: "example.org/lib", Owners: []string{"base", "web"},
				Only: []Only{{Package: "base", Names: []string{"Range"}}},
			},
			{Path: "example.org/lib/*", Owners: []string{"web"}},
			{Path: "example.org/check"},
			{Path: "example.org/free", Owners: []string{"*"}},
		},
		Banned:   []Banned{{Path: "time", Name: "Sleep", Reason: "no sleeps"}},
		MaxLines: 10,
	}
}

// source is a file with a package comment unless name or text say otherwise.
func source(t *testing.T, name, text string) File {
	t.Helper()
	if !strings.Contains(text, "package ") {
		text = "// Package p is a package.\npackage p\n" + text
	}
	file, err := parse(name, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func TestCheck(t *testing.T) {
	tests := []struct {
		name, path, text string
		want             string // part of the only violation; empty: there is none
	}{
		{name: "lower floor", path: "driver/a/a.go", text: `import _ "` + Module + `/base"`},
		{name: "own floor", path: "base/a.go", text: `import _ "` + Module + `/web"`, want: "floor ground imports web of floor ground"},
		{name: "sibling of a wildcard", path: "driver/a/a.go", text: `import _ "` + Module + `/driver/b"`, want: "floor middle imports driver/b"},
		{name: "higher floor", path: "base/a.go", text: `import _ "` + Module + `/driver/a"`, want: "floor ground imports driver/a of floor middle"},
		{name: "own entry beats the wildcard", path: "driver/all/a.go", text: `import _ "` + Module + `/driver/a"`},
		{name: "no floor", path: "stray/a.go", want: "package stray stands on no floor"},
		{name: "too deep for the wildcard", path: "driver/a/deep/a.go", want: "stands on no floor"},
		{name: "root package", path: "a.go", want: "package . stands on no floor"},
		{name: "import without floor", path: "base/a.go", text: `import _ "` + Module + `/stray"`, want: "imports stray, which stands on no floor"},
		{name: "import of the root", path: "base/a.go", text: `import _ "` + Module + `"`, want: "imports ., which stands on no floor"},
		{name: "test looks up", path: "base/a_test.go", text: `import _ "` + Module + `/driver/all"`},
		{name: "test looks at commands", path: "base/a_test.go", text: `import _ "` + Module + `/cmd/tool"`, want: "imports cmd/tool"},
		{name: "external test", path: "cmd/tool/a_test.go", text: `import _ "` + Module + `/cmd/tool"`},

		{name: "owned library", path: "web/a.go", text: `import _ "example.org/lib"`},
		{name: "library below", path: "web/a.go", text: `import _ "example.org/lib/sub"`},
		{name: "library below that is another's", path: "base/a.go", text: `import _ "example.org/lib/sub"`, want: "belongs to web"},
		{name: "foreign library", path: "driver/a/a.go", text: `import _ "example.org/lib"`, want: "belongs to base, web"},
		{name: "library of a longer name", path: "web/a.go", text: `import _ "example.org/library"`, want: "no package owns"},
		{name: "library of nobody", path: "web/a.go", text: `import _ "example.com/x"`, want: "no package owns"},
		{name: "library of all", path: "base/a.go", text: `import _ "example.org/free/part"`},
		{name: "library of tests", path: "web/a.go", text: `import _ "example.org/check"`, want: "belongs to tests alone"},
		{name: "library of tests in a test", path: "web/a_test.go", text: `import _ "example.org/check"`},
		{name: "standard library", path: "base/a.go", text: `import _ "os"`},
		{name: "owned standard library", path: "driver/a/a.go", text: `import _ "net/http"`},
		{name: "foreign standard library", path: "base/a.go", text: `import _ "net/http/httptest"`, want: "belongs to web, driver/*"},
		{name: "allowed name", path: "base/a.go", text: "import \"example.org/lib\"\nvar x lib.Range"},
		{name: "forbidden name", path: "base/a.go", text: "import \"example.org/lib\"\nvar x lib.Body", want: "uses example.org/lib.Body"},
		{name: "forbidden name by another import name", path: "base/a.go", text: "import l \"example.org/lib\"\nvar x l.Body", want: "uses example.org/lib.Body"},
		{name: "name that binds others only", path: "web/a.go", text: "import \"example.org/lib\"\nvar x lib.Body"},

		{name: "banned name", path: "base/a_test.go", text: "import \"time\"\nfunc f() { time.Sleep(1) }", want: "time.Sleep: no sleeps"},
		{name: "banned name of another package", path: "base/a.go", text: "import \"example.org/free\"\nfunc f() { free.Sleep(1) }"},

		{name: "at the limit", path: "base/a.go", text: strings.Repeat("\n", 8)},
		{name: "over the limit", path: "base/a.go", text: strings.Repeat("\n", 9), want: "11 lines, the limit is 10"},

		{name: "no comment", path: "base/a.go", text: "package p\n", want: "base: no package comment"},
		{name: "detached comment", path: "base/a.go", text: "// Package p is.\n\npackage p\n", want: "base: no package comment"},
		{name: "comment of another form", path: "base/a.go", text: "// This is p.\npackage p\n", want: "base: no package comment"},
		{name: "command", path: "cmd/tool/a.go", text: "// Command tool runs.\npackage main\n"},
		{name: "command without comment", path: "cmd/tool/a.go", text: "// Package main runs.\npackage main\n", want: "cmd/tool: no package comment"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := Check(testRules(), []File{source(t, test.path, test.text)})
			switch {
			case test.want == "" && len(got) > 0:
				t.Errorf("violations = %q; want none", got)
			case test.want != "" && (len(got) != 1 || !strings.Contains(got[0], test.want)):
				t.Errorf("violations = %q; want one with %q", got, test.want)
			}
		})
	}
}

func TestCheckOneCommentAPackage(t *testing.T) {
	got := Check(testRules(), []File{
		source(t, "base/z.go", "package p\n"), source(t, "base/b.go", ""), source(t, "web/a.go", "package p\n"),
	})
	if len(got) != 1 || !strings.HasPrefix(got[0], "web: ") {
		t.Errorf("violations = %q; want the one of web", got)
	}
}

func TestRead(t *testing.T) {
	root := t.TempDir()
	for _, name := range []string{
		"go.mod", "a/a.go", "a/a_test.go", "a/testdata/x.go", "a/_x/x.go", ".hidden/x.go", "nested/go.mod", "nested/x.go",
	} {
		content := "package a\n\nimport \"os\"\n"
		if err := os.MkdirAll(filepath.Dir(filepath.Join(root, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(root, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	files, err := Read(root)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, file := range files {
		got = append(got, file.Path)
		if file.Lines != 3 || len(file.Imports) != 1 || file.Imports[0].Path != "os" {
			t.Errorf("%s: %d lines, imports %v", file.Path, file.Lines, file.Imports)
		}
	}
	if want := []string{"a/a.go", "a/a_test.go"}; !slices.Equal(got, want) {
		t.Errorf("files = %q; want %q", got, want)
	}
}

func TestReadFails(t *testing.T) {
	broken := t.TempDir()
	if err := os.WriteFile(filepath.Join(broken, "a.go"), []byte("package"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, root := range map[string]string{
		"no files": t.TempDir(), "no folder": filepath.Join(t.TempDir(), "absent"), "not Go": broken,
	} {
		if files, err := Read(root); err == nil {
			t.Errorf("%s: %d files and no error", name, len(files))
		}
	}
}

// TestPicture holds the floors that ARCHITECTURE.md shows to the rules.
func TestPicture(t *testing.T) {
	page, err := os.ReadFile("../../ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	shown := map[string][]string{}
	for line := range strings.Lines(string(page)) {
		cells := strings.Split(strings.TrimSpace(line), "|")
		if len(cells) != 4 {
			continue
		}
		var packages []string
		for name := range strings.SplitSeq(cells[2], ",") {
			packages = append(packages, strings.Trim(strings.TrimSpace(name), "`"))
		}
		shown[strings.TrimSpace(cells[1])] = packages
	}
	for _, floor := range Custody().Floors {
		got, want := slices.Sorted(slices.Values(shown[floor.Name])), slices.Sorted(slices.Values(floor.Packages))
		if !slices.Equal(got, want) {
			t.Errorf("ARCHITECTURE.md shows on floor %s: %q; the rules say %q", floor.Name, got, want)
		}
	}
}
