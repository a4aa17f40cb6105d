package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
)

// workspaceShape says how large a generated workspace is, where its tokens come from and what is wrong with it.
type workspaceShape struct {
	clis       int
	url        string // of its issuers, each an Ory Hydra
	automation bool   // each CLI has a second session, which a job opens
	flawEvery  int    // one CLI in so many has a flaw, of every kind in turns; 0 for none
}

const (
	clisPerFile  = 50
	teams        = 20
	waivedFlaws  = 5 // one flaw in so many has an exception
	waiverStates = 5
)

// generate writes a workspace in which every CLI declares all that there is to declare, about 2 KB with one session and
// 3 KB with two. Two calls write the same bytes.
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
			if err := writeCLI(&text, i, shape); err != nil {
				return err
			}
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
  governance {
    owner    = team.identity
    version  = "3"
    reviewed = "2026-08-01"
  }
}

issuer "hydra" "corp" {
  owner = team.identity
  url   = %[1]q
  kill_switch {
    reach   = ["user", "client", "tenant"]
    runbook = "https://wiki.example.com/kill-switch"
    tested  = "2026-05-02"
  }
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
	if shape.flawEvery > 0 {
		text.WriteString(`
issuer "hydra" "old" {
  owner = team.lone
  url   = "https://old.example.com"
}

team "lone" {
  title   = "Lone"
  planes  = ["application"]
  contact = "lone@example.com"
}

`)
		writeRenewals(text)
	}
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

// writeCLI writes a CLI, and the exception for its flaw where it has one.
func writeCLI(text *bytes.Buffer, i int, shape workspaceShape) error {
	var own bytes.Buffer
	fmt.Fprintf(&own, cliText, i, i%teams)
	fmt.Fprintf(&own, workstationText, i)
	if shape.automation {
		fmt.Fprintf(&own, automationText, i)
	}
	own.WriteString("}\n\n")
	if shape.flawEvery == 0 || i%shape.flawEvery > 0 {
		text.Write(own.Bytes())
		return nil
	}
	count := i / shape.flawEvery
	all := flaws()
	broken, err := all[count%len(all)].in(own.String())
	if err != nil {
		return err
	}
	text.WriteString(broken)
	if count%waivedFlaws == 0 {
		writeWaiver(text, i, all[count%len(all)].policy, count/waivedFlaws%waiverStates)
	}
	return nil
}

// writeWaiver writes an exception: one that holds, that ended, that nobody approved, without a reason, or near its end.
func writeWaiver(text *bytes.Buffer, i int, policy string, state int) {
	reason, expires, approved := "The vendor's next release has it.", "2026-11-30", "2026-10-01"
	switch state {
	case 1:
		expires = "2026-10-15"
	case 2:
		approved = "2027-01-01"
	case 3:
		reason = ""
	case 4:
		expires = "2026-11-10"
	}
	name := fmt.Sprintf("tool-%d", i)
	fmt.Fprintf(text, waiverText, name, "subject = cli."+name, policy, reason, "2026-10-01", expires, i%teams, approved)
}

// writeRenewals writes an exception that is renewed too often and waives nothing any more, and one that covers nothing.
func writeRenewals(text *bytes.Buffer) {
	const covers = "subject = cli.tool-1"
	for i, days := range [][2]string{{"2026-06-01", "2026-07-01"}, {"2026-07-02", "2026-08-01"}, {"2026-10-01", "2026-11-30"}} {
		renews := ""
		if i > 0 {
			renews = fmt.Sprintf("\n  renews = exception.renewal-%d", i-1)
		}
		fmt.Fprintf(text, waiverText, fmt.Sprintf("renewal-%d", i), covers+renews, "access-token-ttl", "It takes long.", days[0], days[1], 1, days[0])
	}
	fmt.Fprintf(text, waiverText, "nothing", `match = ["cli.gone-*"]`, "access-token-ttl", "It was there.", "2026-10-01", "2026-11-30", 1, "2026-10-01")
}

const cliText = `cli "tool-%[1]d" {
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
  vendor {
    name = "Example Tools"
    contact = "security@tools.example.com"
    reviewed = "2026-06-01"
  }
  leak_response {
    team = team.identity
    contact = "+1 555 0100"
    runbook = "https://wiki.example.com/tool-%[1]d/leak"
    within = "30m"
  }
  storage {
    model = "os_keychain"
    fallback = "fail"
    persistent = true
    bound_to = "device"
    passed_by = ["stdin"]
    client_credential = "none"
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
    token_values = "omitted"
  }

`

const workstationText = `  session "workstation" {
    profile = profile.workstation
    environment = "production"
    client_id = "tool-%[1]d"
    grants = ["authorization_code"]
    pkce = true
    scopes = ["service-%[1]d:read", "service-%[1]d:write"]
    scopes_reviewed = "2026-09-01"
    audience = ["https://api.example.com/service-%[1]d"]
    sender_constraint = "none"
    assurance = "aal2"
    access_token_ttl = "15m"
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
      propagation = "1m"
    }
  }
`

const automationText = `  session "ci" {
    issuer = issuer.corp
    actor = "automation"
    host = "ephemeral_runner"
    environment = "production"
    client_id = "job-%[1]d"
    grants = ["client_credentials"]
    scopes = ["service-%[1]d:read"]
    scopes_reviewed = "2026-09-01"
    audience = ["https://api.example.com/service-%[1]d"]
    access_token_ttl = "10m"
    refresh_token = "none"
    storage {
      model = "memory"
      persistent = false
      client_credential = "workload_identity"
    }
    client {
      type = "confidential"
      auth = "private_key_jwt"
    }
    conditions {
      networks = ["10.0.0.0/8"]
    }
    revoke {
      on = ["credential_compromise"]
      within = "5m"
      propagation = "1m"
    }
  }
`

const waiverText = `exception %[1]q {
  %[2]s
  policies = [%[3]q]
  reason = %[4]q
  compensating = ["The host is watched."]
  ticket = "RISK-1"
  requested_by = "a.requester"
  granted = %[5]q
  expires = %[6]q
  approval {
    team = team.t%[7]d
    by = "b.application"
    on = %[8]q
  }
  approval {
    team = team.identity
    by = "c.identity"
    on = %[8]q
  }
}

`
