package policy_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/internal/finding"
	"github.com/nhi-custody/custody/internal/policy"
	"github.com/nhi-custody/custody/schema"
)

func TestMistakesInAPolicy(t *testing.T) {
	m := resolve(t, "", day)
	for _, c := range []struct {
		name, text string
		want       expected
	}{
		{"misspelled attribute", rule("session", "identity", "session.pcke == true"), expected{5, "Unsupported attribute", `Did you mean "pkce"?`}},
		{"misspelled attribute of a block", rule("session", "identity", "session.step_up.max_ages != null"), expected{5, "Unsupported attribute", `Did you mean "max_age"?`}},
		{"misspelled where it is never reached", rule("session", "identity", "false && session.pcke"), expected{5, "Unsupported attribute", "pcke"}},
		{"misspelled in the other branch", rule("session", "identity", "true ? true : session.pcke == true"), expected{5, "Unsupported attribute", "pcke"}},
		{"misspelled in a loop", rule("cli", "shared", "alltrue([for s in cli.sessions : s.hots != null])"), expected{5, "Unsupported attribute", "hots"}},
		{"misspelled in can", rule("session", "identity", "can(session.pcke)"), expected{5, "Unsupported attribute", "pcke"}},
		{"misspelled in a message", strings.Replace(rule("session", "identity", "true"), `"M"`, `"${session.names}"`, 1), expected{6, "Unsupported attribute", "names"}},
		{"misspelled in when", strings.Replace(rule("session", "identity", "true"), "require", "when = session.isuer != null\nrequire", 1), expected{5, "Unsupported attribute", "isuer"}},
		{"subject of another kind", rule("cli", "shared", "session.pkce == true"), expected{5, "Unknown variable", `"session"`}},
		{"whole estate in a session", rule("session", "identity", "length(workspace.clis) > 0"), expected{5, "Unsupported attribute", "clis"}},
		{"parameter that is not declared", rule("session", "identity", "session.access_token_ttl <= parameter.max"), expected{5, "Unsupported attribute", "max"}},
		{"condition that is no condition", rule("session", "identity", "session.scopes"), expected{5, "Wrong type of value", "require of a policy comes to bool"}},
		{"comparison of what can not be compared", rule("session", "identity", `session.scopes > 3`), expected{5, "Invalid operand", ""}},
		{"unknown function", rule("session", "identity", "now() > 0"), expected{5, "Call to unknown function", "now"}},
		{"env", rule("session", "identity", `env("HOME") == ""`), expected{5, "Error in function call", "env"}},
		{"file", rule("session", "identity", `file("/etc/passwd") == ""`), expected{5, "Error in function call", "file"}},
		{"unknown framework", rule("session", "identity", "true\n  controls = { \"owasp-nhi-2024\" = [\"NHI7\"] }"), expected{6, "Unknown framework", `Did you mean "owasp-nhi-2025"?`}},
		{"unknown control", rule("session", "identity", "true\n  controls = { \"nist-csf-2.0\" = [\"PR.AA-99\"] }"), expected{6, "Unknown control", `"PR.AA-99" in nist-csf-2.0`}},
		{"parameter without a default", rule("session", "identity", "true\n  parameter \"x\" { type = duration }"), expected{6, "Missing attribute", "default"}},
		{"parameter without a type", rule("session", "identity", "true\n  parameter \"x\" { default = 1 }"), expected{6, "Missing attribute", "type"}},
		{"default of the wrong type", rule("session", "identity", "true\n  parameter \"x\" {\n type = duration\n default = 3600\n}"), expected{8, "Wrong type of value", "a duration in quotes"}},
		{"duplicate", rule("session", "identity", "true") + rule("session", "identity", "true"), expected{8, "Duplicate name", "at p/policy.hcl:1"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, diags := compile(t, c.text, m)
			hasExactly(t, diags, c.want)
		})
	}
}

const limited = `policy "ttl" {
  subject = "session"
  plane   = "identity"
  level   = "mandatory"
  require = session.access_token_ttl <= parameter.max
  message = "At most ${humanize(parameter.max)}."
  parameter "max" {
    type    = duration
    default = "1h"
    origin  = "RFC 6750"
  }
  parameter "count" {
    type    = number
    default = 3
  }
  parameter "grants" {
    type    = list(string)
    default = ["a", "b"]
  }
  parameter "by_level" {
    type    = map(duration)
    default = { aal1 = "30d" }
  }
}
`

