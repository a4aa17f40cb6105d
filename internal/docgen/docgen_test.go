package docgen_test

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/nhi-custody/custody/internal/cli"
	"github.com/nhi-custody/custody/internal/cli/view"
	"github.com/nhi-custody/custody/internal/docgen"
)

const (
	repository = "../.."
	docs       = "../../docs"
)

func pages(t *testing.T) []docgen.Page {
	t.Helper()
	in := docgen.Input{Commands: cli.Commands()}
	for _, d := range view.Documents() {
		in.Documents = append(in.Documents, docgen.Document(d))
	}
	made, err := docgen.Pages(in)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// TestDocsAreUpToDate fails when the source says something else than the pages in the repository.
func TestDocsAreUpToDate(t *testing.T) {
	dir := t.TempDir()
	made := pages(t)
	if err := docgen.Write(dir, made); err != nil {
		t.Fatal(err)
	}
	for _, p := range made {
		want, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(p.Path)))
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join(docs, filepath.FromSlash(p.Path)))
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("docs/%s is out of date: run make docs (%v)", p.Path, err)
		}
	}
	for _, folder := range []string{"reference", "reference/commands"} {
		found, err := filepath.Glob(filepath.Join(docs, folder, "*.md"))
		if err != nil || len(found) == 0 {
			t.Fatalf("docs/%s holds no pages: %v", folder, err)
		}
		for _, file := range found {
			name := folder + "/" + filepath.Base(file)
			if !slices.ContainsFunc(made, func(p docgen.Page) bool { return p.Path == name }) {
				t.Errorf("docs/%s is made no more: run make docs", name)
			}
		}
	}
}

func TestPagesAreRepeatable(t *testing.T) {
	first, second := pages(t), pages(t)
	if len(first) != len(second) {
		t.Fatalf("%d pages, then %d", len(first), len(second))
	}
	for i := range first {
		if first[i].Path != second[i].Path || !bytes.Equal(first[i].Content, second[i].Content) {
			t.Errorf("%s differs from run to run", first[i].Path)
		}
	}
}

func TestWriteRemovesWhatIsMadeNoMore(t *testing.T) {
	dir := t.TempDir()
	stale := filepath.Join(dir, "reference", "commands", "custody_gone.md")
	kept := filepath.Join(dir, "performance.md")
	if err := os.MkdirAll(filepath.Dir(stale), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{stale, kept} {
		if err := os.WriteFile(file, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := docgen.Write(dir, []docgen.Page{{Path: "reference/language.md", Content: []byte("y")}}); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(stale); !os.IsNotExist(err) {
		t.Errorf("the page of a command that is gone is still there: %v", err)
	}
	if _, err := os.Stat(kept); err != nil {
		t.Errorf("a page that was written by hand is gone: %v", err)
	}
}

// TestLinks follows every relative link of every page, those written by hand too.
func TestLinks(t *testing.T) {
	files := markdown(t)
	followed := 0
	for _, file := range files {
		for _, target := range links(t, file) {
			followed++
			name, fragment, _ := strings.Cut(target, "#")
			linked := file
			if name != "" {
				linked = filepath.Join(filepath.Dir(file), name)
			}
			if _, err := os.Stat(linked); err != nil {
				t.Errorf("%s: the link %s leads nowhere", file, target)
				continue
			}
			if fragment != "" && !slices.Contains(anchors(t, linked), fragment) {
				t.Errorf("%s: the link %s leads to no heading", file, target)
			}
		}
	}
	if followed < 100 {
		t.Errorf("%d links were followed; there are more", followed)
	}
}

func markdown(t *testing.T) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(repository, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (entry.Name() == "testdata" || name != repository && strings.HasPrefix(entry.Name(), ".")):
			return fs.SkipDir
		case filepath.Ext(name) == ".md":
			files = append(files, name)
		}
		return nil
	})
	if err != nil || len(files) < 20 {
		t.Fatalf("%d pages were found: %v", len(files), err)
	}
	return files
}

// prose is a page without its blocks of code.
func prose(t *testing.T, file string) string {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	fenced := regexp.MustCompile("(?ms)^```.*?^```$")
	return fenced.ReplaceAllString(string(content), "")
}

func links(t *testing.T, file string) []string {
	t.Helper()
	var targets []string
	for _, m := range regexp.MustCompile(`\]\(([^)\s]+)\)`).FindAllStringSubmatch(prose(t, file), -1) {
		if !strings.Contains(m[1], "://") && !strings.HasPrefix(m[1], "mailto:") {
			targets = append(targets, m[1])
		}
	}
	return targets
}

// anchors are the fragments of a page's headings, as GitHub makes them.
func anchors(t *testing.T, file string) []string {
	t.Helper()
	dropped := regexp.MustCompile(`[^\p{L}\p{N} _-]`)
	var out []string
	for _, m := range regexp.MustCompile(`(?m)^#+ +(.+)$`).FindAllStringSubmatch(prose(t, file), -1) {
		out = append(out, strings.ReplaceAll(dropped.ReplaceAllString(strings.ToLower(m[1]), ""), " ", "-"))
	}
	return out
}

// TestEnvironmentIsComplete reads the source for names of environment variables, and wants each in the reference.
func TestEnvironmentIsComplete(t *testing.T) {
	reference, err := os.ReadFile(filepath.Join(docs, "reference/environment.md"))
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, folder := range []string{"cmd/custody", "internal"} {
		err := filepath.WalkDir(filepath.Join(repository, folder), func(name string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case entry.IsDir() && slices.Contains([]string{"testserver", "demo", "bench", "docgen", "testdata", "hydrafake"}, entry.Name()):
				return fs.SkipDir
			case strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go"):
				return variablesOf(name, found)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"NO_COLOR", "CUSTODY_CREDENTIAL_ORIGINS", "GITHUB_ACTOR"} {
		if !found[name] {
			t.Errorf("%s was not found in the source: this test looks in the wrong place", name)
		}
	}
	for name := range found {
		if !strings.Contains(string(reference), "`"+name) {
			t.Errorf("%s is read, and docs/reference/environment.md does not say so", name)
		}
	}
}

// variablesOf gathers the names that a file looks up, and the constants that look like custody's own.
func variablesOf(file string, found map[string]bool) error {
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	own := regexp.MustCompile(`^CUSTODY_[A-Z0-9_]+$`)
	lookup := []string{"Env", "Getenv", "LookupEnv", "get", "env"}
	ast.Inspect(parsed, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BasicLit:
			if text, err := strconv.Unquote(n.Value); err == nil && own.MatchString(text) {
				found[text] = true
			}
		case *ast.CallExpr:
			if len(n.Args) != 1 || !slices.Contains(lookup, calleeName(n.Fun)) {
				return true
			}
			if literal, ok := n.Args[0].(*ast.BasicLit); ok && literal.Kind == token.STRING {
				if text, err := strconv.Unquote(literal.Value); err == nil {
					found[text] = true
				}
			}
		}
		return true
	})
	return nil
}

func calleeName(callee ast.Expr) string {
	switch callee := callee.(type) {
	case *ast.Ident:
		return callee.Name
	case *ast.SelectorExpr:
		return callee.Sel.Name
	}
	return ""
}
