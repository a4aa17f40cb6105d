package policies_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/nhi-custody/custody/internal/config"
	"github.com/nhi-custody/custody/internal/policy"
	"github.com/nhi-custody/custody/schema"
)

const widenedSources = `
override "no-embedded-secret" {
  parameters {
    sources = ["binary", "config_file", "environment", "repository"]
  }
}

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "automation"
    host   = "server"
    grants = ["client_credentials"]
    client {
      type = "confidential"
    }
    storage {
      client_credential = "SOURCE"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "VERDICT"
}
`

// An override widens where a client's credential may come from, but never to what everybody has a copy of.
func TestEmbeddedSecretsStayOut(t *testing.T) {
	fsys, _, catalog := baseline(t)
	pack, diags := config.LoadPack(fsys, "builtin:baseline", "builtin:baseline")
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	for source, verdict := range map[string]string{"binary": "fail", "config_file": "fail", "repository": "fail", "environment": "pass"} {
		w, diags := config.LoadCase(fstest.MapFS{"case.hcl": {Data: []byte(strings.NewReplacer("SOURCE", source, "VERDICT", verdict).Replace(widenedSources))}}, "case.hcl")
		if len(diags) > 0 {
			t.Fatal(diags)
		}
		rules, diags := policy.Compile([]*schema.Pack{&pack.Pack}, w.Overrides, catalog)
		if len(diags) > 0 {
			t.Fatal(diags)
		}
		if got := judge(t, w, rules, "no-embedded-secret", w.Expectations[0]); string(got.Verdict) != verdict {
			t.Errorf("%s: %s, %q; want %s", source, got.Verdict, got.Message, verdict)
		}
	}
}
