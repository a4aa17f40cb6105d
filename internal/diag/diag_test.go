package diag_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/internal/diag"
)

// at is a diagnostic without a source, for what depends on its place alone.
func at(file string, line, column int, severity hcl.DiagnosticSeverity, summary, detail string) *hcl.Diagnostic {
	d := &hcl.Diagnostic{Severity: severity, Summary: summary, Detail: detail}
	if file != "" {
		d.Subject = &hcl.Range{Filename: file, Start: hcl.Pos{Line: line, Column: column}, End: hcl.Pos{Line: line, Column: column + 1}}
	}
	return d
}

func sorted() hcl.Diagnostics {
	return hcl.Diagnostics{
		at("", 0, 0, hcl.DiagError, "nowhere", ""),
		at("", 0, 0, hcl.DiagWarning, "nowhere", ""),
		at("a.hcl", 2, 9, hcl.DiagError, "a", "x"),
		at("a.hcl", 2, 10, hcl.DiagError, "a", "x"),
		at("a.hcl", 2, 10, hcl.DiagError, "a", "y"),
		at("a.hcl", 2, 10, hcl.DiagError, "b", "a"),
		at("a.hcl", 2, 10, hcl.DiagWarning, "a", "x"),
		at("a.hcl", 10, 1, hcl.DiagError, "a", "x"),
		at("b.hcl", 1, 1, hcl.DiagError, "a", "x"),
	}
}

func text(diags hcl.Diagnostics) string {
	var b strings.Builder
	for _, d := range diags {
		fmt.Fprintf(&b, "%v %v %s %s\n", d.Subject, d.Severity, d.Summary, d.Detail)
	}
	return b.String()
}

// However they come, and however often, they are printed once and in one order.
func TestSort(t *testing.T) {
	want := text(sorted())
	random := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		diags := slices.Concat(sorted(), sorted()[2:5])
		random.Shuffle(len(diags), func(i, j int) { diags[i], diags[j] = diags[j], diags[i] })
		if got := text(diag.Sort(diags)); got != want {
			t.Fatalf("the order is\n%s\nwant\n%s", got, want)
		}
	}
	if got := diag.Sort(nil); len(got) != 0 {
		t.Errorf("nothing, sorted, is %v", got)
	}
}

func TestCount(t *testing.T) {
	errors, warnings := diag.Count(sorted())
	if errors != 7 || warnings != 2 {
		t.Errorf("%d errors and %d warnings; want 7 and 2", errors, warnings)
	}
}

// place finds a piece of a text and makes a diagnostic of it.
func place(t *testing.T, source, piece string) *hcl.Diagnostic {
	t.Helper()
	begin := strings.Index(source, piece)
	if begin < 0 {
		t.Fatalf("%q is not in the source", piece)
	}
	pos := func(b int) hcl.Pos {
		line := strings.Count(source[:b], "\n")
		return hcl.Pos{Line: line + 1, Column: len([]rune(source[strings.LastIndexByte(source[:b], '\n')+1:b])) + 1, Byte: b}
	}
	return &hcl.Diagnostic{
		Severity: hcl.DiagError, Summary: "Wrong",
		Subject: &hcl.Range{Filename: "a.hcl", Start: pos(begin), End: pos(begin + len(piece))},
	}
}

func sources(source string) diag.Sources {
	return func(name string) []byte {
		if name != "a.hcl" {
			return nil
		}
		return []byte(source)
	}
}

func TestSnippetOf(t *testing.T) {
	long := strings.Repeat("a", 400) + "é!" + strings.Repeat("b", 400)
	for _, c := range []struct {
		name, source, piece string
		line, within        string
	}{
		{"first line", "one\ntwo", "one", "one", "one"},
		{"last line without a break", "one\ntwo", "wo", "two", "wo"},
		{"tabs stay", "\ta\t= b\n", "b", "\ta\t= b", "b"},
		{"letters of several bytes", "é = ü\n", "ü", "é = ü", "ü"},
		{"line breaks of two bytes", "a\r\nb = c\r\nd", "b", "b = c", "b"},
		{"a range that ends in the break", "a = b\r\n", "b\r\n", "a = b", "b"},
		{"a range over lines", "a = [\n1,\n]", "[\n1,\n]", "a = [", "["},
		{"a long line around its range", long, "é!", strings.Repeat("a", 60) + "é!" + strings.Repeat("b", 177), "é!"},
		{"a long range", long, long[:300], long[:240], long[:240]},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, ok := diag.SnippetOf(place(t, c.source, c.piece), sources(c.source))
			if !ok || s.Line != c.line || s.Line[s.Start:s.End] != c.within {
				t.Errorf("%v: line %q, within %q; want %q and %q", ok, s.Line, s.Line[s.Start:s.End], c.line, c.within)
			}
		})
	}
}

func TestSnippetAtEnd(t *testing.T) {
	source := "a {\n"
	d := &hcl.Diagnostic{Subject: &hcl.Range{Filename: "a.hcl", Start: hcl.Pos{Line: 2, Column: 1, Byte: 4}, End: hcl.Pos{Line: 2, Column: 1, Byte: 4}}}
	if s, ok := diag.SnippetOf(d, sources(source)); !ok || s != (diag.Snippet{}) {
		t.Errorf("the end of the file shows %+v, %v", s, ok)
	}
}

// A line is left out where it can not be shown, or must not be.
func TestNoSnippet(t *testing.T) {
	source := "a = b\n"
	ok := func() *hcl.Diagnostic { return place(t, source, "b") }
	for name, d := range map[string]*hcl.Diagnostic{
		"no place":      {Summary: "x"},
		"hidden":        func() *hcl.Diagnostic { d := ok(); d.Extra = diag.HideSource{}; return d }(),
		"unknown file":  func() *hcl.Diagnostic { d := ok(); d.Subject.Filename = "b.hcl"; return d }(),
		"past the end":  func() *hcl.Diagnostic { d := ok(); d.Subject.Start.Byte = 99; return d }(),
		"before it":     func() *hcl.Diagnostic { d := ok(); d.Subject.Start.Byte = -1; return d }(),
		"invalid UTF-8": func() *hcl.Diagnostic { d := ok(); d.Subject.Filename = "binary"; return d }(),
	} {
		read := func(name string) []byte {
			if name == "binary" {
				return []byte("a = \xff\n")
			}
			return sources(source)(name)
		}
		if s, shown := diag.SnippetOf(d, read); shown {
			t.Errorf("%s: %q is shown", name, s.Line)
		}
	}
	if _, shown := diag.SnippetOf(ok(), nil); shown {
		t.Error("without sources a line is shown")
	}
}

// A mistake beside a credential must not put it into a log; a line that only sounds like one is shown.
func TestCredentialLines(t *testing.T) {
	for line, shown := range map[string]bool{
		`auth { token = "s3cret" }`:              false,
		`client_secret = "s3cret" oops`:          false,
		`"password": "s3cret",`:                  false,
		`dsn = "postgres://u:p@h/d"`:             false,
		`secret = env("PAYCTL_SECRET") oops`:     true,
		`refresh_token = "sometimes"`:            true,
		`access_token_ttl = "15"`:                true,
		`title = "The tokens of a password app"`: true,
	} {
		if _, ok := diag.SnippetOf(place(t, line, line), sources(line)); ok != shown {
			t.Errorf("%s: shown is %v; want %v", line, ok, shown)
		}
	}
}
