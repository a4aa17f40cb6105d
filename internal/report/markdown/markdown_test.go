package markdown_test

import (
	"bytes"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/nhi-custody/custody/internal/report"
	"github.com/nhi-custody/custody/internal/report/markdown"
	"github.com/nhi-custody/custody/internal/report/reporttest"
)

func TestGolden(t *testing.T) {
	reporttest.Golden(t, "acme.md", reporttest.Written(t, markdown.New(), reporttest.Acme(t)), os.Getenv("UPDATE"))
	reporttest.Golden(t, "empty.md", reporttest.Written(t, markdown.New(), reporttest.Empty(t)), os.Getenv("UPDATE"))
	reporttest.Repeatable(t, markdown.New())
}

// TestShape proves that a table is a table: each of its lines has as many cells as its head.
func TestShape(t *testing.T) {
	check := func(name string, d *report.Document) {
		columns := 0
		for n, line := range strings.Split(string(reporttest.Written(t, markdown.New(), d)), "\n") {
			if !strings.HasPrefix(line, "|") {
				columns = 0
				continue
			}
			cells := strings.Count(strings.ReplaceAll(line, `\|`, ""), "|")
			if columns == 0 {
				columns = cells
			}
			if cells != columns || !strings.HasSuffix(line, "|") {
				t.Errorf("%s: line %d has %d bars, its table %d: %s", name, n+1, cells, columns, line)
			}
		}
	}
	check("acme", reporttest.Acme(t))
	check("large", reporttest.Large(t, 300))
	for _, bad := range reporttest.Bad() {
		check(bad, reporttest.Hostile(t, bad))
	}
}

func TestLargeReportFitsAndKeepsTheWorst(t *testing.T) {
	d := reporttest.Large(t, 3000)
	out := string(reporttest.Written(t, markdown.New(), d))
	if len(out) > markdown.Limit {
		t.Fatalf("%d bytes, more than a comment can have", len(out))
	}
	if len(out) < markdown.Limit*9/10 {
		t.Errorf("only %d bytes are used, though rows are left out", len(out))
	}
	for _, heading := range []string{"Findings", "Exceptions", "Controls: ", "Who is accountable", "Which tokens can exist"} {
		if !strings.Contains(out, "\n## "+heading) {
			t.Errorf("the section %q is gone", heading)
		}
	}
	findings := part(out, "Findings")
	if rows := strings.Count(findings, "\n| **mandatory**"); rows == 0 || strings.Contains(findings, "advisory") {
		t.Errorf("the worst findings are not the ones that are kept:\n%s", findings[:400])
	}
	shown := strings.Count(findings, "\n| ") - 2 // the head, and the line below it
	want := fmt.Sprintf("_%d more rows are left out; the worst are shown._", len(d.Findings)-shown)
	if !strings.Contains(findings, want) {
		t.Errorf("%d of %d findings are shown, but it does not say %q", shown, len(d.Findings), want)
	}
	if exceptions := part(out, "Exceptions"); !strings.Contains(exceptions, "**expired") || strings.Contains(exceptions, "days left") {
		t.Errorf("expired exceptions are not kept before the others:\n%s", exceptions[:400])
	}
}

func part(out, heading string) string {
	_, after, _ := strings.Cut(out, "\n## "+heading)
	section, _, _ := strings.Cut(after, "\n## ")
	return section
}

// TestNeverTooLong is a law: whatever a document holds, its Markdown fits.
func TestNeverTooLong(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := drawDocument(rt)
		var out bytes.Buffer
		if err := markdown.New().Write(&out, d); err != nil {
			rt.Fatal(err)
		}
		if out.Len() > markdown.Limit {
			rt.Fatalf("%d bytes", out.Len())
		}
	})
}

