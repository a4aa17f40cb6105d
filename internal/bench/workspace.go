package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
)

// workspaceShape says how large a generated workspace is and where its tokens come from.
type workspaceShape struct {
	clis      int
	url       string // of its one issuer, an Ory Hydra
	failEvery int    // one CLI in so many keeps its access token too long; 0 for none
}

const (
	clisPerFile = 50
	teams       = 20
)

// generate writes a workspace in which every CLI has one session and declares all that there is to declare, about 1.5 KB
// each. Two calls write the same bytes.
func generate(folder string, shape workspaceShape) error {
	if err := os.MkdirAll(filepath.Join(folder, "clis"), 0o755); err != nil {
		return err
	}
	var text bytes.Buffer
	writeShared(&text, shape)
	if err := os.WriteFile(filepath.Join(folder, "main.custody.hcl"), text.Bytes(), 0o600); err != nil {
		return err
	}
	for first := 0; first < shape.clis; first += clisPerFile {
		text.Reset()
		for i := first; i < min(first+clisPerFile, shape.clis); i++ {
			writeCLI(&text, i, shape)
		}
		name := fmt.Sprintf("clis-%04d.custody.hcl", first/clisPerFile)
		if err := os.WriteFile(filepath.Join(folder, "clis", name), text.Bytes(), 0o600); err != nil {
			return err
		}
	}
	return nil
}

func writeShared(text *bytes.Buffer, shape workspaceShape) {
	fmt.Fprintf(text, `custody {
  name         = "bench"
  organization = "Example"
  policies     = ["builtin:baseline"]
}

issuer "hydra" "corp" {
  owner = team.identity
  url   = %q
}

team "identity" {
  title   = "Identity"
  planes  = ["identity", "governance"]
  contact = "identity@example.com"
  backup  = team.t0
  github  = "example/identity"
}

profile "workstation" {
  issuer       = issuer.corp
  actor        = "human"
  host         = "personal"
  idle_timeout = "1h"
  max_lifetime = "12h"
}
`, shape.url)
	for i := range teams {
		fmt.Fprintf(text, `
team "t%d" {
  title   = "Team %d"
  planes  = ["application"]
  contact = "t%d@example.com"
  backup  = team.t%d
  github  = "example/t%d"
}
`, i, i, i, (i+1)%teams, i)
	}
}

func writeCLI(text *bytes.Buffer, i int, shape workspaceShape) {
	ttl := "15m"
	if shape.failEvery > 0 && i%shape.failEvery == 0 {
		ttl = "2h"
	}
	fmt.Fprintf(text, `cli "tool-%[1]d" {
  title = "Tool %[1]d"
  purpose = "Operates service %[1]d by hand."
  repository = "example/tool-%[1]d"
  criticality = "high"
  data = "confidential"

  owners {
    application = team.t%[2]d
    identity = team.identity
    attested = "2026-10-02"
  }
  storage {
    model = "os_keychain"
    fallback = "fail"
    persistent = true
    bound_to = "device"
  }
  expiry {
    on_expiry = "reauthenticate"
    leeway = "30s"
    wipe_on = ["logout", "expiry", "device_change", "policy_failure"]
  }
  revocation {
    endpoint = "https://sso.example.com/oauth2/revoke"
    on_logout = "revoke_and_wipe"
    runbook = "https://wiki.example.com/tool-%[1]d"
    drilled = "2026-09-20"
  }
  audit {
    events = ["issuance", "refresh", "reuse", "invalidation", "step_up", "logout"]
    sink = "https://siem.example.com/ingest"
  }

  session "workstation" {
    profile = profile.workstation
    client_id = "tool-%[1]d"
    grants = ["authorization_code"]
    pkce = true
    scopes = ["service-%[1]d:read", "service-%[1]d:write"]
    audience = ["https://api.example.com/service-%[1]d"]
    sender_constraint = "none"
    assurance = "aal2"
    access_token_ttl = "%[3]s"
    refresh_token = "rotating"
    client {
      type = "public"
      auth = "none"
      redirect_uris = ["http://127.0.0.1/callback"]
    }
    step_up {
      scopes = ["service-%[1]d:write"]
      max_age = "15m"
    }
    conditions {
      managed_device = true
      networks = ["10.0.0.0/8"]
    }
    revoke {
      on = ["offboarding", "role_change", "device_loss", "credential_compromise"]
      within = "5m"
    }
  }
}

`, i, i%teams, ttl)
}
