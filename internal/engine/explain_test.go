package engine_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/nhi-custody/custody/internal/engine"
)

// facts writes an explanation in lines.
func facts(found []engine.Explanation) string {
	var b strings.Builder
	for _, e := range found {
		fmt.Fprintf(&b, "%s %s: %s\n", e.Kind, e.Name, e.Title)
		for _, text := range e.Text {
			fmt.Fprintln(&b, text)
		}
		for _, f := range e.Facts {
			fmt.Fprintf(&b, "%s = %s (%s)\n", f.Name, f.Value, f.Source)
		}
		if e.Warning != "" {
			fmt.Fprintln(&b, "warning:", e.Warning)
		}
	}
	return b.String()
}

func TestExplain(t *testing.T) {
	p := newStage(t, with(map[string]string{"profile.custody.hcl": `profile "p" {
  idle_timeout = "90m"
  client { secret = env("SECRET") }
}
cli "web" {
  title = "Web CLI"
  owners { identity = team.iam }
  session "me" {
    profile = profile.p
    issuer  = issuer.corp
    actor   = "human"
    host    = "personal"
    scopes  = ["a", "b"]
    access_token_ttl = "inherit"
  }
}
`})).project()
	for thing, want := range map[string][]string{
		"short":       {"policy short: Access tokens are short-lived", "level = mandatory", "plane = identity", "judges each = session", "pack = ./pack"},
		"cli.web":     {"address cli.web: Web CLI", "accountable, identity = team.iam", "title = Web CLI (profile.custody.hcl:6)", "owners.identity = team.iam"},
		"team.iam":    {"address team.iam", "accountable, application = team.iam"},
		"issuer.corp": {"address issuer.corp", "url = http://127.0.0.1"},
		"cli.web.session.me": {
			"address cli.web.session.me: session of cli.web", "idle_timeout = 1h30m (profile.custody.hcl:2 (profile.p))", "scopes = [a, b] (profile.custody.hcl:13)",
			"access_token_ttl = inherit", `client.secret = env("SECRET")`, "issuer = issuer.corp",
		},
		"hydra":                     {"issuer type hydra: Ory Hydra", "access_token_ttl = can be written: the issuer issues", "max_lifetime = can not be enforced: the issuer has no absolute session limit"},
		"keycloak":                  {"issuer type keycloak: Keycloak", "custody has no driver for it yet", "realm = The realm whose clients are meant."},
		"file":                      {"delivery type file:", "path = The file"},
		"max_lifetime":              {"attribute session.max_lifetime", "enforced by = the issuer, where it can", "knob max_lifetime: What issuers can do with it", "hydra = can not be enforced"},
		"session.step_up.max_age":   {"attribute step_up.max_age", "enforced by = the CLI"},
		"session.actor":             {"attribute session.actor", "enforced by = nothing", "words = human, automation, ai_agent"},
		"NHI-03":                    {"control ", "warning: "},
		"PR.AC-4":                   {"control ", "became = "},
		"cli.web.session.nobody":    nil,
		"nothing that means a word": nil,
	} {
		got := facts(p.Explain(thing))
		if want == nil && got != "" {
			t.Errorf("%s is explained as\n%s", thing, got)
		}
		for _, line := range want {
			if !strings.Contains(got, line) {
				t.Errorf("%s is explained without %q:\n%s", thing, line, got)
			}
		}
	}
	words := p.Explainable()
	for _, word := range words {
		if len(p.Explain(word)) == 0 {
			t.Errorf("%s can be explained, it is said, and is not", word)
		}
	}
	if len(words) < 100 {
		t.Errorf("%d words can be explained; there are more", len(words))
	}
}

// A control names the policies that check it.
func TestExplainControl(t *testing.T) {
	p := newStage(t, map[string]string{"main.custody.hcl": `custody { name = "acme" }`}).project()
	if got := facts(p.Explain("NHI7:2025")); !strings.Contains(got, "checked by = access-token-ttl") {
		t.Errorf("the control is explained as\n%s", got)
	}
	if got := facts(p.Explain("access-token-ttl")); !strings.Contains(got, "parameter max = 1h (RFC 6750") || !strings.Contains(got, "owasp-nhi-2025 = NHI7:2025") {
		t.Errorf("the policy is explained as\n%s", got)
	}
}