func drawDocument(rt *rapid.T) *report.Document {
	n := rapid.IntRange(0, 150)
	text := rapid.OneOf(rapid.String(), rapid.SampledFrom(reporttest.Bad()),
		rapid.Map(rapid.IntRange(0, 500), func(n int) string { return strings.Repeat("@1|\u202e", n) }))
	d := &report.Document{Workspace: text.Draw(rt, "workspace"), Organization: text.Draw(rt, "organization"), Evidence: text.Draw(rt, "evidence")}
	s := text.Draw(rt, "text")
	list := rapid.SliceOfN(text, 0, 40).Draw(rt, "list")
	check := &report.Check{Policy: s, Level: report.Level(s), Remedy: s, Controls: list}
	for range n.Draw(rt, "findings") {
		d.Findings = append(d.Findings, &report.Finding{Check: check, Subject: s, Message: s, Teams: list, Verdict: report.Fail})
	}
	for range n.Draw(rt, "exceptions") {
		d.Exceptions = append(d.Exceptions, report.Exception{Address: s, Policies: list, Reason: s, Compensating: list, State: report.Expired})
	}
	for range rapid.IntRange(0, 25).Draw(rt, "frameworks") {
		controls := make([]report.Control, n.Draw(rt, "controls")/20)
		for i := range controls {
			controls[i] = report.Control{ControlName: report.ControlName{Label: s, Title: s}, Checks: []*report.Check{check, check}}
		}
		d.Frameworks = append(d.Frameworks, report.Framework{Title: s, Controls: controls, Unserved: make([]report.ControlName, len(list))})
	}
	for range n.Draw(rt, "clis") {
		d.Responsibilities = append(d.Responsibilities, report.Responsibility{CLI: s, Title: s, Application: report.Accountable{Teams: list}})
		d.Tokens = append(d.Tokens, report.Token{Session: s, Actor: s, Host: s, Storage: report.Value{Text: s, Declared: true, Origin: s}})
		d.Applied = append(d.Applied, report.Applied{Address: s, Settings: []report.AppliedSetting{{Knob: s, Value: s}}})
		d.Duties = append(d.Duties, report.Duty{Subject: s, Knob: s, Value: s, Note: s, Teams: list})
	}
	return d
}

// TestHostileText looks for what would be more than text once the Markdown is rendered: HTML other than the line break that
// the report writes itself, live links and images, mentions and references.
func TestHostileText(t *testing.T) {
	live := map[string]*regexp.Regexp{
		"HTML":      regexp.MustCompile(`<[^b]|<b[^r]|<br[^>]`),
		"link":      regexp.MustCompile(`(^|[^\\])\]\(|(^|[^\\])!\[`),
		"mention":   regexp.MustCompile(`(^|[^\w` + "`" + `])@\w`),
		"reference": regexp.MustCompile(`#\d`),
		"autolink":  regexp.MustCompile(`https?://|\bwww\.`),
		"invisible": regexp.MustCompile("[\x00-\x08\x0b-\x1f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]"),
		"heading":   regexp.MustCompile(`(?m)^#+ heading`),
		"marker":    regexp.MustCompile(`<!--`),
		"emphasis":  regexp.MustCompile(`(^|[^\\])\*bold|(^|[^\\])~~gone`),
	}
	for _, bad := range reporttest.Bad() {
		out := string(reporttest.Written(t, markdown.New(), reporttest.Hostile(t, bad)))
		// What stands between backticks without any escape is inert already.
		out = regexp.MustCompile("`[^`\n]*`").ReplaceAllString(out, "")
		out = strings.ReplaceAll(out, "&#8203;", "¤")
		for what, pattern := range live {
			if at := pattern.FindStringIndex(out); at != nil {
				t.Errorf("%q leaves a live %s: %q", bad, what, out[max(0, at[0]-20):min(len(out), at[1]+20)])
			}
		}
		if n := strings.Count(out, "\n## "); n != 9 {
			t.Errorf("%q: %d sections, want 9", bad, n)
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		d := reporttest.Large(b, n)
		b.Run(fmt.Sprintf("clis=%d", n), func(b *testing.B) {
			for b.Loop() {
				reporttest.Written(b, markdown.New(), d)
			}
		})
	}
}