func TestOverrideMistakes(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       expected
	}{
		{"policy that is not there", "override \"tll\" {}", expected{2, "Unknown policy", `Did you mean "ttl"?`}},
		{"unknown parameter", "override \"ttl\" {\n parameters {\n  maxx = \"1h\"\n }\n}", expected{4, "Unknown parameter", `Did you mean "max"?`}},
		{"number for a duration", "override \"ttl\" {\n parameters {\n  max = 3600\n }\n}", expected{4, "Wrong type of value", `a duration in quotes, such as "15m"`}},
		{"word for a duration", "override \"ttl\" {\n parameters {\n  max = \"long\"\n }\n}", expected{4, "Wrong type of value", `"long" is not a duration`}},
		{"word for a number", "override \"ttl\" {\n parameters {\n  count = \"many\"\n }\n}", expected{4, "Wrong type of value", "a value of type number"}},
		{"string for a list", "override \"ttl\" {\n parameters {\n  grants = \"a\"\n }\n}", expected{4, "Wrong type of value", "list of string"}},
		{"null", "override \"ttl\" {\n parameters {\n  max = null\n }\n}", expected{4, "Wrong type of value", "null"}},
		{"wrong duration in a map", "override \"ttl\" {\n parameters {\n  by_level = { aal1 = \"1y\" }\n }\n}", expected{4, "Wrong type of value", `"1y"`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, diags := compile(t, limited, resolve(t, c.text, day))
			hasExactly(t, diags, c.want)
		})
	}
}

func TestOverride(t *testing.T) {
	m := resolve(t, `override "ttl" {
  level = "advisory"
  parameters {
    max      = humanize(duration("1h") / 2)
    by_level = { aal1 = "1d", aal2 = "90m" }
  }
}`, day)
	got := rules(t, limited, m).All()[0]
	if got.Level != schema.LevelAdvisory {
		t.Errorf("the level is %s", got.Level)
	}
	want := []finding.Parameter{
		{Name: "max", Value: "30m", Origin: "override of this workspace", Overridden: true},
		{Name: "count", Value: "3"},
		{Name: "grants", Value: "a, b"},
		{Name: "by_level", Value: "aal1 = 1d, aal2 = 1h30m", Origin: "override of this workspace", Overridden: true},
	}
	if !slices.Equal(got.Parameters, want) {
		t.Errorf("the parameters are %+v, want %+v", got.Parameters, want)
	}
	plain := rules(t, limited, resolve(t, "", day)).All()[0]
	if plain.Level != schema.LevelMandatory || plain.Parameters[0].Value != "1h" || plain.Parameters[0].Origin != "RFC 6750" {
		t.Errorf("without an override: %+v", plain)
	}
	// An override may change the level alone, or nothing.
	for _, text := range []string{`override "ttl" { level = "warning" }`, `override "ttl" {}`} {
		rules(t, limited, resolve(t, text, day))
	}
}

// Of two packs with one policy the later one stands.
func TestLaterPackWins(t *testing.T) {
	first := pack(t, "./first", rule("session", "identity", "true"))
	second := pack(t, "./second", rule("cli", "application", "true"))
	r, diags := policy.Compile([]*schema.Pack{&first.Pack, &second.Pack}, nil, catalog(t))
	if len(diags) > 0 || r.Len() != 1 || r.All()[0].Pack != "./second" || r.All()[0].Subject != "cli" {
		t.Errorf("%s %+v", list(diags), r.All())
	}
}

// NHI-03 is a label of practice texts for something else than NHI3:2025; PR.AC-4 is of CSF 1.1.
func TestLegacyLabels(t *testing.T) {
	text := rule("session", "identity", "true\n  controls = { \"owasp-nhi-2025\" = [\"NHI-03\"], \"nist-csf-1.1\" = [\"PR.AC-4\"] }")
	r, diags := compile(t, text, resolve(t, "", day))
	hasExactly(t, diags, expected{6, "Legacy label", "NHI3:2025"})
	if diags[0].Severity != hcl.DiagWarning {
		t.Error("a legacy label is no error")
	}
	var ids []string
	for _, c := range r.All()[0].Controls {
		ids = append(ids, c.ID)
	}
	for _, want := range []string{"NHI7:2025", "NHI1:2025", "PR.AC-4"} {
		if !slices.Contains(ids, want) {
			t.Errorf("the controls are %q, want %s among them", ids, want)
		}
	}
	if slices.Contains(ids, "NHI3:2025") {
		t.Errorf("the controls are %q: NHI3:2025 is about third parties", ids)
	}
}
