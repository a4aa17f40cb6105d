package html_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/nhi-custody/custody/internal/report"
	"github.com/nhi-custody/custody/internal/report/html"
	"github.com/nhi-custody/custody/internal/report/reporttest"
)

func TestGolden(t *testing.T) {
	reporttest.Golden(t, "acme.html", reporttest.Written(t, html.New(), reporttest.Acme(t)), os.Getenv("UPDATE"))
	reporttest.Golden(t, "empty.html", reporttest.Written(t, html.New(), reporttest.Empty(t)), os.Getenv("UPDATE"))
	reporttest.Repeatable(t, html.New())
}

// documents are those whose pages are held against the rules below.
func documents(t *testing.T) map[string]*report.Document {
	t.Helper()
	all := map[string]*report.Document{"acme": reporttest.Acme(t), "empty": reporttest.Empty(t), "large": reporttest.Large(t, 40)}
	for _, bad := range reporttest.Bad() {
		all[bad] = reporttest.Hostile(t, bad)
	}
	return all
}

func TestSelfContained(t *testing.T) {
	for name, d := range documents(t) {
		root := parse(t, reporttest.Written(t, html.New(), d))
		for _, n := range root.all() {
			for attr, value := range n.attrs {
				switch {
				case attr == "src" || attr == "srcset" || attr == "style" || attr == "action" || attr == "ping" || strings.HasPrefix(attr, "on"):
					t.Errorf("%s: <%s %s=%q>", name, n.tag, attr, value)
				case attr == "href" && n.tag != "a" && !strings.HasPrefix(value, "#"):
					t.Errorf("%s: <%s> loads %q", name, n.tag, value)
				case attr == "href" && !strings.HasPrefix(value, "#") && !strings.HasPrefix(value, "https://"):
					t.Errorf("%s: a link leads to %q", name, value)
				}
			}
			if slices.Contains([]string{"link", "img", "iframe", "object", "embed", "base", "form", "video", "audio", "template"}, n.tag) {
				t.Errorf("%s: there is a <%s>", name, n.tag)
			}
		}
	}
}

func TestPolicyAllowsTheOwnStyleAndScriptAlone(t *testing.T) {
	out := reporttest.Written(t, html.New(), reporttest.Acme(t))
	root := parse(t, out)
	policy := ""
	for _, n := range root.named("meta") {
		if n.attrs["http-equiv"] == "Content-Security-Policy" {
			policy = n.attrs["content"]
		}
	}
	if !strings.HasPrefix(policy, "default-src 'none'; ") || strings.Contains(policy, "unsafe") {
		t.Fatalf("the policy is %q", policy)
	}
	for tag, directive := range map[string]string{"style": "style-src", "script": "script-src"} {
		contents := regexp.MustCompile(`(?s)<`+tag+`>(.*?)</`+tag+`>`).FindAllSubmatch(out, -1)
		if len(contents) != 1 {
			t.Fatalf("there are %d <%s>, want 1", len(contents), tag)
		}
		sum := sha256.Sum256(contents[0][1])
		want := fmt.Sprintf("%s 'sha256-%s';", directive, base64.StdEncoding.EncodeToString(sum[:]))
		if !strings.Contains(policy, want) {
			t.Errorf("the policy %q lacks %q", policy, want)
		}
	}
}

func TestStructure(t *testing.T) {
	for name, d := range documents(t) {
		root := parse(t, reporttest.Written(t, html.New(), d))
		if lang := root.named("html")[0].attrs["lang"]; lang != "en" {
			t.Errorf("%s: lang is %q", name, lang)
		}
		for _, tag := range []string{"main", "header", "footer", "nav", "h1", "title"} {
			if n := len(root.named(tag)); n != 1 {
				t.Errorf("%s: %d <%s>, want 1", name, n, tag)
			}
		}
		checkHeadings(t, name, root)
		checkReferences(t, name, root)
		for _, table := range root.named("table") {
			checkTable(t, name, table)
		}
	}
}

