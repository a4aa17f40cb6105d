cli "batchctl" {
  title       = "Batch runner"
  purpose     = "Starts the nightly postings from the build agents of the back office."
  repository  = "acme/batchctl"
  criticality = "moderate"
  data        = "internal"

  owners {
    application = team.backoffice
    identity    = team.iam
    attested    = "2026-08-30"
  }

  leak_response {
    team    = team.backoffice
    contact = "backoffice@acme.example"
    runbook = "${local.runbooks}/token-leak"
    within  = "1h"
  }

  storage {
    model      = "memory"
    persistent = false
    bound_to   = "nothing"
    passed_by  = []
  }

  expiry {
    on_expiry = "reauthenticate"
    leeway    = "30s"
    wipe_on   = ["logout", "expiry"]
  }

  revocation {
    endpoint  = local.revoke_machine
    on_logout = "revoke_and_wipe"
    runbook   = "${local.runbooks}/batch/revoke"
    drilled   = "2026-09-10"
  }

  audit {
    events       = local.audit_events
    sink         = local.siem
    token_values = "omitted"
  }

  # The agents are ours and long-lived; the profile's runner is not.
  session "agent" {
    profile          = profile.pipeline
    client_id        = "batchctl"
    host             = "build_agent"
    scopes           = ["postings:start", "postings:status"]
    scopes_reviewed  = "2026-09-15"
    audience         = ["https://postings.acme.example"]
    access_token_ttl = "30m" # what the organization allows at most: the postings are started one after the other

    client {
      secret = env("BATCHCTL_SECRET")
    }
  }

  deliver "file" {
    path = "/etc/batchctl/session-policy.json"
  }
}
