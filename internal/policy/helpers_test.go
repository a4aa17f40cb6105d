package policy_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/internal/config"
	"github.com/nhi-custody/custody/internal/finding"
	"github.com/nhi-custody/custody/internal/framework"
	"github.com/nhi-custody/custody/internal/model"
	"github.com/nhi-custody/custody/internal/policy"
	"github.com/nhi-custody/custody/policies"
	"github.com/nhi-custody/custody/schema"
)

// day is the day on which tests judge.
const day = "2026-11-24"

func moment(t *testing.T, text string) time.Time {
	t.Helper()
	layout := time.RFC3339
	if len(text) == len(time.DateOnly) {
		layout = time.DateOnly
	}
	at, err := time.Parse(layout, text)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// resolve reads a workspace of one file as of a moment.
func resolve(t *testing.T, text, at string) *model.Model {
	t.Helper()
	fsys := fstest.MapFS{"a.custody.hcl": &fstest.MapFile{Data: []byte("custody { name = \"w\" }\n" + text)}}
	w, diags := config.Load(fsys, config.Options{})
	if len(diags) > 0 {
		t.Fatal(list(diags))
	}
	m, diags := model.Resolve(&w.Declarations, moment(t, at))
	if len(diags) > 0 {
		t.Fatal(list(diags))
	}
	return m
}

func pack(t *testing.T, name, text string) *config.Pack {
	t.Helper()
	p, diags := config.LoadPack(fstest.MapFS{"policy.hcl": &fstest.MapFile{Data: []byte(text)}}, name, name)
	if len(diags) > 0 {
		t.Fatal(list(diags))
	}
	return p
}

func catalog(t *testing.T) *framework.Catalog {
	t.Helper()
	c, diags := framework.Load(policies.FS())
	if diags.HasErrors() {
		t.Fatal(list(diags))
	}
	return c
}

// compile makes the policies of one text ready, with the overrides of the model.
func compile(t *testing.T, text string, m *model.Model) (*policy.Rules, hcl.Diagnostics) {
	t.Helper()
	rules, diags := policy.Compile([]*schema.Pack{&pack(t, "./p", text).Pack}, m.Overrides, catalog(t))
	return rules, append(diags, rules.CheckExceptions(m)...)
}

// rules is compile for policies without a mistake.
func rules(t *testing.T, text string, m *model.Model) *policy.Rules {
	t.Helper()
	r, diags := compile(t, text, m)
	if len(diags) > 0 {
		t.Fatal(list(diags))
	}
	return r
}

// verdicts writes findings as SUBJECT POLICY VERDICT, one a line.
func verdicts(findings []finding.Finding) string {
	var b strings.Builder
	for _, f := range findings {
		fmt.Fprintf(&b, "%s %s %s\n", f.Subject.Text, f.Rule.Policy, f.Verdict)
	}
	return b.String()
}

func list(diags hcl.Diagnostics) string {
	var b strings.Builder
	for _, d := range diags {
		b.WriteString(d.Error() + "\n")
	}
	return b.String()
}

// rule writes a policy named p with these conditions.
func rule(subject, plane, require string) string {
	return fmt.Sprintf("policy \"p\" {\n  subject = %q\n  plane   = %q\n  level   = \"mandatory\"\n  require = %s\n  message = \"M\"\n}\n", subject, plane, require)
}

// expected is one diagnostic.
type expected struct {
	line    int
	summary string
	phrase  string
}

func hasExactly(t *testing.T, diags hcl.Diagnostics, want ...expected) {
	t.Helper()
	if len(diags) != len(want) {
		t.Fatalf("%d diagnostics, want %d:\n%s", len(diags), len(want), list(diags))
	}
	for i, d := range diags {
		if d.Subject == nil || d.Subject.Start.Line != want[i].line || d.Summary != want[i].summary || !strings.Contains(d.Detail, want[i].phrase) {
			t.Errorf("%s, want line %d %q %q", d.Error(), want[i].line, want[i].summary, want[i].phrase)
		}
	}
}