func checkHeadings(t *testing.T, name string, root *node) {
	t.Helper()
	level := 0
	for _, n := range root.all() {
		if len(n.tag) != 2 || n.tag[0] != 'h' || n.tag[1] < '1' || n.tag[1] > '6' {
			continue
		}
		next := int(n.tag[1] - '0')
		if next > level+1 {
			t.Errorf("%s: %s follows a heading of level %d", name, n.tag, level)
		}
		level = next
	}
}

// checkReferences proves that no id stands twice and that everything which names one names one that is there.
func checkReferences(t *testing.T, name string, root *node) {
	t.Helper()
	ids := map[string]bool{}
	for _, n := range root.all() {
		if id, ok := n.attrs["id"]; ok {
			if ids[id] || id == "" || strings.ContainsAny(id, " \t\n") {
				t.Errorf("%s: the id %q is doubled or malformed", name, id)
			}
			ids[id] = true
		}
	}
	for _, n := range root.all() {
		for _, attr := range []string{"href", "aria-labeledby"} {
			target, ok := n.attrs[attr]
			if attr == "href" {
				target, ok = strings.CutPrefix(target, "#")
			}
			if ok && !ids[target] {
				t.Errorf("%s: <%s %s> names %q, which is not there", name, n.tag, attr, target)
			}
		}
	}
}

func checkTable(t *testing.T, name string, table *node) {
	t.Helper()
	if captions := table.named("caption"); len(captions) != 1 || strings.TrimSpace(captions[0].text()) == "" {
		t.Errorf("%s: a table has no caption", name)
	}
	columns := table.named("thead")[0].named("th")
	for _, th := range table.named("th") {
		if scope := th.attrs["scope"]; scope != "col" && scope != "row" {
			t.Errorf("%s: a th has the scope %q", name, scope)
		}
	}
	if n := len(table.named("col")); n != len(columns) {
		t.Errorf("%s: %d columns are laid out, %d named", name, n, len(columns))
	}
	for _, tr := range table.named("tbody")[0].named("tr") {
		if len(tr.children) != len(columns) {
			t.Errorf("%s: a row has %d cells, the table %d columns", name, len(tr.children), len(columns))
			continue
		}
		for i, cell := range tr.children {
			label, head := strings.ToLower(cell.attrs["data-label"]), strings.ToLower(strings.TrimSpace(columns[i].text()))
			if label != head {
				t.Errorf("%s: a cell is labeled %q under %q", name, label, head)
			}
		}
	}
}

// TestHostileText proves that a text of strangers stays one: the page has the same elements whatever it says.
func TestHostileText(t *testing.T) {
	want := tags(parse(t, reporttest.Written(t, html.New(), reporttest.Hostile(t, "harmless text"))))
	for _, bad := range reporttest.Bad() {
		out := reporttest.Written(t, html.New(), reporttest.Hostile(t, bad))
		if got := tags(parse(t, out)); got != want {
			t.Errorf("%q changes the elements of the page", bad)
		}
		if i := bytes.IndexFunc(out, func(r rune) bool {
			return r < ' ' && r != '\n' || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0x200b
		}); i >= 0 {
			t.Errorf("%q leaves a character that can not be seen: %q", bad, out[i:i+12])
		}
	}
}

// tags lists the elements of a page; where a line may break depends on the text and is left out.
func tags(root *node) string {
	var b strings.Builder
	for _, n := range root.all() {
		if n.tag != "wbr" {
			b.WriteString(n.tag + " ")
		}
	}
	return b.String()
}

func TestAnEmptyEvaluationIsNeverGreen(t *testing.T) {
	out := string(reporttest.Written(t, html.New(), reporttest.Empty(t)))
	if n := strings.Count(out, `class="status holds"`); n != 1 { // in the key to the shapes
		t.Errorf("something is said to hold %d times", n-1)
	}
	for _, words := range []string{"No check applied to anything: this proves nothing.", "Nothing was evaluated, so nothing is known.", "No policy was asked"} {
		if !strings.Contains(out, words) {
			t.Errorf("the page about nothing does not say %q", words)
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		d := reporttest.Large(b, n)
		b.Run(fmt.Sprintf("clis=%d", n), func(b *testing.B) {
			for b.Loop() {
				reporttest.Written(b, html.New(), d)
			}
		})
	}
}
