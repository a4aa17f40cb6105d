package config_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/nhi-custody/custody/internal/config"
)

const goodPolicy = `policy "p" {
  subject = "session"
  plane   = "identity"
  level   = "mandatory"
  require = session.pkce == true
  message = "M"
}
`

func TestPackMistakes(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []expected
	}{
		{"nothing in the policy", `policy "p" {}`, []expected{
			{"packs/x/p/policy.hcl", 1, "Missing attribute", []string{"level"}},
			{"packs/x/p/policy.hcl", 1, "Missing attribute", []string{"message"}},
			{"packs/x/p/policy.hcl", 1, "Missing attribute", []string{"plane"}},
			{"packs/x/p/policy.hcl", 1, "Missing attribute", []string{"require"}},
			{"packs/x/p/policy.hcl", 1, "Missing attribute", []string{"subject"}},
		}},
		{"unknown attribute", goodPolicy[:len(goodPolicy)-2] + "  requires = true\n}", []expected{
			{"packs/x/p/policy.hcl", 7, "Unknown attribute", []string{`Did you mean "require"?`}},
		}},
		{"unknown subject", "policy \"p\" {\n  subject = \"sesion\"\n  plane = \"identity\"\n  level = \"warning\"\n  require = true\n  message = \"M\"\n}", []expected{
			{"packs/x/p/policy.hcl", 1, "Missing attribute", []string{"subject"}},
			{"packs/x/p/policy.hcl", 2, "Unknown word", []string{`Did you mean "session"?`}},
		}},
		{"expression where a literal belongs", "policy \"p\" {\n  title = upper(\"t\")\n" + goodPolicy[len("policy \"p\" {\n"):], []expected{
			{"packs/x/p/policy.hcl", 2, "Not a literal", []string{"title is a literal in a pack"}},
		}},
		{"controls that are a list", goodPolicy[:len(goodPolicy)-2] + "  controls = [\"NHI7:2025\"]\n}", []expected{
			{"packs/x/p/policy.hcl", 7, "Wrong type of value", []string{`"owasp-nhi-2025" = ["NHI7:2025"]`}},
		}},
		{"a control that is no list", goodPolicy[:len(goodPolicy)-2] + "  controls = { \"owasp-nhi-2025\" = \"NHI7:2025\" }\n}", []expected{
			{"packs/x/p/policy.hcl", 7, "Invalid controls", []string{"with a list"}},
		}},
		{"workspace block", goodPolicy + `team "x" {}`, []expected{{"packs/x/p/policy.hcl", 8, "Unknown block", []string{"in a pack"}}}},
		{"attribute outside", "level = 1\n" + goodPolicy, []expected{{"packs/x/p/policy.hcl", 1, "Unknown attribute", nil}}},
		{"no name", "policy {}", []expected{{"packs/x/p/policy.hcl", 1, "Wrong labels", []string{`policy "NAME" { ... }`}}}},
		{"parameter twice", goodPolicy[:len(goodPolicy)-2] + "  parameter \"m\" {}\n  parameter \"m\" {}\n}", []expected{
			{"packs/x/p/policy.hcl", 8, "Duplicate name", []string{`parameter "m"`}},
		}},
		{"syntax", "policy \"p\" {", []expected{{"packs/x/p/policy.hcl", 1, "Unclosed configuration block", nil}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, diags := config.LoadPack(workspace(map[string]string{"p/policy.hcl": c.text}), "./packs/x", "packs/x")
			hasExactly(t, diags, c.want...)
		})
	}
	_, diags := config.LoadPack(workspace(map[string]string{"README.md": "", "p/cases/pass-a.hcl": "x"}), "./packs/x", "packs/x")
	hasExactly(t, diags, expected{"packs/x", 1, "Pack without policies", []string{"./packs/x", "policy.hcl"}})
}

func TestPackIsSorted(t *testing.T) {
	other := "policy \"a\" {" + goodPolicy[len("policy \"p\" {"):]
	fsys := workspace(map[string]string{
		"1/policy.hcl": goodPolicy, "2/policy.hcl": other, "2/cases/pass-a.hcl": "not HCL", "2/cases/fail-b.hcl": "not HCL", ".x/policy.hcl": "not HCL",
	})
	pack, diags := config.LoadPack(fsys, "./p", "p")
	if len(diags) > 0 || len(pack.Policies) != 2 || pack.Policies[0].Address.Name != "a" {
		t.Fatalf("%s %v", list(diags), pack.Policies)
	}
}

// A pack in JSON says the same as its native twin.
func TestPackInJSON(t *testing.T) {
	text := `{"policy": {"p": {"subject": "session", "plane": "identity", "level": "mandatory", "require": "${session.pkce == true}",
		"message": "M", "controls": {"owasp-nhi-2025": ["NHI4:2025"]}, "parameter": {"m": {"type": "duration", "default": "1h"}}}}}`
	pack, diags := config.LoadPack(workspace(map[string]string{"p/policy.json": text}), "./p", "p")
	if len(diags) > 0 {
		t.Fatal(list(diags))
	}
	p := pack.Policies[0]
	if p.Address.Name != "p" || len(p.Controls) != 1 || len(p.Parameters) != 1 || p.Require == nil {
		t.Errorf("%+v", p)
	}
}

func TestCaseMistakes(t *testing.T) {
	load := func(text string) []expected {
		_, diags := config.LoadCase(workspace(map[string]string{"c.hcl": text}), "c.hcl")
		var got []expected
		for _, d := range diags {
			got = append(got, expected{d.Subject.Filename, d.Subject.Start.Line, d.Summary, nil})
		}
		return got
	}
	for _, c := range []struct {
		name, text string
		line       int
		summary    string
	}{
		{"dangling subject", "\nexpect {\n  subject = cli.nothing\n}", 3, "Unknown cli"},
		{"unknown verdict", "\nexpect {\n  verdict = \"passed\"\n}", 3, "Unknown word"},
		{"policy", "policy \"p\" {}", 1, "Unknown block"},
		{"syntax", "expect {", 1, "Unclosed configuration block"},
	} {
		got := load(c.text)
		if len(got) != 1 || got[0].line != c.line || got[0].summary != c.summary {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
	if got := load("custody { name = \"own\" }\nexpect { subject = workspace }"); len(got) > 0 {
		t.Errorf("a case with a custody block of its own: %+v", got)
	}
}

// What lies beyond the limits does not judge, so it is told: a pack that was read in part would pass.
func TestPackBeyondTheLimits(t *testing.T) {
	many := map[string]string{"a/policy.hcl": goodPolicy}
	for i := range config.MaxFiles {
		many[fmt.Sprintf("b/%05d.hcl", i)] = ""
	}
	large := map[string]string{"a/policy.hcl": goodPolicy}
	for i := range config.MaxPackBytes>>20 + 1 {
		large[fmt.Sprintf("b/%02d.hcl", i)] = strings.Repeat("#", 1<<20)
	}
	for _, c := range []struct {
		name  string
		files map[string]string
		want  expected
	}{
		{"files", many, expected{"packs/x/b/19999.hcl", 1, "Too many files", []string{"20000"}}},
		{"bytes", large, expected{"packs/x/b/31.hcl", 1, "Pack too large", []string{"32 MiB"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, diags := config.LoadPack(workspace(c.files), "./packs/x", "packs/x")
			hasExactly(t, diags, c.want)
		})
	}
}
