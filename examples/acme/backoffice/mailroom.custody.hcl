cli "mailroom" {
  title       = "Mail room scanner"
  purpose     = "Uploads scanned letters from the terminal that the mail room shares."
  criticality = "low"
  data        = "confidential"

  owners {
    application = team.backoffice
    identity    = team.iam
    attested    = "2026-09-10"
  }

  vendor {
    name     = "Scan & Send"
    contact  = "support@scansend.example"
    reviewed = "2026-01-20"
  }

  leak_response {
    team    = team.backoffice
    contact = "backoffice@acme.example"
    runbook = "${local.runbooks}/token-leak"
    within  = "1h"
  }

  # In the clear, on a host that everybody in the mail room uses. exception.mailroom-shared-file has run out.
  storage {
    model      = "plaintext_file"
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
    runbook   = "${local.runbooks}/mailroom/revoke"
    drilled   = "2026-09-10"
  }

  audit {
    events       = local.audit_events
    sink         = local.siem
    token_values = "omitted"
  }

  session "terminal" {
    profile         = profile.jump_host
    client_id       = "mailroom"
    scopes          = ["letters:upload"]
    scopes_reviewed = "2026-09-15"
    audience        = ["https://letters.acme.example"]

    storage {
      model      = "plaintext_file"
      persistent = true
    }
  }

  deliver "file" {
    path = "/opt/mailroom/session-policy.json"
  }
}
