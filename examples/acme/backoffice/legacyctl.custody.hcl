cli "legacyctl" {
  title       = "Ledger client"
  purpose     = "Corrections in the old general ledger. Bought; to be retired with the ledger in 2027."
  criticality = "moderate"
  data        = "confidential"

  owners {
    application = team.backoffice
    identity    = team.iam
    attested    = "2026-09-10"
  }

  vendor {
    name     = "Old Ledger Systems"
    contact  = "support@oldledger.example"
    reviewed = "2026-01-20"
  }

  leak_response {
    team    = team.backoffice
    contact = "backoffice@acme.example"
    runbook = "${local.runbooks}/token-leak"
    within  = "1h"
  }

  storage {
    model      = "plaintext_file" # exception.legacyctl-plaintext
    persistent = true
    bound_to   = "nothing"
    passed_by  = []
  }

  expiry {
    on_expiry = "reauthenticate"
    leeway    = "30s"
    wipe_on   = ["logout", "expiry"]
  }

  revocation {
    endpoint  = local.revoke_person
    on_logout = "revoke_and_wipe"
    runbook   = "${local.runbooks}/legacyctl/revoke"
    drilled   = "2026-09-10"
  }

  audit {
    events       = local.audit_events
    sink         = local.siem
    token_values = "omitted"
  }

  session "workstation" {
    profile          = profile.workstation
    client_id        = "legacyctl"
    scopes           = ["ledger:read", "ledger:correct"]
    scopes_reviewed  = "2026-03-02"
    audience         = ["https://ledger.acme.example"]
    max_lifetime     = "4h" # shorter than the profile's, for what lies in the clear
    access_token_ttl = "15m"
    refresh_token    = "none"
  }

  deliver "file" {
    path = "/opt/legacyctl/etc/session-policy.json"
  }
}
