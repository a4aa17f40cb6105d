package config_test

import (
	"slices"
	"testing"

	"github.com/nhi-custody/custody/internal/config"
	"github.com/nhi-custody/custody/schema"
)

const caseWithBefore = `
locals {
  a = "15m"
  b = "sso"
}

issuer "oidc" "corp" { url = local.b }

cli "demo" {
  session "ws" {
    issuer           = issuer.corp
    access_token_ttl = local.a
  }
}

cli "other" { title = local.b }

before {
  locals { a = "5m" }
  cli "demo" {
    session "ws" {
      issuer           = issuer.corp
      access_token_ttl = local.a
    }
    session "gone" { issuer = issuer.corp }
  }
}

expect { subject = cli.demo.session.gone }
expect { subject = cli.demo.session.ws }
`

// What a before block does not hold was as it is; what it holds replaces its namesake, and a local value by its name.
func TestCaseBefore(t *testing.T) {
	w, diags := config.LoadCase(workspace(map[string]string{"c.hcl": caseWithBefore}), "c.hcl")
	if len(diags) > 0 {
		t.Fatal(list(diags))
	}
	if w.Before == nil || len(w.Before.Expectations) > 0 || len(w.Expectations) != 2 {
		t.Fatalf("before is %v, with %d expectations after", w.Before, len(w.Expectations))
	}
	if w.Workspace.Name.Value != "case" || w.Before.Workspace.Name.Value != "case" {
		t.Errorf("the workspaces are called %q and %q", w.Workspace.Name.Value, w.Before.Workspace.Name.Value)
	}
	after, before := w.CLIs, w.Before.CLIs
	slices.SortFunc(before, func(a, b *schema.CLI) int { return len(a.Address.Name) - len(b.Address.Name) })
	if len(after) != 2 || len(before) != 2 || len(after[0].Sessions) != 1 || len(before[0].Sessions) != 2 {
		t.Fatalf("%d CLIs after, %d before", len(after), len(before))
	}
	if got := after[0].Sessions[0].AccessTokenTTL.Value.Duration.String(); got != "15m0s" {
		t.Errorf("after, the lifetime is %s", got)
	}
	if got := before[0].Sessions[0].AccessTokenTTL.Value.Duration.String(); got != "5m0s" {
		t.Errorf("before, the lifetime is %s", got)
	}
	if before[1].Title.Value != "sso" || len(w.Before.Issuers) != 1 {
		t.Error("what stays the same was not there before")
	}
	if without, _ := config.LoadCase(workspace(map[string]string{"c.hcl": "team \"a\" {}"}), "c.hcl"); without.Before != nil {
		t.Error("a case without a before block tells of a change")
	}
}

func TestCaseBeforeMistakes(t *testing.T) {
	for _, c := range []struct {
		name, text string
		line       int
		summary    string
	}{
		{"twice", "before {}\nbefore {}", 2, "Repeated block"},
		{"label", "before \"x\" {}", 1, "Wrong labels"},
		{"inside another", "before {\n  before {}\n}", 2, "Unknown block"},
		{"expects", "before {\n  expect {}\n}", 2, "Unknown block"},
		{"attribute", "before {\n  team = 1\n}", 2, "Unknown attribute"},
		{"dangling before alone", "before {\n  team \"a\" { backup = team.b }\n}", 2, "Unknown team"},
		{"mistake within", "before {\n  team \"a\" { titel = \"\" }\n}", 2, "Unknown attribute"},
		{"mistake of what stays, once", "team \"a\" { titel = \"\" }\nbefore {}", 1, "Unknown attribute"},
		{"dangling subject", "before {}\nexpect { subject = cli.nothing }", 2, "Unknown cli"},
	} {
		_, diags := config.LoadCase(workspace(map[string]string{"c.hcl": c.text}), "c.hcl")
		if len(diags) != 1 || diags[0].Subject.Start.Line != c.line || diags[0].Summary != c.summary {
			t.Errorf("%s: %s", c.name, list(diags))
		}
	}
}
